"""What a site holds bearable for a family, and clashes somebody has accepted."""

from django.db import models
from django.db.models import F, Q

from faden.domain.cases.enums import ClashKind
from faden.domain.cases.models.case import OfCase
from faden.domain.people.models import Household
from faden.kernel.database.models import Record
from faden.kernel.identity.models import Account


class FamilyLimit(Record):
    """From when on so many obligations at once are too many for one person; dated site data."""

    obligations = models.PositiveSmallIntegerField("Verpflichtungen gleichzeitig")
    care_below = models.PositiveSmallIntegerField("Betreuung unter (Jahre)")
    valid_from = models.DateField("gültig ab", unique=True)
    valid_until = models.DateField("gültig bis", null=True, blank=True)
    source = models.CharField("Quelle", max_length=400)

    class Meta:
        verbose_name = "Belastungsgrenze"
        verbose_name_plural = "Belastungsgrenzen"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")), name="family_limit_forward"
            ),
        ]

    def __str__(self) -> str:
        return f"höchstens {self.obligations} gleichzeitig"


class ClashAcceptance(OfCase):
    """A clash that the family lives with for a reason; ``key`` names what it consists of.

    It belongs to the household, so that everybody who counsels the family reads it.
    """

    household = models.ForeignKey(Household, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    key = models.CharField(max_length=64)
    kind = models.CharField("Art", max_length=10, choices=ClashKind.choices)
    reason = models.CharField("Grund", max_length=300)
    accepted_on = models.DateField("angenommen am")
    accepted_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    taken_back_on = models.DateField("zurückgenommen am", null=True, blank=True)
    taken_back_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "angenommener Engpass"
        verbose_name_plural = "angenommene Engpässe"
        indexes = [models.Index(fields=["household"], name="clash_household")]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "key"], condition=Q(taken_back_on__isnull=True), name="clash_accepted_once"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="clash_acceptance_has_reason"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
