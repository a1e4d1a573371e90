"""Half-open periods ``[start, until)`` and the years an office counts in.

Half-open, because then neighboring periods share a day in writing and none in fact: a stay that
ends ``until`` 1 March and one that starts on 1 March follow each other without gap or overlap.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from faden.lib import german

_SCHOOL_YEAR_STARTS = 8  # § 7 SchulG NRW: 1 August to 31 July
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """Days from ``start`` up to, but not including, ``until``; without ``until`` it is still open.

    :raises ValueError: the period would hold no day
    """

    start: date
    until: date | None = None

    def __post_init__(self) -> None:
        if self.until is not None and self.until <= self.start:
            message = f"A period from {self.start} cannot end before {self.until}."
            raise ValueError(message)

    @classmethod
    def of_days(cls, first: date, last: date) -> "Period":
        """Build it from the first and the last day, as people enter it."""
        return cls(first, last + _ONE_DAY)

    @property
    def last_day(self) -> date | None:
        """The last day that belongs to it."""
        return None if self.until is None else self.until - _ONE_DAY

    @property
    def is_open(self) -> bool:
        """Whether it has no end yet."""
        return self.until is None

    @property
    def days(self) -> int | None:
        """Number of days; None while open."""
        return None if self.until is None else (self.until - self.start).days

    def __contains__(self, on: date) -> bool:
        """Whether the day belongs to it."""
        return self.start <= on and (self.until is None or on < self.until)

    def overlaps(self, other: "Period") -> bool:
        """Whether some day belongs to both."""
        starts_in_time = other.until is None or self.start < other.until
        return starts_in_time and (self.until is None or other.start < self.until)

    def intersection(self, other: "Period") -> "Period | None":
        """Return the days that belong to both."""
        if not self.overlaps(other):
            return None
        ends = [period.until for period in (self, other) if period.until is not None]
        return Period(max(self.start, other.start), min(ends, default=None))

    def covers(self, other: "Period") -> bool:
        """Whether every day of the other belongs to this one."""
        return self.intersection(other) == other

    def __str__(self) -> str:
        """Return the German name: ``"Schuljahr 2025/26"``, ``"seit 01.03.2026"``."""
        return label(self)


def add_months(on: date, months: int) -> date:
    """Return the same day so many months later, or the last day of a shorter month (§ 188 BGB)."""
    years, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return date(years, month + 1, min(on.day, monthrange(years, month + 1)[1]))


def first_overlap(periods: Iterable[Period]) -> tuple[Period, Period] | None:
    """Return two periods that share a day, the earliest such pair, or None."""
    for before, after in pairwise(sorted(periods, key=lambda period: period.start)):
        if before.overlaps(after):
            return before, after
    return None


# -- the years an office counts in --------------------------------------------------------------


def school_year(on: date) -> Period:
    """Return the school year of North Rhine-Westphalia: 1 August to 31 July."""
    year = on.year if on.month >= _SCHOOL_YEAR_STARTS else on.year - 1
    return _months(date(year, _SCHOOL_YEAR_STARTS, 1), 12)


def calendar_year(on: date) -> Period:
    """Return 1 January to 31 December."""
    return _months(date(on.year, 1, 1), 12)


def half_year(on: date) -> Period:
    """Return January to June, or July to December."""
    return _months(date(on.year, 1 if on.month <= 6 else 7, 1), 6)


def quarter(on: date) -> Period:
    """Return the quarter of the calendar year."""
    return _months(date(on.year, on.month - (on.month - 1) % 3, 1), 3)


def calendar_month(on: date) -> Period:
    """Return the month of the day."""
    return _months(on.replace(day=1), 1)


def _months(start: date, months: int) -> Period:
    return Period(start, add_months(start, months))


def previous(period: Period) -> Period:
    """Return the period of the same length right before: a year before a year, 9 days before 9.

    :raises ValueError: the period is open
    """
    if period.until is None:
        message = "An open period has no previous one."
        raise ValueError(message)
    months = _whole_months(period)
    if months is None:
        return Period(period.start - (period.until - period.start), period.start)
    return Period(add_months(period.start, -months), period.start)


def recent(kind: Callable[[date], Period], today: date, count: int) -> tuple[Period, ...]:
    """Return the current and the ``count - 1`` periods before, newest first, to choose from.

    ``recent(school_year, today, 3)``
    """
    found = [kind(today)]
    while len(found) < count:
        found.append(previous(found[-1]))
    return tuple(found)


def _whole_months(period: Period) -> int | None:
    """Return the number of calendar months, when it consists of whole ones."""
    if period.until is None or period.start.day != 1 or period.until.day != 1:
        return None
    return (period.until.year - period.start.year) * 12 + period.until.month - period.start.month


_NAMES: tuple[tuple[Callable[[date], Period], Callable[[date], str]], ...] = (
    (school_year, lambda start: f"Schuljahr {start.year}/{(start.year + 1) % 100:02d}"),
    (calendar_year, lambda start: f"Jahr {start.year}"),
    (half_year, lambda start: f"{1 if start.month == 1 else 2}. Halbjahr {start.year}"),
    (quarter, lambda start: f"{(start.month + 2) // 3}. Quartal {start.year}"),
    (calendar_month, german.month),
)


def label(period: Period) -> str:
    """Return the name an office gives it: ``"Schuljahr 2025/26"``, ``"1. Halbjahr 2026"``."""
    if period.until is None:
        return f"seit {german.day(period.start)}"
    for kind, name in _NAMES:
        if period == kind(period.start):
            return name(period.start)
    return german.span(period.start, period.until - _ONE_DAY)
