"""The words of the trace."""

from django.db.models import TextChoices


class UnusualRule(TextChoices):
    """Why the readings of a day are worth a look."""

    MANY = "many", "sehr viele Akten an einem Tag"
    WITHOUT_REASON = "without_reason", "Akten ohne erkennbaren Anlass"
    OUTSIDE_HOURS = "outside_hours", "Akten außerhalb der Arbeitszeit"
