"""What the client says: filled in by the client, in the client's language."""

from django.db import models
from django.db.models import Q

from faden.domain.cases.enums import FilledBy, Need
from faden.domain.cases.models.case import Case, OfCase
from faden.domain.catalogues.models import LifeDomain
from faden.kernel.identity.models import Account


class OwnView(OfCase):
    """The client's own view of the needs, given on a device: each answer is stored as it is given."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="own_views")
    language = models.CharField("Sprache", max_length=8)
    texts_reviewed = models.BooleanField("Übersetzung war geprüft")
    filled_by = models.CharField("ausgefüllt", max_length=12, choices=FilledBy.choices)
    on = models.DateField("am")
    begun_by = models.ForeignKey(Account, verbose_name="begonnen von", on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField("begonnen")
    finished_at = models.DateTimeField("beendet", null=True, blank=True)
    wish = models.TextField("am wichtigsten", blank=True)

    class Meta:
        verbose_name = "Eigene Sicht"
        verbose_name_plural = "Eigene Sichten"
        ordering = ["-begun_at", "-id"]
        indexes = [models.Index(fields=["case", "-begun_at"], name="own_view_case_newest")]

    def __str__(self) -> str:
        return f"Eigene Sicht vom {self.on:%d.%m.%Y}"

    @property
    def is_finished(self) -> bool:
        """Whether the client has come to the end."""
        return self.finished_at is not None


class OwnAnswer(OfCase):
    """One answer; without a step the question was left out."""

    own_view = models.ForeignKey(OwnView, on_delete=models.CASCADE, related_name="answers")
    life_domain = models.ForeignKey(LifeDomain, on_delete=models.PROTECT, related_name="+")
    step = models.PositiveSmallIntegerField("Stufe", choices=Need.choices, null=True, blank=True)
    answered_at = models.DateTimeField("beantwortet")

    class Meta:
        verbose_name = "Antwort der eigenen Sicht"
        verbose_name_plural = "Antworten der eigenen Sicht"
        constraints = [
            models.UniqueConstraint(fields=["own_view", "life_domain"], name="own_answer_once"),
            models.CheckConstraint(condition=Q(step__isnull=True) | Q(step__lte=4), name="own_answer_0_to_4"),
        ]

    def __str__(self) -> str:
        return "ausgelassen" if self.step is None else str(self.step)
