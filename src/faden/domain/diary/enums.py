"""The words of the diary."""

from django.db.models import TextChoices


class AppointmentKind(TextChoices):
    """What an appointment is."""

    COUNSELLING = "counselling", "Beratung"
    OPEN_HOUR = "open_hour", "offene Sprechstunde"
    HOME = "home", "Hausbesuch"
    ACCOMPANIMENT = "accompaniment", "Begleitung"
    WITH_ORGANISATION = "with_organisation", "Gespräch mit einer Organisation"
    TEAM = "team", "Teambesprechung"
    OTHER = "other", "anderer Termin"


class AppointmentState(TextChoices):
    """Whether it takes place."""

    PLANNED = "planned", "geplant"
    CANCELLED = "cancelled", "abgesagt"


class TaskState(TextChoices):
    """Where a task stands."""

    OPEN = "open", "offen"
    DONE = "done", "erledigt"
    DROPPED = "dropped", "entfällt"


class TaskSource(TextChoices):
    """Where a task comes from."""

    OWN = "own", "selbst angelegt"
    CONFERENCE = "conference", "aus einer Fallkonferenz"
    TRACK = "track", "aus einem Weg"
    PLAN = "plan", "aus einer Vorlage"
