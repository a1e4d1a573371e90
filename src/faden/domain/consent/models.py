"""Declarations of a client: dated, scoped, revocable, never overwritten."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from faden.domain.consent.enums import ConsentKind, GivenHow
from faden.domain.organisations.models import Organisation
from faden.domain.people.models import Person
from faden.kernel.database.models import Record
from faden.kernel.identity.models import Account


class Consent(Record):
    """A consent to data processing, or a release from confidentiality towards one organisation."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    kind = models.CharField("Art", max_length=20, choices=ConsentKind.choices)
    organisation = models.ForeignKey(
        Organisation, verbose_name="gegenüber", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    form_version = models.CharField("Formularfassung", max_length=20)
    language = models.CharField("Sprache des Formulars", max_length=12, default="de")
    given_how = models.CharField("Form", max_length=10, choices=GivenHow.choices, default=GivenHow.PAPER)
    given_on = models.DateField("erteilt am")
    valid_until = models.DateField("gültig bis", null=True, blank=True)
    withdrawn_on = models.DateField("widerrufen am", null=True, blank=True)
    recorded_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "Einwilligung"
        verbose_name_plural = "Einwilligungen"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="release", organisation__isnull=False)
                | Q(kind="data_processing", organisation__isnull=True),
                name="consent_release_names_receiver",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("given_on")),
                name="consent_withdrawn_after",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    def is_valid_on(self, day: date) -> bool:
        """Whether somebody may rely on it that day."""
        if self.withdrawn_on is not None and self.withdrawn_on <= day:
            return False
        return self.given_on <= day and (self.valid_until is None or day <= self.valid_until)
