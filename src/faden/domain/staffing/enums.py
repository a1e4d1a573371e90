"""Functions of posts."""

from django.db.models import TextChoices


class Function(TextChoices):
    """What somebody on the post does."""

    LEAD = "lead", "Leitung, Gesamtkoordination"
    COORDINATION = "coordination", "Koordination"
    ASSISTANCE = "assistance", "Verwaltungsassistenz"
    CASE_MANAGEMENT = "case_management", "Case Management"
    RESIDENCE = "residence", "Ausländerbehörde"
    NATURALISATION = "naturalisation", "Einbürgerungsbehörde"


class Stated(TextChoices):
    """What the source says about the post being filled, on its own date."""

    FILLED = "filled", "laut Quelle besetzt"
    VACANT = "vacant", "laut Quelle noch zu besetzen"
    SILENT = "silent", "Quelle schweigt"
