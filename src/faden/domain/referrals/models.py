"""Referrals: the row is the package; the receiver sees nothing else."""

from datetime import date, datetime

from django.db import models
from django.db.models import F, Q

from faden.domain.cases.models.case import Case, OfCase
from faden.domain.catalogues.models import LifeDomain
from faden.domain.organisations.models import Organisation
from faden.domain.referrals.enums import CodeTold, ReferralState
from faden.kernel.identity.models import Account
from faden.kernel.identity.queries import LINK_ID

#: So many wrong codes, and the link is locked.
ATTEMPTS = 5


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


class AnswerLink(OfCase):
    """A secret address with which one recipient without an account reads this referral and answers it.

    Of address and code only digests are stored; that of the code is made with the site's key, so that trying all codes
    against it leads nowhere.

    :ivar code_until: a code opens until then; None: none has been told yet
    """

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="links")
    recipient_name = models.CharField("Name", max_length=200)
    recipient_mail = models.EmailField("E-Mail")
    code_told = models.CharField("Code", max_length=5, choices=CodeTold.choices)
    code_mail = models.EmailField("zweite E-Mail", blank=True)
    digest = models.CharField(max_length=64, unique=True)
    code_digest = models.CharField(max_length=64)
    code_until = models.DateTimeField("Code gilt bis", null=True, blank=True)
    created_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField("erstellt")
    expires_on = models.DateField("gültig bis")
    failures = models.PositiveSmallIntegerField("falsche Codes", default=0)
    opened_at = models.DateTimeField("zuerst geöffnet", null=True, blank=True)
    withdrawn_at = models.DateTimeField("zurückgezogen", null=True, blank=True)

    class Meta:
        verbose_name = "Antwortlink"
        verbose_name_plural = "Antwortlinks"
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["referral"], condition=Q(withdrawn_at__isnull=True), name="answer_link_one_open"
            ),
            models.CheckConstraint(
                condition=Q(code_told="phone", code_mail="")
                | Q(code_told="mail") & ~Q(code_mail="") & ~Q(code_mail=F("recipient_mail")),
                name="answer_link_code_on_another_way",
            ),
            models.CheckConstraint(condition=Q(failures__lte=ATTEMPTS), name="answer_link_few_attempts"),
        ]

    def __str__(self) -> str:
        return f"Antwortlink bis {self.expires_on:%d.%m.%Y}"

    @property
    def is_locked(self) -> bool:
        """Whether too many wrong codes have been tried."""
        return self.failures >= ATTEMPTS

    def takes_code_at(self, moment: datetime) -> bool:
        """Whether a code that was told can still be typed."""
        return self.code_until is not None and moment <= self.code_until

    def opens_on(self, day: date) -> bool:
        """Whether it still leads anywhere that day."""
        return self.withdrawn_at is None and not self.is_locked and day <= self.expires_on


class ReferralStep(OfCase):
    """A change of a referral's state; ``link`` when somebody without an account has answered."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="steps")
    from_state = models.CharField(max_length=10, choices=ReferralState.choices)
    to_state = models.CharField(max_length=10, choices=ReferralState.choices)
    on = models.DateField("am")
    author = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    link = models.ForeignKey(AnswerLink, on_delete=models.RESTRICT, null=True, blank=True, related_name="steps")
    remark = models.TextField("Antwort", blank=True)

    class Meta:
        verbose_name = "Verlauf eines Verweises"
        verbose_name_plural = "Verläufe der Verweise"
        ordering = ["on", "id"]
        constraints = [
            # Nobody answers in the name of the links, and a link answers in nobody's name but theirs.
            models.CheckConstraint(
                condition=Q(author_id=LINK_ID, link__isnull=False) | ~Q(author_id=LINK_ID) & Q(link__isnull=True),
                name="referralstep_link_and_author",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_from_state_display()} → {self.get_to_state_display()}"

    @property
    def told_by(self) -> str:
        """Who has done it, as people read it."""
        return f"{self.link.recipient_name} (über einen Antwortlink)" if self.link else self.author.name
