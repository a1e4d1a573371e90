"""Cases brought in for advice, and what is said about them; what the made-up names of cases are derived from."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from faden.domain.cases.models import Case, Transfer
from faden.domain.cases.models.case import OfCase
from faden.domain.consultations.enums import EndedBecause
from faden.kernel.database.models import Record
from faden.kernel.identity.models import Account


class PseudonymSecret(Record):
    """One random value for the site; only the guard that makes the names reads it."""

    secret = models.CharField(max_length=80)
    only = models.BooleanField(default=True, editable=False, unique=True)

    class Meta:
        verbose_name = "Geheimnis der Pseudonyme"
        verbose_name_plural = "Geheimnis der Pseudonyme"
        constraints: ClassVar = [models.CheckConstraint(condition=Q(only=True), name="pseudonym_secret_only_one")]

    def __str__(self) -> str:
        return "Geheimnis der Pseudonyme"


class CaseAdvice(OfCase):
    """One case brought in for advice, for some time; read by who advises through guards, never as a row.

    :ivar transfer: by which it left, with the release it rests on; None: pseudonymised
    :ivar until: last day
    :ivar ended_on: first day on which nobody reads it any more, where it was ended before its time; then it stays ended
    :ivar ended_because: what has ended it, written by the database (``rows.py``); empty: somebody, by hand
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="advices")
    question = models.TextField("Worum geht es?")
    transfer = models.ForeignKey(Transfer, on_delete=models.RESTRICT, null=True, blank=True, related_name="+")
    since = models.DateField("von")
    until = models.DateField("bis")
    ended_on = models.DateField("beendet am", null=True, blank=True)
    ended_because = models.CharField(
        "beendet", max_length=9, choices=EndedBecause.choices, blank=True, default="", editable=False
    )
    author = models.ForeignKey(Account, verbose_name="eingebracht von", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "Fallberatung"
        verbose_name_plural = "Fallberatungen"
        ordering: ClassVar = ["-since", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="case_advice_forward"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("since")), name="case_advice_ended_after"
            ),
            models.CheckConstraint(
                condition=Q(ended_because="") | Q(ended_on__isnull=False), name="case_advice_ended_somehow"
            ),
            models.CheckConstraint(condition=~Q(question=""), name="case_advice_asks_something"),
        ]

    def __str__(self) -> str:
        return f"Fallberatung bis {self.until}"


class AdviceContribution(Record):
    """What somebody who advises has written about a case brought in; it names the advice, not the case."""

    advice = models.ForeignKey(CaseAdvice, on_delete=models.CASCADE, related_name="contributions")
    author = models.ForeignKey(Account, verbose_name="von", on_delete=models.PROTECT, related_name="+")
    on = models.DateField("am")
    text = models.TextField("Beitrag")

    class Meta:
        verbose_name = "Beitrag zur Fallberatung"
        verbose_name_plural = "Beiträge zur Fallberatung"
        ordering: ClassVar = ["on", "id"]
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(text=""), name="advice_says_something")]

    def __str__(self) -> str:
        return f"Beitrag vom {self.on}"
