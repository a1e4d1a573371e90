"""How long a deleted file can be had back."""

from datetime import date, timedelta

KEPT_DAYS = 30


def gone_on(deleted_on: date) -> date:
    """The first day on which a file that was deleted on that day cannot be had back."""
    return deleted_on + timedelta(days=KEPT_DAYS + 1)
