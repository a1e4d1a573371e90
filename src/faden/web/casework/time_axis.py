"""Steps on a time axis, ready to be drawn: lanes of bars between two days, months as marks.

Used by the family page for the chains of everybody, and by whoever wants to show one plan: give :func:`draw` its lanes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from faden.lib import german
from faden.lib.periods import add_months

WIDTH, LEFT, TOP, BAR, GAP, HEAD = 960, 8, 26, 20, 6, 22
LEAST_MONTHS, MOST_MONTHS, BEFORE = 3, 18, 2
#: About so many pixels a letter takes.
LETTER = 7


@dataclass(frozen=True)
class Bar:
    """One step; ``clashes`` marks it, ``last_day`` None runs to the edge."""

    label: str
    since: date
    last_day: date | None = None
    due_on: date | None = None
    clashes: bool = False


@dataclass(frozen=True)
class Lane:
    """Everything of one person, or of one goal."""

    name: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class DrawnBar:
    """A bar in pixels."""

    x: int
    y: int
    width: int
    label: str
    label_x: int
    is_open: bool
    clashes: bool
    due_x: int | None


@dataclass(frozen=True)
class DrawnLane:
    """A lane in pixels."""

    name: str
    y: int
    bars: tuple[DrawnBar, ...]


@dataclass(frozen=True)
class Axis:
    """The whole drawing; ``words`` says in one sentence what it shows."""

    width: int
    height: int
    lanes: tuple[DrawnLane, ...]
    marks: tuple[tuple[int, str], ...]
    today_x: int
    bar: int
    words: str


def draw(lanes: Iterable[Lane], today: date) -> Axis:
    """Lay the lanes out; the axis begins two months before today at most and ends where the last step does."""
    shown = [lane for lane in lanes if lane.bars]
    first, end = _span([bar for lane in shown for bar in lane.bars], today)
    drawn, y = [], TOP
    for lane in shown:
        drawn.append(_lane(lane, y, first, end))
        y += HEAD + len(lane.bars) * (BAR + GAP) + GAP
    count = german.count(sum(len(lane.bars) for lane in shown), "Schritt", "Schritte")
    words = f"{count}, {german.day(first)} bis {german.day(end)}: " + german.join(
        f"{lane.name} {len(lane.bars)}" for lane in shown
    )
    return Axis(WIDTH, y, tuple(drawn), _months(first, end), _x(today, first, end), BAR, words)


def _span(bars: Sequence[Bar], today: date) -> tuple[date, date]:
    """First and last day of the axis."""
    earliest = min((bar.since for bar in bars), default=today)
    first = max(earliest, add_months(today, -BEFORE)).replace(day=1)
    latest = max((bar.last_day or bar.due_on or bar.since for bar in bars), default=today)
    return first, min(max(latest, add_months(today, LEAST_MONTHS)), add_months(today, MOST_MONTHS))


def _lane(lane: Lane, y: int, first: date, end: date) -> DrawnLane:
    tops = range(y + HEAD, y + HEAD + len(lane.bars) * (BAR + GAP), BAR + GAP)
    return DrawnLane(
        lane.name, y + 14, tuple(_bar(bar, top, first, end) for bar, top in zip(lane.bars, tops, strict=True))
    )


def _bar(bar: Bar, y: int, first: date, end: date) -> DrawnBar:
    x = _x(bar.since, first, end)
    right = _x((bar.last_day or end) + timedelta(days=1), first, end)
    width = max(right - x, 6)
    room = len(bar.label) * LETTER
    fits_inside, fits_right = room < width - 32, x + width + 8 + room < WIDTH
    sign = 18 if bar.clashes else 0
    label_x = x + 8 + sign if fits_inside or not fits_right else x + width + 8
    due_x = _x(bar.due_on, first, end) if bar.due_on and first <= bar.due_on <= end else None
    return DrawnBar(x, y, width, bar.label, label_x, bar.last_day is None, bar.clashes, due_x)


def _x(day: date, first: date, end: date) -> int:
    """The pixel of a day; what lies outside stands at the edge."""
    inside = min(max(day, first), end + timedelta(days=1))
    return LEFT + round((inside - first).days * (WIDTH - 2 * LEFT) / ((end - first).days + 1))


def _months(first: date, end: date) -> tuple[tuple[int, str], ...]:
    """Where a month begins; every third one when there are many."""
    starts, step = [], 1 if (end - first).days < 300 else 3
    month = first
    while month <= end:
        starts.append((_x(month, first, end), f"{month:%m.%Y}"))
        month = add_months(month, step)
    return tuple(starts)
