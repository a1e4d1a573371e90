"""What is consented to, and how."""

from django.db.models import TextChoices


class ConsentKind(TextChoices):
    """What the client allows (PB 6.3: both are signed before help starts)."""

    DATA_PROCESSING = "data_processing", "Einwilligung in die Datenverarbeitung"
    RELEASE = "release", "Schweigepflichtentbindung"


class GivenHow(TextChoices):
    """The form of the declaration."""

    PAPER = "paper", "auf Papier unterschrieben"
    TABLET = "tablet", "auf dem Tablet unterschrieben"
