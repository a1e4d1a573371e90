"""Referrals: the row is the package; the receiver sees nothing else."""

from django.db import models
from django.db.models import Q

from faden.domain.cases.models.case import Case, OfCase
from faden.domain.catalogues.models import LifeDomain
from faden.domain.organisations.models import Organisation
from faden.domain.referrals.enums import ReferralState
from faden.kernel.identity.models import Account


class Referral(OfCase):
    """A concern handed over to an organisation, with only what the client's release covers."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="referrals")
    organisation = models.ForeignKey(Organisation, verbose_name="an", on_delete=models.PROTECT, related_name="+")
    life_domain = models.ForeignKey(
        LifeDomain, verbose_name="Handlungsfeld", on_delete=models.PROTECT, related_name="+"
    )
    concern = models.TextField("Anliegen")
    disclosed_name = models.CharField("Name der Klient:in", max_length=260, blank=True)
    disclosed_contact = models.CharField("Erreichbarkeit", max_length=200, blank=True)
    state = models.CharField("Stand", max_length=10, choices=ReferralState.choices, default=ReferralState.DRAFT)
    author = models.ForeignKey(Account, verbose_name="von", on_delete=models.PROTECT, related_name="+")
    created_on = models.DateField("angelegt am")
    sent_on = models.DateField("gesendet am", null=True, blank=True)
    answered_on = models.DateField("beantwortet am", null=True, blank=True)
    appointment_on = models.DateField("Ersttermin am", null=True, blank=True)
    ended_on = models.DateField("beendet am", null=True, blank=True)
    answer = models.TextField("Antwort", blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "Verweis"
        verbose_name_plural = "Verweise"
        ordering = ["-created_on", "-id"]
        indexes = [
            models.Index(fields=["case"], name="referral_case"),
            models.Index(fields=["organisation", "state"], name="referral_inbox"),
            models.Index(fields=["author", "state"], name="referral_author"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "revoked"]) | Q(sent_on__isnull=False), name="referral_sent_dated"
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(answer=""), name="referral_declined_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"Verweis an {self.organisation}"


class ReferralStep(OfCase):
    """A change of a referral's state."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="steps")
    from_state = models.CharField(max_length=10, choices=ReferralState.choices)
    to_state = models.CharField(max_length=10, choices=ReferralState.choices)
    on = models.DateField("am")
    author = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    remark = models.TextField("Antwort", blank=True)

    class Meta:
        verbose_name = "Verlauf eines Verweises"
        verbose_name_plural = "Verläufe der Verweise"
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.get_from_state_display()} → {self.get_to_state_display()}"
