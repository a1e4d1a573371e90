"""The words of the bodies (domain.md 7.5)."""

from django.db.models import TextChoices


class BodyKind(TextChoices):
    """What a body is for."""

    STEERING_GROUP = "steering_group", "Lenkungsgruppe"
    PROJECT_GROUP = "project_group", "Projektgruppe"
    WORKING_GROUP = "working_group", "Arbeitsgruppe"
    TEAM = "team", "Teambesprechung"
    ROUND_TABLE = "round_table", "Runder Tisch"
    LOCAL = "local", "kommunales Gremium"


class MeetingState(TextChoices):
    """Where a meeting stands."""

    PLANNED = "planned", "geplant"
    INVITED = "invited", "eingeladen"
    HELD = "held", "durchgeführt"
    CANCELLED = "cancelled", "abgesagt"


class Presence(TextChoices):
    """Who sat on a seat."""

    PRESENT = "present", "anwesend"
    DEPUTY = "deputy", "vertreten"
    EXCUSED = "excused", "entschuldigt"
    ABSENT = "absent", "nicht anwesend"


#: A seat that is taken in a meeting has one vote.
SITTING = (Presence.PRESENT, Presence.DEPUTY)
