"""What is consented to, how, for what; and by which ways something about a person leaves."""

from django.db.models import TextChoices


class ConsentKind(TextChoices):
    """What the client allows (PB 6.3: the first two are signed before help starts)."""

    DATA_PROCESSING = "data_processing", "Einwilligung in die Datenverarbeitung"
    RELEASE = "release", "Schweigepflichtentbindung"
    EVALUATION = "evaluation", "Einwilligung in die Auswertung"


class GivenHow(TextChoices):
    """The form of the declaration."""

    PAPER = "paper", "auf Papier unterschrieben"
    TABLET = "tablet", "auf dem Tablet unterschrieben"


class Direction(TextChoices):
    """Who may tell whom, on a release."""

    BOTH = "both", "in beide Richtungen"
    TO_THEM = "to_them", "nur wir an die Stelle"
    FROM_THEM = "from_them", "nur die Stelle an uns"


class Purpose(TextChoices):
    """What something is passed on for; a release names one of these."""

    SUPPORT = "support", "Beratung, Vermittlung und gemeinsame Hilfeplanung"
    RESIDENCE = "residence", "Klärung von Aufenthalt oder Einbürgerung"
    ADVICE = "advice", "Fallberatung mit der Koordination"


class TransferKind(TextChoices):
    """By which way something about a person leaves the circle of the case."""

    REFERRAL = "referral", "Verweis"
    PACKAGE = "package", "Anfrage an die Ausländer- oder Einbürgerungsbehörde"
    INVITATION = "invitation", "Einladung zur Fallkonferenz"
    MINUTES = "minutes", "Niederschrift einer Fallkonferenz"
    LETTER = "letter", "Brief"
    TALK = "talk", "Gespräch"
    HELPER = "helper", "Zugang zur Akte"
    ADVICE = "advice", "Fallberatung"
    EXPORT = "export", "Liste oder Kopie"
    EMERGENCY = "emergency", "Notfallzugriff"
