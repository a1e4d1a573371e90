"""The territory: one site, its municipalities, their regions and neighbourhoods."""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from faden.domain.catalogues.models import SiteFact
from faden.domain.places.enums import MunicipalityKind, RegionKind, SiteKind

DISTRICT_KEY = RegexValidator(r"^05\d{3}$", "Der Kreisschlüssel hat fünf Ziffern und beginnt mit 05.")
MUNICIPAL_KEY = RegexValidator(r"^05\d{6}$", "Der Gemeindeschlüssel hat acht Ziffern und beginnt mit 05.")


class Site(SiteFact):
    """The Kreis or kreisfreie Stadt that runs the programme; one per database."""

    name = models.CharField("Name", max_length=80)
    kind = models.CharField("Art", max_length=12, choices=SiteKind)
    ags = models.CharField("Kreisschlüssel", max_length=5, validators=[DISTRICT_KEY])
    concept_title = models.CharField("Handlungskonzept", max_length=200)
    concept_on = models.DateField("Stand des Handlungskonzepts", null=True, blank=True)
    minimum_group_size = models.PositiveSmallIntegerField("Kleinste ausgewiesene Gruppe", default=5)
    only = models.BooleanField(default=True, editable=False, unique=True)

    class Meta:
        verbose_name = "Standort"
        verbose_name_plural = "Standorte"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(only=True), name="site_only_one"),
            models.CheckConstraint(condition=Q(minimum_group_size__gte=3), name="site_groups_not_too_small"),
        ]

    def __str__(self) -> str:
        return self.name


class Region(SiteFact):
    """Municipalities or neighbourhoods that share a coordinator, or a track for one target group."""

    name = models.CharField("Name", max_length=120)
    kind = models.CharField("Art", max_length=12, choices=RegionKind, default=RegionKind.AREA)

    class Meta:
        verbose_name = "Region"
        verbose_name_plural = "Regionen"
        ordering: ClassVar = ["position", "key"]

    def __str__(self) -> str:
        return self.name


class Municipality(SiteFact):
    """A municipality of the site, with its official key and its inhabitants on a day."""

    name = models.CharField("Name", max_length=80)
    kind = models.CharField("Art", max_length=12, choices=MunicipalityKind)
    ags = models.CharField("Gemeindeschlüssel", max_length=8, unique=True, validators=[MUNICIPAL_KEY])
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="municipalities", verbose_name="Region"
    )
    has_case_management = models.BooleanField("Mit KIM-Case-Management", default=True)
    inhabitants = models.PositiveIntegerField("Einwohner")
    inhabitants_on = models.DateField("Einwohner am")
    inhabitants_source = models.CharField("Quelle der Einwohnerzahl", max_length=120)

    class Meta:
        verbose_name = "Kommune"
        verbose_name_plural = "Kommunen"
        ordering: ClassVar = ["position", "key"]

    def __str__(self) -> str:
        return self.name


class Neighbourhood(SiteFact):
    """A part of a municipality (Sozialraum, Sozialbezirk)."""

    name = models.CharField("Name", max_length=120)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="neighbourhoods", verbose_name="Kommune"
    )
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="neighbourhoods", verbose_name="Region"
    )

    class Meta:
        verbose_name = "Sozialraum"
        verbose_name_plural = "Sozialräume"
        ordering: ClassVar = ["position", "key"]

    def __str__(self) -> str:
        return self.name
