"""A case conference, who takes part, what was agreed, and who got the minutes."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from faden.domain.cases.models.case import Case, OfCase
from faden.domain.conferences.enums import ConferenceState, Disclosure, HandedHow, Presence, Side
from faden.domain.consent.models import Consent
from faden.domain.diary.models import Task
from faden.domain.organisations.models import Organisation
from faden.domain.people.models import Person
from faden.kernel.identity.models import Account


class CaseConference(OfCase):
    """Those who help a client talk with the client: about what, when, where, and what came of it.

    ``sequence`` counts the changes of time and place, so that calendars and invitations know what is newer.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="conferences")
    occasion = models.CharField("Anlass", max_length=200)
    question = models.TextField("Frage")
    starts_at = models.DateTimeField("Beginn")
    ends_at = models.DateTimeField("Ende")
    place = models.CharField("Ort", max_length=200)
    state = models.CharField("Stand", max_length=10, choices=ConferenceState.choices, default=ConferenceState.PLANNED)
    sequence = models.PositiveIntegerField(default=0)
    cancellation = models.CharField("Grund der Absage", max_length=300, blank=True)
    shared_view = models.TextField("Gemeinsame Sicht der Dinge", blank=True)
    author = models.ForeignKey(Account, verbose_name="angelegt von", on_delete=models.PROTECT, related_name="+")
    created_on = models.DateField("angelegt am")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "Fallkonferenz"
        verbose_name_plural = "Fallkonferenzen"
        ordering = ["-starts_at", "-id"]
        indexes = [models.Index(fields=["case", "starts_at"], name="conference_case")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="conference_forward"),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(cancellation=""), name="conference_cancelled_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"Fallkonferenz am {self.day:%d.%m.%Y}"

    @property
    def day(self) -> date:
        """The day of the conference, in the office's time."""
        return timezone.localtime(self.starts_at).date()


class ConferenceStep(OfCase):
    """A change of a conference's state; the first one is its planning."""

    conference = models.ForeignKey(CaseConference, on_delete=models.CASCADE, related_name="steps")
    from_state = models.CharField(max_length=10, choices=ConferenceState.choices, blank=True)
    to_state = models.CharField(max_length=10, choices=ConferenceState.choices)
    on = models.DateField("am")
    author = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "Verlauf einer Fallkonferenz"
        verbose_name_plural = "Verläufe der Fallkonferenzen"
        ordering = ["on", "id"]
        indexes = [models.Index(fields=["case"], name="conference_step_case")]

    def __str__(self) -> str:
        return f"{self.get_to_state_display()} am {self.on:%d.%m.%Y}"


class ConferenceParticipant(OfCase):
    """Somebody who is asked to come, and what they see.

    :ivar disclosure: what the participant may hear about the client; an organisation hears something only on a release
    :ivar invited_sequence: the conference's ``sequence`` of which the last invitation told
    """

    conference = models.ForeignKey(CaseConference, on_delete=models.CASCADE, related_name="participants")
    side = models.CharField("Seite", max_length=12, choices=Side.choices)
    organisation = models.ForeignKey(
        Organisation, verbose_name="Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    contact_name = models.CharField("Ansprechperson", max_length=200, blank=True)
    contact_email = models.EmailField("E-Mail", blank=True)
    disclosure = models.CharField(
        "Was sie erfährt", max_length=10, choices=Disclosure.choices, default=Disclosure.PERSONAL
    )
    release = models.ForeignKey(
        Consent, verbose_name="Grundlage", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    invited_on = models.DateField("eingeladen am", null=True, blank=True)
    invited_sequence = models.PositiveIntegerField(null=True, blank=True)
    presence = models.CharField("Teilnahme", max_length=10, choices=Presence.choices, blank=True)
    who_came = models.CharField("Wer kam", max_length=200, blank=True)
    view = models.TextField("Sicht", blank=True)

    class Meta:
        verbose_name = "Teilnahme an einer Fallkonferenz"
        verbose_name_plural = "Teilnahmen an Fallkonferenzen"
        indexes = [models.Index(fields=["case"], name="participant_case")]
        constraints = [
            models.CheckConstraint(
                condition=Q(side="organisation", organisation__isnull=False, person=None, account=None)
                | Q(side="counsel", account__isnull=False, person=None, organisation=None)
                | Q(side__in=["client", "family"], person__isnull=False, organisation=None, account=None),
                name="participant_is_one",
            ),
            models.CheckConstraint(
                condition=~Q(side="organisation") | Q(disclosure="none") | Q(release__isnull=False),
                name="participant_hears_only_on_a_release",
            ),
            models.UniqueConstraint(fields=["conference", "organisation"], name="participant_organisation_once"),
            models.UniqueConstraint(fields=["conference", "person"], name="participant_person_once"),
            models.UniqueConstraint(fields=["conference", "account"], name="participant_account_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Whom the minutes name."""
        for one in (self.person, self.organisation, self.account):
            if one is not None:
                return str(one)
        return ""


class ConferenceAgreement(OfCase):
    """What was agreed: who does what by when.

    Somebody of the circle has it as a task: their own, or to see to it that others do theirs.
    """

    conference = models.ForeignKey(CaseConference, on_delete=models.CASCADE, related_name="agreements")
    text = models.CharField("Vereinbarung", max_length=500)
    responsible = models.ForeignKey(
        ConferenceParticipant, verbose_name="Wer", on_delete=models.PROTECT, related_name="agreements"
    )
    due_on = models.DateField("Bis wann")
    done_on = models.DateField("erledigt am", null=True, blank=True)
    created_on = models.DateField("vereinbart am")
    task = models.OneToOneField(
        Task, verbose_name="Aufgabe", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "Vereinbarung einer Fallkonferenz"
        verbose_name_plural = "Vereinbarungen der Fallkonferenzen"
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["case"], name="conference_agreement_case")]

    def __str__(self) -> str:
        return self.text

    @property
    def finished_on(self) -> date | None:
        """The day it was noted as done here, or its task was ended in the diary."""
        return self.done_on or (self.task.ended_on if self.task else None)


class MinutesHandout(OfCase):
    """Somebody got the minutes: how, when, and an organisation on which release."""

    conference = models.ForeignKey(CaseConference, on_delete=models.CASCADE, related_name="handouts")
    participant = models.ForeignKey(ConferenceParticipant, on_delete=models.PROTECT, related_name="handouts")
    how = models.CharField("Wie", max_length=10, choices=HandedHow.choices)
    on = models.DateField("am")
    release = models.ForeignKey(
        Consent, verbose_name="Grundlage", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    author = models.ForeignKey(Account, verbose_name="von", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "Ausgabe einer Niederschrift"
        verbose_name_plural = "Ausgaben der Niederschriften"
        ordering = ["on", "id"]
        indexes = [models.Index(fields=["case"], name="handout_case")]

    def __str__(self) -> str:
        return f"{self.get_how_display()} am {self.on:%d.%m.%Y}"
