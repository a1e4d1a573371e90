"""Goals put into one agreement that both sign; old agreements stay."""

from django.db import models
from django.db.models import Q

from faden.domain.cases.enums import SignedBy, SignedHow
from faden.domain.cases.models.case import Case, OfCase
from faden.domain.cases.models.plan import Goal
from faden.kernel.files.models import StoredFile
from faden.kernel.identity.models import Account


class GoalAgreement(OfCase):
    """The goals of a day in the client's words, printed in German and in the client's language.

    ``digest`` is the checksum of the printed agreement: what was signed.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="agreements")
    on = models.DateField("vereinbart am")
    language = models.CharField("Sprache", max_length=8)
    texts_reviewed = models.BooleanField("Übersetzung war geprüft")
    author = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    concluded_at = models.DateTimeField("erstellt")
    document = models.ForeignKey(StoredFile, verbose_name="Blatt", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField("Prüfsumme", max_length=64)
    signed_document = models.ForeignKey(
        StoredFile,
        verbose_name="unterschriebenes Blatt",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = "Zielvereinbarung"
        verbose_name_plural = "Zielvereinbarungen"
        ordering = ["-concluded_at", "-id"]
        indexes = [models.Index(fields=["case", "-concluded_at"], name="agreement_case_newest")]

    def __str__(self) -> str:
        return f"Zielvereinbarung vom {self.on:%d.%m.%Y}"


class AgreedGoal(OfCase):
    """A goal as it stands in an agreement; it does not change with the goal."""

    agreement = models.ForeignKey(GoalAgreement, on_delete=models.CASCADE, related_name="goals")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField("Reihenfolge")
    words = models.TextField("Ziel in den Worten der Klient:in")
    language = models.CharField("Sprache der Worte", max_length=8)
    german = models.TextField("auf Deutsch", blank=True)

    class Meta:
        verbose_name = "vereinbartes Ziel"
        verbose_name_plural = "vereinbarte Ziele"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["agreement", "goal"], name="agreed_goal_once")]

    def __str__(self) -> str:
        return self.words[:80]


class AgreementSignature(OfCase):
    """Somebody has signed: on the device (lines on a field of 1000 by 400), or on paper."""

    agreement = models.ForeignKey(GoalAgreement, on_delete=models.CASCADE, related_name="signatures")
    by = models.CharField("wer", max_length=10, choices=SignedBy.choices)
    how = models.CharField("wie", max_length=6, choices=SignedHow.choices)
    on = models.DateField("am")
    signed_at = models.DateTimeField("eingetragen")
    recorded_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    strokes = models.JSONField("Linien", default=list, blank=True)
    digest = models.CharField("Prüfsumme des Blattes", max_length=64)

    class Meta:
        verbose_name = "Unterschrift einer Zielvereinbarung"
        verbose_name_plural = "Unterschriften von Zielvereinbarungen"
        ordering = ["signed_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "by"], name="agreement_signed_once_by_each"),
            models.CheckConstraint(
                condition=Q(how="paper", strokes=[]) | (Q(how="device") & ~Q(strokes=[])),
                name="agreement_signature_is_drawn_or_on_paper",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_by_display()}, {self.get_how_display()}"
