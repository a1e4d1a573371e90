"""Bodies with seats, their meetings, decisions and assignments."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from faden.domain.catalogues.models import SiteFact
from faden.domain.findings.models import Theme
from faden.domain.organisations.models import Organisation
from faden.domain.steering.enums import BodyKind, MeetingState, Presence
from faden.kernel.database.models import Record
from faden.kernel.identity.models import Account


class Body(SiteFact):
    """A body (Gremium): who decides or works on what."""

    kind = models.CharField("Art", max_length=16, choices=BodyKind.choices)
    name = models.CharField("Name", max_length=160)
    mandate = models.TextField("Auftrag", blank=True)
    chair = models.CharField("Vorsitz", max_length=200, blank=True)
    rules = models.TextField("Geschäftsordnung", blank=True)
    meets_per_year = models.PositiveSmallIntegerField("Sitzungen im Jahr", null=True, blank=True)
    max_members = models.PositiveSmallIntegerField("höchstens Mitglieder", null=True, blank=True)

    class Meta:
        verbose_name = "Gremium"
        verbose_name_plural = "Gremien"
        ordering = ["position", "key"]

    def __str__(self) -> str:
        return self.name


class Seat(SiteFact):
    """A seat: the institution and function it belongs to, and who sits on it."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="seats")
    institution = models.CharField("Institution", max_length=200)
    function = models.CharField("Funktion", max_length=200, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    holder = models.ForeignKey(
        Account, verbose_name="Mitglied", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    holder_name = models.CharField("Name", max_length=200, blank=True)
    holder_email = models.EmailField("E-Mail", blank=True)
    deputy_name = models.CharField("Vertretung", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "Sitz"
        verbose_name_plural = "Sitze"
        ordering = ["position", "key"]

    def __str__(self) -> str:
        return self.function or self.institution


class Meeting(Record):
    """A meeting of a body."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    starts_at = models.DateTimeField("Beginn")
    ends_at = models.DateTimeField("Ende")
    place = models.CharField("Ort", max_length=200)
    state = models.CharField("Stand", max_length=10, choices=MeetingState.choices, default=MeetingState.PLANNED)
    invited_on = models.DateField("eingeladen am", null=True, blank=True)
    cancellation = models.CharField("Grund der Absage", max_length=300, blank=True)
    guests = models.CharField("Gäste", max_length=500, blank=True)
    minutes_text = models.TextField("Allgemeines", blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "Sitzung"
        verbose_name_plural = "Sitzungen"
        ordering = ["-starts_at"]
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="meeting_forward")]

    def __str__(self) -> str:
        return f"{self.body}"

    @property
    def day(self) -> date:
        """The day of the meeting, in the office's time."""
        return timezone.localtime(self.starts_at).date()


class AgendaItem(Record):
    """A point of the agenda; often a theme."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField("TOP")
    title = models.CharField("Tagesordnungspunkt", max_length=200)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="agenda_items")
    proposal = models.TextField("Beschlussvorschlag", blank=True)
    discussion = models.TextField("Beratung", blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "Tagesordnungspunkt"
        verbose_name_plural = "Tagesordnungspunkte"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"], name="agenda_position_once", deferrable=models.Deferrable.DEFERRED
            ),
            models.UniqueConstraint(fields=["meeting", "theme"], name="agenda_theme_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Attendance(Record):
    """Who sat on a seat in a meeting, named as on that day: seats change hands, minutes do not."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    presence = models.CharField("Anwesenheit", max_length=10, choices=Presence.choices)
    person = models.CharField("Person", max_length=200, blank=True)

    class Meta:
        verbose_name = "Anwesenheit"
        verbose_name_plural = "Anwesenheiten"
        constraints = [models.UniqueConstraint(fields=["meeting", "seat"], name="attendance_once")]

    def __str__(self) -> str:
        return f"{self.seat}: {self.get_presence_display()}"


class Decision(Record):
    """What a body decided on a point of its agenda, with the vote."""

    item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, related_name="decision")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions")
    text = models.TextField("Beschluss")
    yes = models.PositiveSmallIntegerField("dafür")
    no = models.PositiveSmallIntegerField("dagegen", default=0)
    abstained = models.PositiveSmallIntegerField("enthalten", default=0)
    is_adopted = models.BooleanField("angenommen")
    decided_on = models.DateField("beschlossen am")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "Beschluss"
        verbose_name_plural = "Beschlüsse"
        ordering = ["-decided_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_adopted=True, yes__gt=F("no")) | Q(is_adopted=False, yes__lte=F("no")),
                name="decision_follows_vote",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Assignment(Record):
    """What somebody does until when because of a decision."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="assignments")
    text = models.CharField("Auftrag", max_length=300)
    responsible = models.ForeignKey(
        Account, verbose_name="verantwortlich", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    responsible_text = models.CharField("verantwortliche Stelle", max_length=200)
    due_on = models.DateField("bis wann")
    done_on = models.DateField("erledigt am", null=True, blank=True)
    result = models.TextField("Ergebnis", blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "Auftrag"
        verbose_name_plural = "Aufträge"
        ordering = ["due_on", "id"]

    def __str__(self) -> str:
        return self.text
