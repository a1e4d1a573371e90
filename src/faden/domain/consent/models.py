"""Declarations of a client: dated, scoped, revocable, never overwritten; and the laws something may rest on instead."""

from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from faden.domain.consent.enums import ConsentKind, Direction, GivenHow, Purpose, TransferKind
from faden.domain.organisations.enums import OrganisationKind
from faden.domain.organisations.models import Organisation
from faden.domain.people.models import Person
from faden.kernel.database.models import Record
from faden.kernel.identity.models import Account


class Consent(Record):
    """A consent to data processing or evaluation, or a release from confidentiality towards one organisation.

    :ivar direction: who may tell whom; only on a release
    :ivar life_domain_ids: what a release is about; None: everything that the purpose needs
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    kind = models.CharField("Art", max_length=20, choices=ConsentKind.choices)
    organisation = models.ForeignKey(
        Organisation, verbose_name="gegenüber", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    direction = models.CharField("Richtung", max_length=10, choices=Direction.choices, blank=True)
    life_domain_ids = ArrayField(models.UUIDField(), verbose_name="Handlungsfelder", null=True, blank=True)
    purpose = models.CharField("Zweck", max_length=12, choices=Purpose.choices, blank=True)
    form_version = models.CharField("Formularfassung", max_length=20)
    language = models.CharField("Sprache des Formulars", max_length=12, default="de")
    given_how = models.CharField("Form", max_length=10, choices=GivenHow.choices, default=GivenHow.PAPER)
    given_on = models.DateField("erteilt am")
    valid_from = models.DateField("gültig ab")
    valid_until = models.DateField("gültig bis", null=True, blank=True)
    withdrawn_on = models.DateField("widerrufen am", null=True, blank=True)
    recorded_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "Einwilligung"
        verbose_name_plural = "Einwilligungen"
        indexes: ClassVar = [
            models.Index(fields=["organisation", "person"], name="consent_towards"),
            models.Index(fields=["person", "withdrawn_on"], condition=Q(kind="evaluation"), name="consent_evaluation"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="release", organisation__isnull=False)
                | Q(kind__in=["data_processing", "evaluation"], organisation__isnull=True),
                name="consent_release_names_receiver",
            ),
            models.CheckConstraint(
                condition=(Q(kind="release") & ~Q(direction="") & ~Q(purpose=""))
                | (~Q(kind="release") & Q(direction="", purpose="", life_domain_ids__isnull=True)),
                name="consent_only_a_release_is_scoped",
            ),
            models.CheckConstraint(
                condition=Q(life_domain_ids__isnull=True) | Q(life_domain_ids__len__gt=0),
                name="consent_about_something",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__gte=F("given_on"))
                & (Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from"))),
                name="consent_forward",
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
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


class LegalBasis(Record):
    """A norm that lets something about a person leave without their release; dated site data (half-open period).

    :ivar carries: the ways (``TransferKind``) it is meant for
    :ivar receivers: kinds of organisations it names; empty: any but a residence authority, or nobody outside
    """

    key = models.SlugField("Kennung", max_length=80)
    title = models.CharField("Bezeichnung", max_length=160)
    norm = models.CharField("Vorschrift", max_length=160)
    purpose = models.CharField("Zweck", max_length=300)
    carries = ArrayField(models.CharField(max_length=12, choices=TransferKind.choices), verbose_name="trägt")
    receivers = ArrayField(
        models.CharField(max_length=20, choices=OrganisationKind.choices),
        verbose_name="Empfänger",
        default=list,
        blank=True,
    )
    valid_from = models.DateField("gültig ab")
    valid_until = models.DateField("gültig bis", null=True, blank=True)
    source = models.CharField("Quelle", max_length=400)

    class Meta:
        verbose_name = "Rechtsgrundlage"
        verbose_name_plural = "Rechtsgrundlagen"
        ordering: ClassVar = ["title", "valid_from"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key", "valid_from"], name="legal_basis_once"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")), name="legal_basis_forward"
            ),
            models.CheckConstraint(condition=Q(carries__len__gt=0), name="legal_basis_carries_something"),
        ]

    def __str__(self) -> str:
        return f"{self.norm} ({self.title})"

    def is_valid_on(self, day: date) -> bool:
        """Whether it is in force that day."""
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)
