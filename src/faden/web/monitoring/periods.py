"""The periods somebody can choose, as they stand in the address of a report."""

import re
from collections.abc import Callable
from datetime import date

from faden.lib import german
from faden.lib.periods import Period, add_months, calendar_year, half_year, label, quarter, recent, school_year

FREE = "frei"
OLDEST_MONTHS = 60
_KINDS: dict[str, tuple[Callable[[date], Period], int]] = {
    "jahr": (calendar_year, 3),
    "schuljahr": (school_year, 3),
    "halbjahr": (half_year, 4),
    "quartal": (quarter, 6),
}
_KEY = re.compile(r"(jahr|schuljahr|halbjahr|quartal)-(20\d\d)-(0[1-9]|1[0-2])")


def key(kind: str, period: Period) -> str:
    """How a period stands in an address: ``"schuljahr-2025-08"``."""
    return f"{kind}-{period.start:%Y-%m}"


def offered(today: date) -> list[tuple[str, str]]:
    """The recent years, school years, half-years and quarters, and the free choice."""
    found = [
        (key(kind, period), label(period))
        for kind, (of_day, number) in _KINDS.items()
        for period in recent(of_day, today, number)
    ]
    return [*found, (FREE, "frei wählen …")]


def named(text: str) -> Period | None:
    """The period an address names; None when it names none."""
    found = _KEY.fullmatch(text)
    if found is None:
        return None
    of_day, _ = _KINDS[found[1]]
    return of_day(date(int(found[2]), int(found[3]), 1))


def months(today: date) -> list[tuple[str, str]]:
    """The months a free choice can begin or end with, newest first."""
    first = today.replace(day=1)
    days = [add_months(first, -back) for back in range(OLDEST_MONTHS)]
    return [(f"{day:%Y-%m}", german.month(day)) for day in days]
