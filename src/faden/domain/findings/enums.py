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


class GapAct(TextChoices):
    """What can be done with a report."""

    REVIEW = "review", "in Prüfung nehmen"
    JOIN = "join", "zu einem Thema nehmen"
    DETACH = "detach", "aus dem Thema lösen"
    ANSWER = "answer", "beantworten"


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


class ThemeAct(TextChoices):
    """What moves a theme; each word is a button."""

    TO_WORKING_GROUP = "to_working_group", "In eine Arbeitsgruppe geben"
    TO_PROJECT_GROUP = "to_project_group", "In eine Projektgruppe geben"
    BEFORE_STEERING = "before_steering", "Vor die Lenkungsgruppe bringen"
    DECIDE = "decide", "Beschluss festhalten"
    IMPLEMENT = "implement", "Umsetzung beginnen"
    CHECK_EFFECT = "check_effect", "Wirkung prüfen"
    CLOSE = "close", "Thema abschließen"
    REJECT = "reject", "Nicht weiterverfolgen"
    PASS_ON = "pass_on", "An Land oder Bund weitergeben"
    TAKE_UP = "take_up", "Wieder aufnehmen"


class Aim(TextChoices):
    """Which way the indicator of a theme should move."""

    FALL = "fall", "soll sinken"
    RISE = "rise", "soll steigen"
