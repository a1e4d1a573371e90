"""How the needs of a case went over time: small drawings on one time axis, and the same as a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from faden.domain.cases.enums import Need
from faden.domain.cases.queries.assessments import Rated, View
from faden.lib import german

# The drawing of components/development: 0 at the bottom, 4 on top.
LEFT, RIGHT, BOTTOM, STEP = 16, 180, 94, 17
#: So many assessments stand in the table; the drawing has them all.
COLUMNS = 6
Point = tuple[float, int, int]


@dataclass(frozen=True)
class Track:
    """One view of a life domain: its points ``(x, y, step)`` and the line through them."""

    points: tuple[Point, ...]

    @property
    def line(self) -> str:
        """The path; empty for a single point."""
        if len(self.points) < 2:
            return ""
        return "M" + "L".join(f"{x} {y}" for x, y, _ in self.points)


@dataclass(frozen=True)
class Curve:
    """A life domain over time."""

    name: str
    words: str
    need: Track
    own: Track
    first: str
    last: str


@dataclass(frozen=True)
class Development:
    """What the page shows: the answer in one sentence, the drawings, the table."""

    summary: str
    curves: tuple[Curve, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def development_of(newest_first: Sequence[View]) -> Development | None:
    """The course of the needs; None before the second assessment."""
    views = list(reversed(newest_first))
    if len(views) < 2:
        return None
    by_domain: dict[str, list[tuple[date, Rated]]] = {}
    for view in views:
        for rated in view.ratings:
            by_domain.setdefault(rated.life_domain, []).append((view.on, rated))
    first, last = views[0].on, views[-1].on
    shown = views[-COLUMNS:]
    return Development(
        summary=summary(
            [ratings[-1][1].need - ratings[0][1].need for ratings in by_domain.values() if len(ratings) > 1]
        ),
        curves=tuple(_curve(name, ratings, first, last) for name, ratings in by_domain.items()),
        heads=("Handlungsfeld", *(german.day(view.on) for view in shown)),
        rows=tuple((name, *(_cell(view, name) for view in shown)) for name in by_domain),
    )


def summary(changes: Iterable[int]) -> str:
    """``"Der Bedarf ist in 3 Handlungsfeldern kleiner geworden und in 5 gleich geblieben."``"""
    all_changes = list(changes)
    if not all_changes:
        return "Noch kein Handlungsfeld ist zweimal eingeschätzt."
    counted = (
        (sum(change < 0 for change in all_changes), "kleiner geworden"),
        (sum(change > 0 for change in all_changes), "größer geworden"),
        (sum(change == 0 for change in all_changes), "gleich geblieben"),
    )
    (first, became), *others = [(number, became) for number, became in counted if number]
    parts = [f"in {german.count(first, 'Handlungsfeld', 'Handlungsfeldern')} {became}"]
    return f"Der Bedarf ist {german.join([*parts, *(f'in {number} {became}' for number, became in others)])}."


def _curve(name: str, ratings: Sequence[tuple[date, Rated]], first: date, last: date) -> Curve:
    needs = [(on, rated.need) for on, rated in ratings]
    own = [(on, rated.own_view) for on, rated in ratings if rated.own_view is not None]
    began, ended = ratings[0][1].need, ratings[-1][1].need
    words = f"von {began} ({Need(began).label}) zu {ended} ({Need(ended).label})"
    return Curve(name, words, _track(needs, first, last), _track(own, first, last), _month(first), _month(last))


def _track(steps: Sequence[tuple[date, int]], first: date, last: date) -> Track:
    span = max((last - first).days, 1)
    return Track(
        tuple(
            (round(LEFT + (RIGHT - LEFT) * (on - first).days / span, 1), BOTTOM - STEP * step, step)
            for on, step in steps
        )
    )


def _cell(view: View, name: str) -> str:
    rated = next((one for one in view.ratings if one.life_domain == name), None)
    if rated is None:
        return "–"
    return str(rated.need) if rated.own_view is None else f"{rated.need} (eigene Sicht {rated.own_view})"


def _month(on: date) -> str:
    return f"{on:%m/%Y}"
