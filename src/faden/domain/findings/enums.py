"""The words of the findings (domain.md 7.1, 7.4)."""

from django.db.models import TextChoices


class GapKind(TextChoices):
    """What is wrong."""

    MISSING_OFFER = "missing_offer", "Angebot fehlt"
    TOO_FEW_PLACES = "too_few_places", "zu wenige Plätze"
    DUPLICATE = "duplicate", "Doppelstruktur"
    QUALITY = "quality", "Qualität unzureichend"
    ACCESS = "access", "Zugang zu schwer"
    INTERFACE = "interface", "Schnittstelle zwischen Rechtskreisen"
    LAW = "law", "Gesetzeslage"


class Nature(TextChoices):
    """How much, or how bad."""

    QUANTITATIVE = "quantitative", "betrifft viele"
    QUALITATIVE = "qualitative", "betrifft wenige, aber schwer"


class Level(TextChoices):
    """Who can solve it."""

    CASE = "case", "im Einzelfall"
    MUNICIPALITY = "municipality", "Kommune"
    KREIS = "kreis", "Kreis"
    LAND = "land", "Land"
    BUND = "bund", "Bund"


class GapState(TextChoices):
    """What became of a report; its reporter always sees it."""

    REPORTED = "reported", "gemeldet"
    IN_REVIEW = "in_review", "in Prüfung"
    JOINED = "joined", "Teil eines Themas"
    ANSWERED = "answered", "beantwortet"


class ThemeState(TextChoices):
    """The way of a generative theme."""

    PROPOSED = "proposed", "vorgeschlagen"
    WORKING_GROUP = "working_group", "in der Arbeitsgruppe"
    PROJECT_GROUP = "project_group", "in der Projektgruppe"
    BEFORE_STEERING = "before_steering", "vor der Lenkungsgruppe"
    DECIDED = "decided", "beschlossen"
    IMPLEMENTING = "implementing", "in Umsetzung"
    EFFECT_CHECKED = "effect_checked", "Wirkung geprüft"
    CLOSED = "closed", "abgeschlossen"
    REJECTED = "rejected", "nicht weiterverfolgt"
    PASSED_ON = "passed_on", "an Land oder Bund weitergegeben"
