"""A request for access and the sealed package that answers it; requests for correction, and objections."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from faden.domain.cases.models import ContactNote
from faden.domain.cases.models.case import OfCase
from faden.domain.consent.models import Consent
from faden.domain.organisations.models import Organisation
from faden.domain.people.models import Person
from faden.domain.subject_requests.enums import (
    AccessState,
    Against,
    Asker,
    Ground,
    Identity,
    RightsKind,
    RightsState,
    Subject,
    Way,
)
from faden.kernel.database.models import Record
from faden.kernel.identity.models import Account
from faden.kernel.sealing.models import SEALED_OR_GONE, SealedContent


class SubjectAccess(Record):
    """Somebody asks what is stored about them (Art. 15 GDPR), and for a copy (Art. 15 (3), Art. 20).

    :param due_on: a month after it came in, three when extended (Art. 12 (3))
    """

    number = models.CharField("Nummer", max_length=12, unique=True)
    person = models.ForeignKey(Person, verbose_name="über", on_delete=models.PROTECT, related_name="+")
    state = models.CharField("Stand", max_length=10, choices=AccessState.choices, default=AccessState.RECEIVED)
    received_on = models.DateField("eingegangen am")
    received_by = models.CharField("eingegangen", max_length=10, choices=Way.choices)
    asker = models.CharField("wer fragt", max_length=10, choices=Asker.choices)
    recorded_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    identity = models.CharField("Identität geprüft", max_length=10, choices=Identity.choices, blank=True)
    identity_note = models.CharField("Vermerk zur Prüfung", max_length=300, blank=True)
    identity_checked_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField("Frist")
    extended_on = models.DateField("verlängert am", null=True, blank=True)
    extended_because = models.CharField("Grund der Verlängerung", max_length=500, blank=True)
    collected_on = models.DateField("zusammengestellt am", null=True, blank=True)
    reviewed_on = models.DateField("geprüft am", null=True, blank=True)
    reviewed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_on = models.DateField("beantwortet am", null=True, blank=True)
    ended_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    delivered_by = models.CharField("ausgehändigt", max_length=10, choices=Way.choices, blank=True)
    ground = models.CharField("Ablehnungsgrund", max_length=12, choices=Ground.choices, blank=True)
    refused_because = models.CharField("Begründung der Ablehnung", max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "Auskunftsersuchen"
        verbose_name_plural = "Auskunftsersuchen"
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=~Q(state__in=["delivered", "refused"]), name="access_one_open"
            ),
            models.CheckConstraint(condition=Q(due_on__gt=F("received_on")), name="access_due_later"),
            models.CheckConstraint(
                condition=Q(state__in=["received", "refused"]) | ~Q(identity=""), name="access_identity_first"
            ),
            models.CheckConstraint(
                condition=Q(extended_on__isnull=True, extended_because="")
                | (Q(extended_on__isnull=False) & ~Q(extended_because="")),
                name="access_extended_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["reviewed", "delivered"])
                | Q(reviewed_on__isnull=False, reviewed_by__isnull=False, collected_on__isnull=False),
                name="access_reviewed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["delivered", "refused"], ended_on__isnull=False, ended_by__isnull=False)
                | (~Q(state__in=["delivered", "refused"]) & Q(ended_on__isnull=True, ended_by__isnull=True)),
                name="access_ended_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | (~Q(ground="") & ~Q(refused_because="")),
                name="access_refused_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="delivered") | ~Q(delivered_by=""), name="access_delivered_somehow"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class AccessPackage(SealedContent):
    """What was collected for a request, with the decisions of the review, sealed; gone after its day.

    :param open_sections: how many sections still wait for their review
    """

    request = models.OneToOneField(SubjectAccess, on_delete=models.CASCADE, related_name="package")
    collected_on = models.DateField("zusammengestellt am")
    open_sections = models.PositiveSmallIntegerField("noch zu prüfen", default=0)
    delete_on = models.DateField("zu löschen am")

    class Meta:
        verbose_name = "Auskunftspaket"
        verbose_name_plural = "Auskunftspakete"
        constraints = [
            models.CheckConstraint(condition=SEALED_OR_GONE, name="package_sealed_or_gone"),
            models.CheckConstraint(condition=Q(delete_on__gt=F("collected_on")), name="package_ends_later"),
        ]

    def __str__(self) -> str:
        return f"Paket vom {self.collected_on:%d.%m.%Y}"


DECIDED = Q(state__in=["fulfilled", "partly", "disputed", "refused"])


class RightsRequest(OfCase):
    """Somebody wants something about them corrected (Art. 16 GDPR), or objects to what is done with it (Art. 21).

    :ivar says: what the file says
    :ivar should_say: what it should say
    :ivar release: of an objection: the release that what is objected to rests on
    :ivar grounds: of an objection: the particular situation, in the words of who objects
    :ivar proposal: why whoever leads the case thinks that it should not be done, for data protection
    :ivar because: what was changed; or why not, for the person
    """

    number = models.CharField("Nummer", max_length=12, unique=True)
    kind = models.CharField("Art", max_length=10, choices=RightsKind.choices)
    person = models.ForeignKey(Person, verbose_name="über", on_delete=models.PROTECT, related_name="+")
    state = models.CharField("Stand", max_length=10, choices=RightsState.choices, default=RightsState.RECEIVED)
    received_on = models.DateField("eingegangen am")
    received_by = models.CharField("eingegangen", max_length=10, choices=Way.choices)
    asker = models.CharField("wer verlangt es", max_length=10, choices=Asker.choices)
    recorded_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField("was falsch ist", max_length=10, choices=Subject.choices, blank=True)
    note = models.ForeignKey(
        ContactNote, verbose_name="Notiz", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    says = models.CharField("was dort steht", max_length=1000, blank=True)
    should_say = models.CharField("was dort stehen soll", max_length=1000, blank=True)
    against = models.CharField("wogegen", max_length=10, choices=Against.choices, blank=True)
    release = models.ForeignKey(
        Consent, verbose_name="Entbindung", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    grounds = models.CharField("Gründe der Person", max_length=1000, blank=True)
    due_on = models.DateField("Frist")
    extended_on = models.DateField("verlängert am", null=True, blank=True)
    extended_because = models.CharField("Grund der Verlängerung", max_length=500, blank=True)
    proposed_on = models.DateField("vorgelegt am", null=True, blank=True)
    proposed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    proposal = models.CharField("Stellungnahme der Fallführung", max_length=1000, blank=True)
    decided_on = models.DateField("entschieden am", null=True, blank=True)
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    because = models.CharField("Begründung", max_length=1000, blank=True)
    answered_on = models.DateField("beantwortet am", null=True, blank=True)
    answered_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "Berichtigung oder Widerspruch"
        verbose_name_plural = "Berichtigungen und Widersprüche"
        ordering: ClassVar = ["due_on", "id"]
        indexes: ClassVar = [models.Index(fields=["person"], name="rights_person")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(due_on__gt=F("received_on")), name="rights_due_later"),
            models.CheckConstraint(
                condition=Q(kind="correction", against="", release=None) & ~Q(subject="") & ~Q(should_say="")
                | Q(kind="objection", subject="", note=None, says="", should_say="") & ~Q(against=""),
                name="rights_says_what",
            ),
            models.CheckConstraint(
                condition=Q(release=None) | Q(against="transfer"), name="rights_release_of_a_transfer"
            ),
            models.CheckConstraint(
                condition=Q(extended_on__isnull=True, extended_because="")
                | (Q(extended_on__isnull=False) & ~Q(extended_because="")),
                name="rights_extended_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="proposed") | Q(proposed_on__isnull=False, proposed_by__isnull=False),
                name="rights_proposed_by_somebody",
            ),
            models.CheckConstraint(
                condition=DECIDED & Q(decided_on__isnull=False, decided_by__isnull=False)
                | ~DECIDED & Q(decided_on__isnull=True, decided_by__isnull=True, answered_on__isnull=True),
                name="rights_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["partly", "disputed", "refused"]) | ~Q(because=""),
                name="rights_refused_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="disputed") | Q(kind="correction"), name="rights_disputed_is_a_correction"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def words(self) -> str:
        """What it is about, in a line."""
        of_what = self.get_subject_display() if self.kind == RightsKind.CORRECTION else self.get_against_display()
        return f"{self.get_kind_display()}: {of_what.partition(' (')[0]}"


class ReceiverNotice(Record):
    """Somebody had been sent what was corrected or objected to, and is to be told so (Art. 19 GDPR).

    :ivar sent_on: when they got something last
    :ivar spared_because: why they cannot be told, or only with effort out of proportion
    """

    request = models.ForeignKey(RightsRequest, on_delete=models.CASCADE, related_name="notices")
    organisation = models.ForeignKey(
        Organisation, verbose_name="an", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    receiver = models.CharField("an wen", max_length=200, blank=True)
    sent_on = models.DateField("zuletzt erhalten am")
    told_on = models.DateField("mitgeteilt am", null=True, blank=True)
    told_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    told_how = models.CharField("wie", max_length=10, choices=Way.choices, blank=True)
    spared_because = models.CharField("warum nicht mitgeteilt", max_length=300, blank=True)

    class Meta:
        verbose_name = "Nachricht an Empfänger"
        verbose_name_plural = "Nachrichten an Empfänger"
        ordering: ClassVar = ["-sent_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, receiver="") | Q(organisation=None) & ~Q(receiver=""),
                name="notice_has_one_receiver",
            ),
            models.CheckConstraint(
                condition=Q(told_on__isnull=True, told_by__isnull=True, told_how="")
                | Q(told_on__isnull=False, told_by__isnull=False, spared_because="") & ~Q(told_how=""),
                name="notice_told_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"Nachricht an {self.receiver or self.organisation}"

    @property
    def file_id(self) -> UUID:
        """The file the trace belongs to."""
        return self.request.case_id

    @property
    def is_open(self) -> bool:
        """Whether they are still to be told."""
        return self.told_on is None and not self.spared_because
