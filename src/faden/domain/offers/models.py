"""What organisations offer."""

from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from faden.domain.catalogues.models import LifeDomain, SiteFact
from faden.domain.organisations.models import Organisation
from faden.domain.places.models import Municipality
from faden.kernel.database.models import Record


class Offer(SiteFact):
    """A course, a consultation, a group, a meeting place; ``valid_until`` is its last day.

    :param municipalities: whom it is for; empty means the whole site
    :param is_own: kept by the coordination; the site file leaves it alone
    """

    title = models.CharField("Angebot", max_length=160)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="offers", verbose_name="Organisation")
    life_domain = models.ForeignKey(LifeDomain, models.PROTECT, related_name="offers", verbose_name="Handlungsfeld")
    municipalities = models.ManyToManyField(
        Municipality, through="OfferMunicipality", related_name="offers", verbose_name="Kommunen"
    )
    description = models.TextField("Worum es geht", blank=True)
    languages = ArrayField(models.CharField(max_length=12), verbose_name="Sprachen", default=list, blank=True)
    times = models.CharField("Zeiten", max_length=200, blank=True)
    place = models.CharField("Ort", max_length=200, blank=True)
    capacity = models.PositiveSmallIntegerField("Plätze", null=True, blank=True)
    free_places = models.PositiveSmallIntegerField("freie Plätze", null=True, blank=True)
    has_child_care = models.BooleanField("mit Kinderbetreuung", default=False)
    valid_from = models.DateField("ab", null=True, blank=True)
    valid_until = models.DateField("bis", null=True, blank=True)
    checked_on = models.DateField("geprüft am", null=True, blank=True)
    is_own = models.BooleanField("von der Koordination gepflegt", default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "Angebot"
        verbose_name_plural = "Angebote"
        ordering: ClassVar = ["title", "key"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(free_places__isnull=True) | Q(capacity__isnull=True) | Q(free_places__lte=F("capacity")),
                name="offer_free_places_fit",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="offer_forward",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def is_there_on(self, day: date) -> bool:
        """Whether it can be used that day."""
        begun = self.valid_from is None or self.valid_from <= day
        over = self.valid_until is not None and self.valid_until < day
        return begun and not over and (self.ended_on is None or day < self.ended_on)


class OfferMunicipality(Record):
    """A municipality that an offer is for."""

    offer = models.ForeignKey(Offer, models.CASCADE)
    municipality = models.ForeignKey(Municipality, models.PROTECT)

    class Meta:
        verbose_name = "Kommune eines Angebots"
        verbose_name_plural = "Kommunen der Angebote"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["offer", "municipality"], name="offer_municipality_once")
        ]

    def __str__(self) -> str:
        return f"{self.offer_id} · {self.municipality_id}"
