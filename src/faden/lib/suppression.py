"""Small numbers stay hidden, also from somebody who subtracts: cell suppression for counts of people.

A count from 1 to ``k - 1`` is *small* and never shown, nor is any total of that size. Hiding only
those is not enough: a total minus the shown cells gives the hidden one back. So further cells are
hidden (*secondary*) until none can be computed, knowing everything that is published, that "< 5"
means 1 to 4, that a dot means at least 5, and how this module works.

Decided here:

* A zero is shown. It counts nobody, and hiding it would force large, harmless cells out of sparse
  tables. But in a row or column whose own total is small zeros are hidden as well: there they would
  say where the few people are. In such a line "< 5" means 0 to 4.
* The hidden cells of one line together are never a small number either.
* Where no secondary cell helps, the whole table is withheld.

Not covered, the caller's to avoid: differences between overlapping tables published separately
(another period, another region), and tables of three dimensions. That all 30 people of a row are in
one column is a statement about a group, not a small number; it is shown.

The method is the classical one for two dimensions: a table with its margins is a circulation in a
network, so what an attacker can know about a cell is decided exactly by cycles through it (L. H. Cox,
Network models for complementary cell suppression, JASA 90, 1995).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from faden.lib import german
from faden.lib.suppression_network import Arc, Line, protect

DEFAULT_K = 5
_SMALLEST_K = 3  # with k = 2, "< 2" would say 1


class Mark(StrEnum):
    """How a cell is published."""

    SHOWN = "shown"
    SMALL = "small"
    SECONDARY = "secondary"


@dataclass(frozen=True)
class Cell:
    """One published cell; ``value`` is None unless it is shown."""

    mark: Mark
    value: int | None
    k: int = DEFAULT_K

    def __str__(self) -> str:
        """Return ``"1.250"``, ``"< 5"``, or ``"·"`` for a secondary cell."""
        if self.value is not None:
            return german.number(self.value)
        return f"<{german.NO_BREAK_SPACE}{self.k}" if self.mark is Mark.SMALL else "·"

    @property
    def spoken(self) -> str:
        """Return the words for a screen reader and for a legend."""
        if self.value is not None:
            return german.number(self.value)
        return f"weniger als {self.k}" if self.mark is Mark.SMALL else "zum Schutz kleiner Gruppen nicht angegeben"


@dataclass(frozen=True)
class ProtectedList:
    """Counts in one dimension and their total."""

    cells: tuple[Cell, ...]
    total: Cell


@dataclass(frozen=True)
class ProtectedTable:
    """Counts in two dimensions: ``cells[row][column]``, with both margins."""

    cells: tuple[tuple[Cell, ...], ...]
    row_totals: tuple[Cell, ...]
    column_totals: tuple[Cell, ...]
    total: Cell


def protect_list(counts: Sequence[int], k: int = DEFAULT_K) -> ProtectedList:
    """Protect counts published together with their total."""
    return protect_lists([counts], k)[0]


def protect_lists(lists: Sequence[Sequence[int]], k: int = DEFAULT_K) -> tuple[ProtectedList, ...]:
    """Protect several lists that count the same people, so that they share one total.

    Cases by constellation, by phase and by municipality: where the total is hidden in one list, no
    other list may give it back.

    :raises ValueError: the lists have different totals, a count is negative, or ``k`` is below 3
    """
    _check([count for counts in lists for count in counts], k)
    totals = {sum(counts) for counts in lists}
    if len(totals) > 1:
        message = f"Lists of the same people cannot have different totals: {sorted(totals)}"
        raise ValueError(message)
    total = Arc(start=len(lists), end=0, value=totals.pop() if totals else 0, is_margin=True)
    stages = [[Arc(start=stage, end=stage + 1, value=count) for count in counts] for stage, counts in enumerate(lists)]
    arcs = [arc for stage in stages for arc in stage]
    protect([*arcs, total], [Line(stage, total) for stage in stages], k)
    published = _cell(total, k)
    return tuple(ProtectedList(tuple(_cell(arc, k) for arc in stage), published) for stage in stages)


def protect_table(counts: Sequence[Sequence[int]], k: int = DEFAULT_K) -> ProtectedTable:
    """Protect a table published with its row totals, column totals and grand total.

    :param counts: rows of the same length
    :raises ValueError: the rows differ in length, a count is negative, or ``k`` is below 3
    """
    _check([count for row in counts for count in row], k)
    width = len(counts[0]) if counts else 0
    if any(len(row) != width for row in counts):
        message = "The rows of a table must have the same length."
        raise ValueError(message)
    source, sink, first_column = 0, 1, 2 + len(counts)
    cells = [
        [Arc(start=2 + i, end=first_column + j, value=count) for j, count in enumerate(row)]
        for i, row in enumerate(counts)
    ]
    columns = [[row[j] for row in cells] for j in range(width)]
    row_totals = [Arc(start=source, end=2 + i, value=sum(row), is_margin=True) for i, row in enumerate(counts)]
    column_totals = [
        Arc(start=first_column + j, end=sink, value=sum(arc.value for arc in column), is_margin=True)
        for j, column in enumerate(columns)
    ]
    total = Arc(start=sink, end=source, value=sum(arc.value for arc in row_totals), is_margin=True)
    lines = [Line(row, margin) for row, margin in zip(cells, row_totals, strict=True)]
    lines += [Line(column, margin) for column, margin in zip(columns, column_totals, strict=True)]
    lines += [Line(row_totals, total), Line(column_totals, total)]
    protect([*(arc for row in cells for arc in row), *row_totals, *column_totals, total], lines, k)
    return ProtectedTable(
        cells=tuple(tuple(_cell(arc, k) for arc in row) for row in cells),
        row_totals=tuple(_cell(arc, k) for arc in row_totals),
        column_totals=tuple(_cell(arc, k) for arc in column_totals),
        total=_cell(total, k),
    )


def _check(counts: Sequence[int], k: int) -> None:
    if k < _SMALLEST_K:
        message = f"A minimum group size of {k} protects nobody; it must be at least {_SMALLEST_K}."
        raise ValueError(message)
    if any(count < 0 for count in counts):
        message = "A count of people cannot be negative."
        raise ValueError(message)


def _cell(arc: Arc, k: int) -> Cell:
    """Return what is published of an arc; a hidden value is not carried along."""
    if not arc.is_hidden:
        return Cell(Mark.SHOWN, arc.value, k)
    return Cell(Mark.SMALL if arc.is_small else Mark.SECONDARY, None, k)
