"""What has left a case: to whom, what it told, on which basis, and who let it go."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from faden.domain.cases.models.case import Case, OfCase
from faden.domain.consent.enums import Purpose, TransferKind
from faden.domain.consent.models import Consent, LegalBasis
from faden.domain.organisations.models import Organisation
from faden.kernel.identity.models import Account


class Transfer(OfCase):
    """Something about a client has left: written once, never changed. It holds facts about what left, never the thing.

    :ivar receiver: who got it, where it was no organisation of the network
    :ivar contained: what it told, in words of the trade ("Anliegen, Name, Telefonnummer"), without the content
    :ivar life_domain_ids: what it was about; empty: not about a single life domain
    :ivar purpose: of the release; a legal basis has its own
    :ivar origin_id: the row that left (referral, letter, conference …)
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="transfers")
    kind = models.CharField("Weg", max_length=12, choices=TransferKind.choices)
    organisation = models.ForeignKey(
        Organisation, verbose_name="an", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    receiver = models.CharField("an wen", max_length=200, blank=True)
    contained = models.CharField("Was", max_length=500)
    life_domain_ids = ArrayField(models.UUIDField(), verbose_name="Handlungsfelder", default=list, blank=True)
    purpose = models.CharField("Zweck", max_length=12, choices=Purpose.choices, blank=True)
    consent = models.ForeignKey(
        Consent, verbose_name="Entbindung", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    legal_basis = models.ForeignKey(
        LegalBasis, verbose_name="Rechtsgrundlage", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    on = models.DateField("am")
    author = models.ForeignKey(Account, verbose_name="von", on_delete=models.PROTECT, related_name="+")
    origin_id = models.UUIDField(null=True, blank=True)

    class Meta:
        verbose_name = "Weitergabe"
        verbose_name_plural = "Weitergaben"
        ordering: ClassVar = ["-on", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["case", "on"], name="transfer_case"),
            models.Index(fields=["consent"], name="transfer_consent"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(consent__isnull=False, legal_basis=None) | Q(consent=None, legal_basis__isnull=False),
                name="transfer_rests_on_one_basis",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, receiver="") | Q(organisation=None) & ~Q(receiver=""),
                name="transfer_has_one_receiver",
            ),
            models.CheckConstraint(condition=~Q(contained=""), name="transfer_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} an {self.receiver or self.organisation}"
