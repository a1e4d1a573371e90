"""Continuity: a case goes to somebody else, and somebody steps in during an absence."""

from django.db import models
from django.db.models import F, Q

from faden.domain.cases.enums import HandoverState
from faden.domain.cases.models.case import OfCase
from faden.kernel.database.models import Record
from faden.kernel.identity.models import Account


class Handover(OfCase):
    """Somebody shall become responsible for a case; nothing changes before they accept.

    The one who shall take over reads reason and note before they see the case.
    """

    former = models.ForeignKey(Account, verbose_name="bisher", on_delete=models.PROTECT, related_name="+")
    successor = models.ForeignKey(Account, verbose_name="künftig", on_delete=models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    proposed_on = models.DateField("vorgeschlagen am")
    earliest_on = models.DateField("frühestens ab")
    reason = models.CharField("Grund", max_length=300)
    note = models.TextField("Hinweise zur Übergabe", blank=True)
    helps_until = models.DateField("hilft noch mit bis", null=True, blank=True)
    helps_because = models.CharField("hilft noch mit, weil", max_length=300, blank=True)
    state = models.CharField("Stand", max_length=10, choices=HandoverState.choices, default=HandoverState.PROPOSED)
    answered_on = models.DateField("beantwortet am", null=True, blank=True)
    answer = models.CharField("Antwort", max_length=300, blank=True)

    class Meta:
        verbose_name = "Übergabe"
        verbose_name_plural = "Übergaben"
        ordering = ["-proposed_on", "-id"]
        indexes = [models.Index(fields=["successor", "state"], name="handover_offered")]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(state="proposed"), name="handover_one_proposed"),
            models.CheckConstraint(condition=~Q(former=F("successor")), name="handover_to_somebody_else"),
            # Nobody lets themselves into a file.
            models.CheckConstraint(condition=~Q(proposed_by=F("successor")), name="handover_proposed_by_others"),
            models.CheckConstraint(
                condition=Q(state="proposed", answered_on__isnull=True)
                | (~Q(state="proposed") & Q(answered_on__isnull=False)),
                name="handover_answered_has_day",
            ),
            models.CheckConstraint(
                condition=Q(helps_until__isnull=True) | ~Q(helps_because=""), name="handover_help_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.former} → {self.successor}"

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.state == HandoverState.PROPOSED


class Absence(Record):
    """Somebody is away ``[since, until)``; colleagues see their cases for so long, by entries of the circles."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    since = models.DateField("von")
    until = models.DateField("bis")
    announced_on = models.DateField("eingetragen am")

    class Meta:
        verbose_name = "Abwesenheit"
        verbose_name_plural = "Abwesenheiten"
        ordering = ["-since", "-id"]
        constraints = [models.CheckConstraint(condition=Q(until__gte=F("since")), name="absence_forward")]

    def __str__(self) -> str:
        return f"{self.since:%d.%m.%Y}–{self.until:%d.%m.%Y}"
