"""When what is due."""

from datetime import date, timedelta
from typing import Final

from faden.domain.retention.enums import Unit
from faden.lib.periods import add_months

#: How long an announced erasure waits, so that whoever still needs the file can say so.
WAIT: Final = timedelta(days=30)
#: A hold ends by itself; it can be set again with a new reason.
LONGEST_HOLD: Final = timedelta(days=2 * 366)
MONTHS: Final = {Unit.MONTH: 1, Unit.YEAR: 12}


def kept_until(begin: date, amount: int, unit: Unit) -> date:
    """The first day on which something is no longer kept."""
    if unit is Unit.DAY:
        return begin + timedelta(days=amount)
    return add_months(begin, MONTHS[unit] * amount)


def kept_since(today: date, amount: int, unit: Unit) -> date:
    """The first day of which everything is still kept."""
    return today - timedelta(days=amount) if unit is Unit.DAY else add_months(today, -MONTHS[unit] * amount)
