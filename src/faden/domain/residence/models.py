"""Request packages to residence authorities: what is asked, what is disclosed, what is answered."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from faden.domain.cases.models import Case, Transfer
from faden.domain.cases.models.case import OfCase
from faden.domain.organisations.models import Organisation
from faden.domain.residence.enums import Outcome, QuestionKind, RequestState
from faden.kernel.identity.models import Account


class ResidenceRequest(OfCase):
    """A question to a residence authority, with only what was chosen for it.

    :ivar expires_on: last day on which the authority sees it
    :ivar transfer: by which it left, with the release it rests on; none before it is sent
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="residence_requests")
    office = models.ForeignKey(Organisation, verbose_name="Behörde", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("Worum geht es?", max_length=14, choices=QuestionKind.choices)
    question = models.TextField("Frage")
    due_on = models.DateField("Antwort bis")
    expires_on = models.DateField("sichtbar bis")
    state = models.CharField("Stand", max_length=9, choices=RequestState.choices, default=RequestState.DRAFT)
    author = models.ForeignKey(Account, verbose_name="von", on_delete=models.PROTECT, related_name="+")
    created_on = models.DateField("angelegt am")
    sent_on = models.DateField("gesendet am", null=True, blank=True)
    read_on = models.DateField("gelesen am", null=True, blank=True)
    answered_on = models.DateField("beantwortet am", null=True, blank=True)
    outcome = models.CharField("Ergebnis", max_length=9, choices=Outcome.choices, blank=True)
    answer = models.TextField("Antwort", blank=True)
    decided_on = models.DateField("Bescheid oder Termin am", null=True, blank=True)
    documents = models.TextField("Unterlagen, die noch fehlen", blank=True)
    transfer = models.ForeignKey(Transfer, on_delete=models.RESTRICT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "Anfrage an ABH/EBH"
        verbose_name_plural = "Anfragen an ABH/EBH"
        ordering: ClassVar = ["-created_on", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["case"], name="residence_case"),
            models.Index(fields=["office", "state"], name="residence_inbox"),
            models.Index(fields=["author", "state"], name="residence_author"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="draft", sent_on=None)
                | Q(state="withdrawn")
                | Q(sent_on__isnull=False, transfer__isnull=False),
                name="residence_sent_on_a_basis",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["read", "queried", "answered", "closed"]) | Q(read_on__isnull=False),
                name="residence_read_dated",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["answered", "closed"], answered_on__isnull=False) & ~Q(outcome="")
                | ~Q(state__in=["answered", "closed"]) & Q(answered_on=None, outcome=""),
                name="residence_answered_with_outcome",
            ),
            models.CheckConstraint(
                condition=Q(state="withdrawn", read_on=None) | ~Q(state="withdrawn"), name="residence_withdrawn_unread"
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("created_on"), expires_on__gte=F("due_on")), name="residence_forward"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: Anfrage an {self.office}"

    def is_open_on(self, day: date) -> bool:
        """Whether it has not expired; whether the release still holds, the database asks."""
        return day <= self.expires_on


class DisclosedField(OfCase):
    """One thing the authority is told, in the words it is told in: copied when composed, never looked up again."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    request = models.ForeignKey(ResidenceRequest, on_delete=models.CASCADE, related_name="fields")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=24)
    label = models.CharField("Angabe", max_length=80)
    value = models.CharField("Wert", max_length=500)

    class Meta:
        verbose_name = "offengelegte Angabe"
        verbose_name_plural = "offengelegte Angaben"
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "key"], name="disclosed_once"),
            models.CheckConstraint(condition=~Q(value=""), name="disclosed_something"),
        ]

    def __str__(self) -> str:
        return self.label


class ResidenceStep(OfCase):
    """A change of a request's state, with what was said; both sides read it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    request = models.ForeignKey(ResidenceRequest, on_delete=models.CASCADE, related_name="steps")
    from_state = models.CharField(max_length=9, choices=RequestState.choices)
    to_state = models.CharField(max_length=9, choices=RequestState.choices)
    on = models.DateField("am")
    author = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    remark = models.TextField("Nachricht", blank=True)

    class Meta:
        verbose_name = "Verlauf einer Anfrage"
        verbose_name_plural = "Verläufe der Anfragen"
        ordering: ClassVar = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.get_from_state_display()} → {self.get_to_state_display()}"
