"""What was said and how it was seen: contact notes and assessments."""

from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q, Value

from faden.domain.cases.enums import AccessPath, ContactKind, Need, Visibility
from faden.domain.cases.models.case import Case, OfCase
from faden.domain.cases.models.own_view import OwnView
from faden.domain.catalogues.models import Barrier, LifeDomain
from faden.domain.organisations.models import Organisation
from faden.domain.people.models import Person
from faden.domain.places.models import Municipality
from faden.kernel.database.models import Record
from faden.kernel.identity.models import Account


class ContactNote(Record):
    """One counselling contact; without a case when nobody gave a name."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, blank=True, related_name="notes")
    municipality = models.ForeignKey(Municipality, verbose_name="Kommune", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(Account, verbose_name="geschrieben von", on_delete=models.PROTECT, related_name="+")
    on = models.DateField("am")
    written_at = models.DateTimeField("geschrieben")
    kind = models.CharField("Art", max_length=20, choices=ContactKind.choices)
    access_path = models.CharField("Zugang", max_length=24, choices=AccessPath.choices)
    minutes = models.PositiveSmallIntegerField("Minuten")
    language = models.CharField("Sprache", max_length=12, blank=True)
    interpreter = models.BooleanField("mit Dolmetschen", default=False)
    text = models.TextField("Notiz", blank=True)
    visibility = models.CharField("sichtbar für", max_length=10, choices=Visibility.choices, default=Visibility.CIRCLE)
    # Keys of LifeDomain, which are never deleted: a join table would double the rows that row security looks at.
    life_domain_ids = ArrayField(models.UUIDField(), verbose_name="Handlungsfelder", default=list, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "Kontakt"
        verbose_name_plural = "Kontakte"
        indexes = [
            models.Index(fields=["case", "-on", "-id"], name="note_case_newest"),
            models.Index(fields=["author", "-on"], name="note_author"),
            models.Index(
                fields=["on"], include=["municipality", "case", "minutes", "kind", "access_path"], name="note_counted"
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=600), name="note_minutes_plausible"),
            models.CheckConstraint(
                condition=Q(case__isnull=False) | Q(visibility="author"), name="note_without_case_is_the_authors"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} am {self.on:%d.%m.%Y}"

    @property
    def file_id(self) -> UUID | None:
        """The file the trace belongs to."""
        return self.case_id


class ContactNoteRevision(Record):
    """A former text of a note: corrections keep it."""

    note = models.ForeignKey(ContactNote, on_delete=models.CASCADE, related_name="revisions")
    text = models.TextField()
    # What else was corrected: German label → what it was, as a reader would write it.
    facts = models.JSONField(default=dict, db_default=Value({}, models.JSONField()), blank=True)
    replaced_at = models.DateTimeField()
    replaced_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "frühere Fassung"
        verbose_name_plural = "frühere Fassungen"
        ordering = ["-replaced_at"]

    def __str__(self) -> str:
        return f"bis {self.replaced_at:%d.%m.%Y %H:%M}"


class NoteParticipant(Record):
    """Somebody who took part besides client and author: of the household, from an organisation, or in words."""

    note = models.ForeignKey(ContactNote, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField("wer", max_length=200, blank=True)

    class Meta:
        verbose_name = "Teilnahme an einem Kontakt"
        verbose_name_plural = "Teilnahmen an Kontakten"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(organisation__isnull=False) | ~Q(words=""),
                name="participant_is_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.words or str(self.organisation or self.person)


class Assessment(OfCase):
    """Needs by life domain on a day: the professional view and the client's own."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="assessments")
    on = models.DateField("am")
    author = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    own_view = models.OneToOneField(
        OwnView, verbose_name="Eigene Sicht", on_delete=models.PROTECT, null=True, blank=True, related_name="assessment"
    )

    class Meta:
        verbose_name = "Falleinschätzung"
        verbose_name_plural = "Falleinschätzungen"
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["case", "-on"], name="assessment_case_newest")]

    def __str__(self) -> str:
        return f"Einschätzung vom {self.on:%d.%m.%Y}"


class Rating(Record):
    """One life domain in an assessment."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="ratings")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    life_domain = models.ForeignKey(LifeDomain, on_delete=models.PROTECT, related_name="+")
    need = models.PositiveSmallIntegerField("fachliche Sicht", choices=Need.choices)
    own_view = models.PositiveSmallIntegerField("eigene Sicht", choices=Need.choices, null=True, blank=True)
    remark = models.TextField("Bemerkung", blank=True)
    resources = models.TextField("Ressourcen", blank=True)
    wishes = models.TextField("Wünsche", blank=True)
    # Keys of Barrier, which are never deleted: a join table would double the rows that row security looks at.
    barrier_ids = ArrayField(models.UUIDField(), verbose_name="Hürden", default=list, blank=True)
    barrier_words = models.TextField("Hürden in eigenen Worten", blank=True)

    class Meta:
        verbose_name = "Bewertung"
        verbose_name_plural = "Bewertungen"
        constraints = [
            models.UniqueConstraint(fields=["assessment", "life_domain"], name="rating_once"),
            models.CheckConstraint(condition=Q(need__lte=4), name="rating_need_0_to_4"),
            models.CheckConstraint(condition=Q(own_view__isnull=True) | Q(own_view__lte=4), name="rating_own_0_to_4"),
        ]

    def __str__(self) -> str:
        return f"{self.life_domain_id}: {self.need}"


class CaseBarrier(OfCase):
    """A barrier that holds the case up, from–until."""

    barrier = models.ForeignKey(Barrier, verbose_name="Hürde", on_delete=models.PROTECT, related_name="+")
    since = models.DateField("seit")
    until = models.DateField("bis", null=True, blank=True)
    remark = models.CharField("Bemerkung", max_length=300, blank=True)

    class Meta:
        verbose_name = "Hürde im Fall"
        verbose_name_plural = "Hürden im Fall"
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "barrier"], condition=Q(until__isnull=True), name="barrier_once"),
        ]
        indexes = [models.Index(fields=["since"], name="case_barrier_since")]

    def __str__(self) -> str:
        return f"{self.barrier}"
