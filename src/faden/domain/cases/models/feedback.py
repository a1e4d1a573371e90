"""What the client thinks of the counselling, asked before a stay ends."""

from django.db import models
from django.db.models import Q

from faden.domain.cases.enums import AnsweredHow, Asked, Opinion
from faden.domain.cases.models.case import OfCase, Stay
from faden.kernel.identity.models import Account


class Feedback(OfCase):
    """A few answers and own words, given on the device (each is stored as it is given) or on paper."""

    stay = models.OneToOneField(Stay, verbose_name="Fallepisode", on_delete=models.CASCADE, related_name="feedback")
    language = models.CharField("Sprache", max_length=8)
    texts_reviewed = models.BooleanField("Übersetzung war geprüft")
    on = models.DateField("am")
    how = models.CharField(
        "Form", max_length=6, choices=AnsweredHow.choices, default=AnsweredHow.DEVICE, db_default="device"
    )
    begun_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    finished_at = models.DateTimeField("beendet", null=True, blank=True)
    helped = models.PositiveSmallIntegerField(Asked.HELPED.label, choices=Opinion.choices, null=True, blank=True)
    understood = models.PositiveSmallIntegerField(
        Asked.UNDERSTOOD.label, choices=Opinion.choices, null=True, blank=True
    )
    respected = models.PositiveSmallIntegerField(Asked.RESPECTED.label, choices=Opinion.choices, null=True, blank=True)
    again = models.PositiveSmallIntegerField(Asked.AGAIN.label, choices=Opinion.choices, null=True, blank=True)
    words = models.TextField("eigene Worte", blank=True)

    class Meta:
        verbose_name = "Rückmeldung"
        verbose_name_plural = "Rückmeldungen"
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": 1, f"{name}__lte": 4}),
                name=f"feedback_{name}_1_to_4",
            )
            for name in Asked.values
        ]

    def __str__(self) -> str:
        return f"Rückmeldung vom {self.on:%d.%m.%Y}"

    @property
    def is_finished(self) -> bool:
        """Whether the client has come to the end."""
        return self.finished_at is not None
