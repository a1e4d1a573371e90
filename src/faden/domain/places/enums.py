"""Kinds of places."""

from django.db.models import TextChoices


class SiteKind(TextChoices):
    """Who runs the programme."""

    DISTRICT = "district", "Kreis"
    CITY = "city", "kreisfreie Stadt"


class MunicipalityKind(TextChoices):
    """The municipality's status in the official register."""

    MUNICIPALITY = "municipality", "Gemeinde"
    TOWN = "town", "Stadt"
    CITY = "city", "kreisfreie Stadt"


class RegionKind(TextChoices):
    """What a region is made of."""

    AREA = "area", "Region"
    TRACK = "track", "zielgruppenspezifisch"
