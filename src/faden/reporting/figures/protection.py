"""Protect everything that counts the same people as one publication, for the site and for each of its regions at once.

The report of a region is a part of this publication, not one of its own: otherwise the report of the site minus those
of the other regions would give back what the region hides. All tables form one network (see ``lib.suppression``)::

    row totals → rows × regions → municipalities → regions → regions × rows → row totals → lists → total
"""

from collections.abc import Mapping, Sequence
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
    :param within: per region the keys of a dimension that lies within regions: municipalities
    :param lists: dimensions published for the site only
    """

    regions: Sequence[str]
    above: tuple[str, Sequence[str]]
    below: tuple[str, Sequence[str]] | None = None
    within: tuple[str, Mapping[str, Sequence[str]]] = ("", MappingProxyType({}))
    lists: Sequence[tuple[str, Sequence[str]]] = ()


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
    _table(network, plan, plan.above, "start", "into")
    if plan.below:
        _table(network, plan, plan.below, "list 0", "out")
    _municipalities(network, plan)
    for stage, (dimension, keys) in enumerate(plan.lists):
        parts = [network.arc(f"list {stage}", f"list {stage + 1}", (dimension, SITE, key)) for key in keys]
        network.lines.append(Line(parts, total))
    protect(list(network.arcs.values()), network.lines, k)
    return {place: _cell(arc, k) for place, arc in network.arcs.items()}


def _table(network: _Network, plan: Plan, table: tuple[str, Sequence[str]], edge: str, side: str) -> None:
    """Add a dimension by region: its cells between the rows and the regions, its row totals at the edge."""
    dimension, keys = table

    def link(row: object, region: object, place: Place, *, is_margin: bool = False) -> Arc:
        ends = (row, region) if side == "into" else (region, row)
        return network.arc(*ends, place, is_margin=is_margin)

    cells = {(key, r): link((dimension, key), (side, r), (dimension, r, key)) for key in keys for r in plan.regions}
    margins = [link(edge, (dimension, key), (dimension, SITE, key), is_margin=True) for key in keys]
    rows = zip(keys, margins, strict=True)
    network.lines += [Line([cells[key, r] for r in plan.regions], margin) for key, margin in rows]
    network.lines += [Line([cells[key, r] for key in keys], network.arcs["all", r, ""]) for r in plan.regions]
    network.lines.append(Line(margins, network.arcs["all", SITE, ""]))


def _municipalities(network: _Network, plan: Plan) -> None:
    """Add the municipalities of each region beside each other; without any, the region's own total leads through."""
    dimension, within = plan.within
    for region in plan.regions:
        whole = network.arcs["all", region, ""]
        keys = within.get(region, ())
        if not keys:
            whole.start = network._node(("into", region))  # noqa: SLF001 - the module's own class
            continue
        parts = [network.arc(("into", region), ("in", region), (dimension, region, key)) for key in keys]
        network.lines.append(Line(parts, whole))


def _cell(arc: Arc, k: int) -> Cell:
    if not arc.is_hidden:
        return Cell(Mark.SHOWN, arc.value, k)
    return Cell(Mark.SMALL if arc.is_small else Mark.SECONDARY, None, k)
