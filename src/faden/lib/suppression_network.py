"""The network behind ``suppression``: which cells can be computed, and what to hide so that none can.

Every cell and every total is an arc with its count as flow; every "these add up to that" is a node
where as much flows in as out. The published figures fix some arcs. A hidden arc can have another
whole number exactly when there is a cycle through it on which every arc still has room. Counts being
whole numbers, this is no approximation: such networks are totally unimodular.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import NamedTuple

_MARGIN_COSTS = 10  # a hidden total loses more than a hidden cell of that size


@dataclass(eq=False)
class Arc:
    """A count in the network.

    ``is_sensitive``: few people stand behind it, however large it is (many contacts of three people);
    ``is_small``: hidden for being small; ``low`` and ``high``: what a reader knows of a hidden count
    (``high`` None: no limit).
    """

    start: int
    end: int
    value: int
    is_margin: bool = False
    is_sensitive: bool = False
    is_hidden: bool = False
    is_small: bool = False
    low: int = 0
    high: int | None = None

    @property
    def may_rise(self) -> bool:
        """Whether one more would contradict nothing a reader knows of this count alone."""
        return self.high is None or self.value < self.high

    @property
    def may_fall(self) -> bool:
        """Whether one less would contradict nothing a reader knows of this count alone."""
        return self.value > self.low

    @property
    def cost(self) -> int:
        """What is lost by hiding it."""
        return self.value * (_MARGIN_COSTS if self.is_margin else 1)


class Line(NamedTuple):
    """Counts that add up to a total."""

    parts: Sequence[Arc]
    total: Arc


class _Step(NamedTuple):
    """Passing an arc in or against its direction: one more, or one less."""

    arc: Arc
    to: int
    cost: int


def protect(arcs: Sequence[Arc], lines: Sequence[Line], k: int) -> None:
    """Hide small counts and as many others as it takes that no hidden count can be computed."""
    _hide_small(arcs, lines, k)
    protected = all(_protect_sum(line, k) for line in lines) and all(
        _protect_count(arc, arcs, k) for arc in _hidden(arcs)
    )
    if not protected:
        _withhold(arcs)


def _hidden(arcs: Sequence[Arc]) -> Iterator[Arc]:
    """Yield every hidden count once, also those that are hidden meanwhile.

    Hiding more never makes a hidden count computable, so each needs to be looked at only once.
    """
    seen: set[int] = set()
    while fresh := [arc for arc in arcs if arc.is_hidden and id(arc) not in seen]:
        for arc in fresh:
            seen.add(id(arc))
            yield arc


def _protect_sum(line: Line, k: int) -> bool:
    """Hide one more count of a line whose hidden cells together are few; False if there is none."""
    if not _adds_up_to_small(line, k):
        return True
    return _hide(_cheapest_of_line(line, k), k)


def _protect_count(arc: Arc, arcs: Sequence[Arc], k: int) -> bool:
    """Hide more counts if this one can be computed; False if that does not help."""
    return not is_computable(arc, arcs) or _hide(_cheapest_cycle(arc, arcs, k), k)


def _hide(chosen: Sequence[Arc], k: int) -> bool:
    for arc in chosen:
        arc.is_hidden, arc.low = True, k
    return bool(chosen)


def _hide_small(arcs: Sequence[Arc], lines: Sequence[Line], k: int) -> None:
    """Hide counts from 1 to k - 1, of few people, and everything in a line whose total is one of them."""
    for arc in arcs:
        if 0 < arc.value < k:
            arc.is_hidden, arc.is_small, arc.low, arc.high = True, True, 1, k - 1
        elif arc.is_sensitive:
            arc.is_hidden, arc.low = True, k
    for line in _totals_first(lines):
        if line.total.is_small or line.total.is_sensitive:
            for arc in line.parts:
                _hide_part(arc, line.total, k)
    _show_empty(lines)


def _show_empty(lines: Sequence[Line]) -> None:
    """Show the zeros below a total that says that nobody is there: hiding them in another line would hide nothing."""
    empty = (line for line in lines if line.total.value == 0 and not line.total.is_hidden)
    for line in empty:
        for arc in line.parts:
            arc.is_hidden = arc.is_small = False


def _hide_part(arc: Arc, total: Arc, k: int) -> None:
    """Hide a part of a small total, also a zero: it would say where the few people are."""
    arc.is_hidden, arc.low = True, 0
    if total.is_small:
        arc.is_small, arc.high = True, k - 1


def _totals_first(lines: Sequence[Line]) -> list[Line]:
    """Order the lines so that what one hides is known to those below it: a total may be a part of a larger one."""
    margins = {id(line.total) for line in lines}
    return sorted(lines, key=lambda line: not any(id(arc) in margins for arc in line.parts))


def _withhold(arcs: Sequence[Arc]) -> None:
    """Publish nothing at all."""
    for arc in arcs:
        arc.is_hidden, arc.is_small, arc.low, arc.high = True, False, 0, None


def _adds_up_to_small(line: Line, k: int) -> bool:
    """Whether total minus shown cells says that few people are in the hidden cells together."""
    hidden = [arc.value for arc in line.parts if arc.is_hidden]
    return bool(hidden) and not line.total.is_hidden and sum(hidden) < k


def _cheapest_of_line(line: Line, k: int) -> list[Arc]:
    """Return the smallest cell that can be hidden with the others, or the total."""
    candidates = [arc for arc in (*line.parts, line.total) if not arc.is_hidden and arc.value >= k]
    return [min(candidates, key=lambda arc: arc.cost)] if candidates else []


# -- cycles -------------------------------------------------------------------------------------


def is_computable(arc: Arc, arcs: Sequence[Arc]) -> bool:
    """Whether only one value of a hidden count fits everything that is published."""
    return _cheapest_change(arc, arcs, None) is None


def _cheapest_cycle(arc: Arc, arcs: Sequence[Arc], k: int) -> list[Arc]:
    """Return the shown counts to hide so that this one is no longer computable; empty if none help."""
    return [step for step in _cheapest_change(arc, arcs, k) or [] if not step.is_hidden]


def _cheapest_change(arc: Arc, arcs: Sequence[Arc], k: int | None) -> list[Arc] | None:
    """Return the arcs that change together with this one by 1, the way that hides the least.

    :param k: shown counts of at least k may be hidden on the way; None: no more may be
    """
    ways = []
    if arc.may_rise:
        ways.append(_cheapest_path(arc.end, arc.start, arc, arcs, k))
    if arc.may_fall:
        ways.append(_cheapest_path(arc.start, arc.end, arc, arcs, k))
    possible = [way for way in ways if way is not None]
    return min(possible, key=lambda way: way[0])[1] if possible else None


def _cheapest_path(
    start: int, goal: int, without: Arc, arcs: Sequence[Arc], k: int | None
) -> tuple[int, list[Arc]] | None:
    """Dijkstra from node to node over arcs that have room; return the cost and the arcs used."""
    steps = _steps(without, arcs, k)
    order = 0
    waiting: list[tuple[int, int, int, list[Arc]]] = [(0, order, start, [])]
    done: set[int] = set()
    while waiting:
        cost, _, node, used = heappop(waiting)
        if node == goal:
            return cost, used
        if node in done:
            continue
        done.add(node)
        for step in steps.get(node, []):
            if step.to not in done:
                order += 1
                heappush(waiting, (cost + step.cost, order, step.to, [*used, step.arc]))
    return None


def _steps(without: Arc, arcs: Sequence[Arc], k: int | None) -> dict[int, list[_Step]]:
    """Return for each node where one can go from it."""
    found: dict[int, list[_Step]] = {}
    for arc in arcs:
        if arc is without:
            continue
        for node, step in _steps_over(arc, k):
            found.setdefault(node, []).append(step)
    return found


def _steps_over(arc: Arc, k: int | None) -> Iterator[tuple[int, _Step]]:
    """Yield (from, step) for both directions in which the arc has room."""
    if arc.is_hidden:
        rise, fall, cost = arc.may_rise, arc.may_fall, 0
    elif k is not None and arc.value >= k:
        rise, fall, cost = True, arc.value > k, arc.cost
    else:
        return
    if rise:
        yield arc.start, _Step(arc, arc.end, cost)
    if fall:
        yield arc.end, _Step(arc, arc.start, cost)
