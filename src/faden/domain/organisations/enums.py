"""Kinds of organisations."""

from django.db.models import TextChoices


class OrganisationKind(TextChoices):
    """What an organisation is; it decides the zone its staff work in."""

    DISTRICT_OFFICE = "district_office", "Kreisverwaltung"
    MUNICIPAL_OFFICE = "municipal_office", "Kommunalverwaltung"
    RESIDENCE_AUTHORITY = "residence_authority", "Ausländer- und Einbürgerungsbehörde"
    JOB_CENTRE = "job_centre", "Jobcenter"
    EMPLOYMENT_AGENCY = "employment_agency", "Agentur für Arbeit"
    YOUTH_OFFICE = "youth_office", "Jugendamt"
    WELFARE = "welfare", "Wohlfahrtsverband, freier Träger"
    ADVICE = "advice", "Beratungsdienst"
    LANGUAGE = "language", "Sprachkurs- und Bildungsträger"
    SCHOOL = "school", "Schule, Berufskolleg, Schulaufsicht"
    CHAMBER = "chamber", "Kammer, Wirtschaft"
    VOLUNTEERS = "volunteers", "Ehrenamt, Initiative"
    REPRESENTATION = "representation", "Integrationsrat, Interessenvertretung"
    FEDERAL = "federal", "Bundesbehörde"
    STATE = "state", "Landesbehörde"
    HEALTH = "health", "Gesundheitswesen"
    OTHER = "other", "Andere"


class Known(TextChoices):
    """An answer a source may leave open."""

    YES = "yes", "ja"
    NO = "no", "nein"
    UNKNOWN = "unknown", "nicht bekannt"
