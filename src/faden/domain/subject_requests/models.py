"""A request for access, and the sealed package that answers it."""

from django.db import models
from django.db.models import F, Q

from faden.domain.people.models import Person
from faden.domain.subject_requests.enums import AccessState, Asker, Ground, Identity, Way
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
