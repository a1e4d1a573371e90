"""Periods of retention, as the site has decided them, and what follows from them."""

from django.db import models
from django.db.models import F, Q

from faden.domain.cases.models.case import OfCase
from faden.domain.retention.enums import Archive, Decided, ErasureState, RetentionClass, Unit
from faden.kernel.database.models import Record
from faden.kernel.identity.models import Account

SINGULAR = {Unit.DAY: "Tag", Unit.MONTH: "Monat", Unit.YEAR: "Jahr"}


class RetentionRule(Record):
    """How long a class is kept, in force for a period; dated site data."""

    retention_class = models.CharField("Klasse", max_length=20, choices=RetentionClass.choices)
    amount = models.PositiveSmallIntegerField("Anzahl")
    unit = models.CharField("Einheit", max_length=5, choices=Unit.choices)
    decided = models.CharField("beruht auf", max_length=8, choices=Decided.choices)
    valid_from = models.DateField("gültig ab")
    valid_until = models.DateField("gültig bis", null=True, blank=True)
    source = models.CharField("Quelle", max_length=300)

    class Meta:
        verbose_name = "Aufbewahrungsfrist"
        verbose_name_plural = "Aufbewahrungsfristen"
        ordering = ["retention_class", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["retention_class", "valid_from"], name="retention_rule_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="retention_rule_positive"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="retention_rule_forward",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_retention_class_display()}: {self.period}"

    @property
    def period(self) -> str:
        """``5 Jahre``."""
        return f"{self.amount} {SINGULAR[Unit(self.unit)] if self.amount == 1 else self.get_unit_display()}"


class Erasure(OfCase):
    """That a case is to be erased, or has been: announced, waiting, offered to the archive, carried out.

    It names nobody: number and reason say which period was over, and the case it points to is empty afterwards.

    :param counts: by table, how many rows were deleted or emptied
    """

    number = models.CharField("Nummer", max_length=12, unique=True)
    state = models.CharField("Stand", max_length=12, choices=ErasureState.choices, default=ErasureState.ANNOUNCED)
    reason = models.CharField("Anlass", max_length=300)
    announced_on = models.DateField("angekündigt am")
    announced_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField("frühestens am")
    offered_on = models.DateField("angeboten am", null=True, blank=True)
    archive = models.CharField("Archiv", max_length=10, choices=Archive.choices, blank=True)
    answered_on = models.DateField("beantwortet am", null=True, blank=True)
    ended_because = models.CharField("Grund des Abbruchs", max_length=300, blank=True)
    carried_out_on = models.DateField("ausgeführt am", null=True, blank=True)
    carried_out_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    counts = models.JSONField("Zeilen je Tabelle", default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "Löschung"
        verbose_name_plural = "Löschungen"
        ordering = ["-announced_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=~Q(state="stopped"), name="erasure_of_case_once"),
            models.CheckConstraint(condition=Q(due_on__gte=F("announced_on")), name="erasure_waits"),
            models.CheckConstraint(
                condition=~Q(state__in=["answered", "carried_out"])
                | (Q(offered_on__isnull=False, answered_on__isnull=False) & ~Q(archive="")),
                name="erasure_archive_first",
            ),
            models.CheckConstraint(
                condition=Q(state="carried_out", carried_out_on__isnull=False, carried_out_by__isnull=False)
                | (~Q(state="carried_out") & Q(carried_out_on__isnull=True)),
                name="erasure_carried_out_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="stopped") | ~Q(ended_because=""), name="erasure_stopped_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class LegalHold(OfCase):
    """That a file is still needed and must not be erased, until a day."""

    reason = models.CharField("Grund", max_length=300)
    since = models.DateField("seit")
    until = models.DateField("bis")
    set_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    lifted_on = models.DateField("aufgehoben am", null=True, blank=True)
    lifted_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "Löschsperre"
        verbose_name_plural = "Löschsperren"
        ordering = ["-since", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="hold_forward"),
            models.CheckConstraint(condition=~Q(reason=""), name="hold_has_a_reason"),
            models.CheckConstraint(
                condition=Q(lifted_on__isnull=True, lifted_by__isnull=True)
                | Q(lifted_on__isnull=False, lifted_by__isnull=False),
                name="hold_lifted_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"Löschsperre bis {self.until:%d.%m.%Y}"
