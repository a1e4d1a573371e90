"""How long a merge can be undone."""

from datetime import date, timedelta

DAYS_TO_UNDO = timedelta(days=30)


def last_day_to_undo(merged_on: date) -> date:
    """The last day on which the merge can be undone."""
    return merged_on + DAYS_TO_UNDO
