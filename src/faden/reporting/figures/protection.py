"""Protect everything that counts the same people as one publication, for the site and for each of its regions at once.

The report of a region is a part of this publication, not one of its own: otherwise the report of the site minus those
of the other regions would give back what the region hides. All tables form one network (see ``lib.suppression``)::

    row totals → rows × regions → municipalities → regions → regions × rows → row totals → lists → total

A network holds chains of tables in which each shares its totals with the next, not a cube. Where two dimensions are
published against each other, neither is published against the regions on the other side as well (ADR 25)::

    municipalities → regions → regions × rows → row totals → rows × columns → column totals → lists → total
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from types import MappingProxyType

from faden.lib.suppression import Cell, Mark
from faden.lib.suppression_network import Arc, Line, protect
from faden.reporting.figures.counts import SITE, Counts

Place = tuple[str, str, str]
"""Dimension, region ("" for the site), key."""


@dataclass(frozen=True)
class Plan:
    """Which tables of a figure are published.

    :param regions: all regions of the site
    :param above, below: two dimensions (with their keys) published for the site and for each region
    :param beyond: a dimension published for the site only: against ``below``, and its totals; without ``above``
    :param within: per region the keys of a dimension that lies within regions: municipalities
    :param lists: dimensions published for the site only
    """

    regions: Sequence[str]
    above: tuple[str, Sequence[str]] | None = None
    below: tuple[str, Sequence[str]] | None = None
    beyond: tuple[str, Sequence[str]] | None = None
    within: tuple[str, Mapping[str, Sequence[str]]] = ("", MappingProxyType({}))
    lists: Sequence[tuple[str, Sequence[str]]] = ()

    def __post_init__(self) -> None:
        if self.beyond and (self.above or not self.below):
            message = "A table beyond the rows needs rows below the regions and none above them."
            raise ValueError(message)


def crossed(rows: str, columns: str) -> str:
    """The dimension of the cells of two dimensions against each other; their keys are joined in the same way."""
    return f"{rows}/{columns}"


@dataclass
class _Network:
    counts: Counts
    figure: str
    arcs: dict[Place, Arc] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    nodes: dict[object, int] = field(default_factory=dict)
    _next: count = field(default_factory=count)  # type: ignore[type-arg]

    def arc(self, start: object, end: object, place: Place, *, is_margin: bool = False) -> Arc:
        dimension, region, key = place
        found = self.counts.get(self.figure, dimension, key, region)
        made = Arc(
            start=self._node(start),
            end=self._node(end),
            value=int(found.value),
            is_margin=is_margin,
            is_sensitive=found.few,
        )
        self.arcs[place] = made
        return made

    def _node(self, name: object) -> int:
        if name not in self.nodes:
            self.nodes[name] = next(self._next)
        return self.nodes[name]


def protected(counts: Counts, figure: str, plan: Plan, k: int) -> dict[Place, Cell]:
    """Return what may be published of a figure, cell by cell."""
    network = _Network(counts, figure)
    after_lists = f"list {len(plan.lists)}"
    total = network.arc(after_lists, "start", ("all", SITE, ""), is_margin=True)
    by_region = [
        network.arc(("in", r), ("out", r) if plan.below else "list 0", ("all", r, ""), is_margin=True)
        for r in plan.regions
    ]
    network.lines.append(Line(by_region, total))
    if plan.above:
        _table(network, plan, plan.above, lambda _: "start", "into")
    if plan.below:
        _table(network, plan, plan.below, lambda key: ("crossed", key) if plan.beyond else "list 0", "out")
    if plan.below and plan.beyond:
        _crossing(network, plan.below, plan.beyond)
    _municipalities(network, plan)
    for stage, (dimension, keys) in enumerate(plan.lists):
        parts = [network.arc(f"list {stage}", f"list {stage + 1}", (dimension, SITE, key)) for key in keys]
        network.lines.append(Line(parts, total))
    protect(list(network.arcs.values()), network.lines, k)
    return {place: _cell(arc, k) for place, arc in network.arcs.items()}


def _table(
    network: _Network, plan: Plan, table: tuple[str, Sequence[str]], edge: Callable[[str], object], side: str
) -> None:
    """Add a dimension by region: its cells between the rows and the regions, its row totals at the edge."""
    dimension, keys = table

    def link(row: object, region: object, place: Place, *, is_margin: bool = False) -> Arc:
        ends = (row, region) if side == "into" else (region, row)
        return network.arc(*ends, place, is_margin=is_margin)

    cells = {(key, r): link((dimension, key), (side, r), (dimension, r, key)) for key in keys for r in plan.regions}
    margins = [link(edge(key), (dimension, key), (dimension, SITE, key), is_margin=True) for key in keys]
    rows = zip(keys, margins, strict=True)
    network.lines += [Line([cells[key, r] for r in plan.regions], margin) for key, margin in rows]
    network.lines += [Line([cells[key, r] for key in keys], network.arcs["all", r, ""]) for r in plan.regions]
    network.lines.append(Line(margins, network.arcs["all", SITE, ""]))


def _crossing(network: _Network, rows: tuple[str, Sequence[str]], columns: tuple[str, Sequence[str]]) -> None:
    """Add two dimensions against each other for the site, and the totals of the second."""
    (of_row, row_keys), (of_column, column_keys) = rows, columns
    both = crossed(of_row, of_column)
    cells = {
        (row, key): network.arc(("crossed", row), (of_column, key), (both, SITE, crossed(row, key)))
        for row in row_keys
        for key in column_keys
    }
    margins = [network.arc((of_column, key), "list 0", (of_column, SITE, key), is_margin=True) for key in column_keys]
    by_row = (Line([cells[row, key] for key in column_keys], network.arcs[of_row, SITE, row]) for row in row_keys)
    by_column = zip(column_keys, margins, strict=True)
    network.lines += [*by_row, *(Line([cells[row, key] for row in row_keys], margin) for key, margin in by_column)]
    network.lines.append(Line(margins, network.arcs["all", SITE, ""]))


def _municipalities(network: _Network, plan: Plan) -> None:
    """Add the municipalities of each region beside each other; without any, the region's own total leads through."""
    dimension, within = plan.within
    for region in plan.regions:
        whole = network.arcs["all", region, ""]
        into: object = ("into", region) if plan.above else "start"
        keys = within.get(region, ())
        if not keys:
            whole.start = network._node(into)  # noqa: SLF001 - the module's own class
            continue
        parts = [network.arc(into, ("in", region), (dimension, region, key)) for key in keys]
        network.lines.append(Line(parts, whole))


def _cell(arc: Arc, k: int) -> Cell:
    if not arc.is_hidden:
        return Cell(Mark.SHOWN, arc.value, k)
    return Cell(Mark.SMALL if arc.is_small else Mark.SECONDARY, None, k)
