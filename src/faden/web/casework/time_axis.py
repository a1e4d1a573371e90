"""Steps on a time axis, ready to be drawn: lanes of bars between two days, months as marks.

Used by the family page for the chains of everybody (a lane for each person) and by the plan of a case (a lane for each
goal): give :func:`draw` its lanes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from faden.lib import german
from faden.lib.periods import add_months

WIDTH, LEFT, TOP, BAR, GAP, HEAD, THREAD = 960, 8, 26, 20, 6, 22, 6
LEAST_MONTHS, MOST_MONTHS, BEFORE = 3, 18, 2
#: About so many pixels a letter takes, a letter of a lane's name, and a sign with the space around it.
LETTER, NAME_LETTER, SIGN = 7, 8, 20
LEAST_WIDTH, ARROW = 6, 12


@dataclass(frozen=True)
class Bar:
    """One step; ``last_day`` None runs to the edge.

    :param sign: "clash" (also by its outline), "done" or "aborted"
    :param waits: when it waited, half-open
    """

    label: str
    since: date
    last_day: date | None = None
    due_on: date | None = None
    sign: str = ""
    waits: tuple[tuple[date, date], ...] = ()


@dataclass(frozen=True)
class Lane:
    """Everything of one person, or of one goal; ``days`` draws how long the goal is pursued, with None until today."""

    name: str
    bars: tuple[Bar, ...]
    days: tuple[date, date | None] | None = None


@dataclass(frozen=True)
class DrawnBar:
    """A bar in pixels; ``waits`` are places and widths in it."""

    x: int
    y: int
    width: int
    label: str
    label_x: int
    is_open: bool
    sign: str
    sign_x: int
    due_x: int | None
    waits: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class DrawnLane:
    """A lane in pixels; ``thread`` from where to where its goal is pursued."""

    name: str
    y: int
    bars: tuple[DrawnBar, ...]
    thread: tuple[int, int] | None


@dataclass(frozen=True)
class Axis:
    """The whole drawing; ``words`` says in one sentence what it shows, ``signs`` what its key has to explain."""

    width: int
    height: int
    lanes: tuple[DrawnLane, ...]
    marks: tuple[tuple[int, str], ...]
    today_x: int
    bar: int
    words: str
    signs: frozenset[str]


def draw(lanes: Sequence[Lane], today: date, *, months_back: int = BEFORE) -> Axis:
    """Lay the lanes out.

    The axis begins ``months_back`` before today at most and ends where the last step does; what was over by then is
    left out.
    """
    first, end = _span([bar for lane in lanes for bar in lane.bars], today, months_back)
    shown = [_since(first, lane) for lane in lanes]
    shown = [lane for lane in shown if lane.bars or lane.days]
    drawn, y = [], TOP
    for lane in shown:
        drawn.append(_lane(lane, y, first, end, today))
        y += _head(lane) + len(lane.bars) * (BAR + GAP) + GAP
    count = german.count(sum(len(lane.bars) for lane in shown), "Schritt", "Schritte")
    words = f"{count}, {german.day(first)} bis {german.day(end)}: " + german.join(
        f"{lane.name} {len(lane.bars)}" for lane in shown
    )
    return Axis(WIDTH, y, tuple(drawn), _months(first, end), _x(today, first, end), BAR, words, _signs(shown))


def _span(bars: Sequence[Bar], today: date, months_back: int) -> tuple[date, date]:
    """First and last day of the axis."""
    earliest = min((bar.since for bar in bars), default=today)
    first = max(earliest, add_months(today, -months_back))
    latest = max((bar.last_day or bar.due_on or bar.since for bar in bars), default=today)
    end = min(max(latest, add_months(today, LEAST_MONTHS)), add_months(today, MOST_MONTHS))
    # Where everything begins beyond the axis, it stands at its edge.
    return (first if first <= end else today).replace(day=1), end


def _since(first: date, lane: Lane) -> Lane:
    """The lane without what was over before the axis begins."""
    bars = tuple(bar for bar in lane.bars if bar.last_day is None or bar.last_day >= first)
    days = lane.days if lane.days and (lane.days[1] is None or lane.days[1] > first) else None
    return replace(lane, bars=bars, days=days)


def _signs(lanes: Sequence[Lane]) -> frozenset[str]:
    bars = [bar for lane in lanes for bar in lane.bars]
    found = {bar.sign for bar in bars if bar.sign}
    found |= {"wait"} if any(bar.waits for bar in bars) else set()
    found |= {"due"} if any(bar.due_on for bar in bars) else set()
    return frozenset(found | ({"thread"} if any(lane.days for lane in lanes) else set()))


def _head(lane: Lane) -> int:
    return HEAD + (THREAD if lane.days else 0)


def _lane(lane: Lane, y: int, first: date, end: date, today: date) -> DrawnLane:
    top = y + _head(lane)
    tops = range(top, top + len(lane.bars) * (BAR + GAP), BAR + GAP)
    thread = None
    if lane.days:
        thread = _x(lane.days[0], first, end), _x(lane.days[1] or today, first, end)
    bars = tuple(_bar(bar, top, first, end) for bar, top in zip(lane.bars, tops, strict=True))
    return DrawnLane(_cut(lane.name, (WIDTH - 2 * LEFT) // NAME_LETTER), y + 14, bars, thread)


def _bar(bar: Bar, y: int, first: date, end: date) -> DrawnBar:
    x = _x(bar.since, first, end)
    right = _x((bar.last_day or end) + timedelta(days=1), first, end)
    width = max(right - x, LEAST_WIDTH)
    x = min(x, WIDTH - LEFT - width)
    label_x, room, sign_x = _places(bar, x, width)
    return DrawnBar(
        x=x,
        y=y,
        width=width,
        label=_cut(bar.label, room // LETTER),
        label_x=label_x,
        is_open=bar.last_day is None,
        sign=bar.sign,
        sign_x=sign_x,
        due_x=_x(bar.due_on, first, end) if bar.due_on and first <= bar.due_on <= end else None,
        waits=tuple(
            (begin, stop - begin)
            for since, until in bar.waits
            if (begin := max(_x(since, first, end), x)) < (stop := min(_x(until, first, end), x + width))
        ),
    )


def _places(bar: Bar, x: int, width: int) -> tuple[int, int, int]:
    """Where the label stands, how much room it has there, and where the middle of the sign is.

    Inside the bar when it fits, else on its right, else on its left; where it fits nowhere, cut in the widest of these.
    """
    wanted, sign, right = len(bar.label) * LETTER, SIGN if bar.sign else 0, x + width
    if width >= 2 * SIGN or not bar.sign:
        inside, before, behind, sign_x = x + LEFT + sign, x - LEFT, right + LEFT, x + 12
    elif right + SIGN <= WIDTH:
        inside, before, behind, sign_x = right, x - LEFT, right + SIGN + LEFT, right + 12
    else:
        inside, before, behind, sign_x = right, x - SIGN - LEFT, right + LEFT, x - 12
    rooms = {"inside": right - ARROW - inside, "behind": WIDTH - behind, "before": before - LEFT}
    where = next((name for name, room in rooms.items() if wanted <= room), max(rooms, key=lambda name: rooms[name]))
    begins = {"inside": inside, "behind": behind, "before": before - min(wanted, rooms["before"])}
    return begins[where], rooms[where], sign_x


def _cut(text: str, letters: int) -> str:
    return text if len(text) <= letters else text[: max(letters - 1, 0)].rstrip() + "…"


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
