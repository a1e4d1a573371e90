"""No hidden count can be computed from what is published: attacked by listing every possibility."""

from collections.abc import Callable, Iterator, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faden.lib.german import NO_BREAK_SPACE
from faden.lib.suppression import Cell, Mark, ProtectedList, ProtectedTable, protect_list, protect_lists, protect_table
from faden.lib.suppression_network import Arc, is_computable

K = 5


def texts(cells: Sequence[Cell]) -> list[str]:
    """What stands on the page."""
    return [str(cell).replace(NO_BREAK_SPACE, "") for cell in cells]


# -- an attacker who knows the rules ------------------------------------------------------------


def range_of(cell: Cell, *, few_in_line: bool, most: int) -> range:
    """Every value a reader must think possible for one cell."""
    if cell.value is not None:
        return range(cell.value, cell.value + 1)
    if cell.mark is Mark.SMALL:
        return range(0 if few_in_line else 1, cell.k)
    return range(cell.k, most)


def is_few(cell: Cell) -> bool:
    return cell.mark is Mark.SMALL


def fits(cell: Cell, value: int, *, few_in_line: bool = False) -> bool:
    return value in range_of(cell, few_in_line=few_in_line, most=10**6)


def is_withheld(cells: Sequence[Cell]) -> bool:
    return all(cell.mark is Mark.SECONDARY for cell in cells)


def worlds_of_table(table: ProtectedTable, most: int) -> Iterator[tuple[int, ...]]:
    """Every table (cells, row totals, column totals, total) that agrees with the publication."""
    rows, columns = len(table.row_totals), len(table.column_totals)
    ranges = [
        range_of(cell, few_in_line=is_few(table.row_totals[i]) or is_few(table.column_totals[j]), most=most)
        for i, row in enumerate(table.cells)
        for j, cell in enumerate(row)
    ]
    few = is_few(table.total)
    for cells in product(*ranges):
        by_row = [sum(cells[i * columns : (i + 1) * columns]) for i in range(rows)]
        by_column = [sum(cells[j::columns]) for j in range(columns)]
        margins = zip([*table.row_totals, *table.column_totals], [*by_row, *by_column], strict=True)
        if all(fits(cell, value, few_in_line=few) for cell, value in margins) and fits(table.total, sum(cells)):
            yield (*cells, *by_row, *by_column, sum(cells))


def worlds_of_lists(lists: Sequence[ProtectedList], most: int) -> Iterator[tuple[int, ...]]:
    """Every set of lists with one total that agrees with the publication."""
    few = is_few(lists[0].total)
    by_total: list[dict[int, list[tuple[int, ...]]]] = []
    for one in lists:
        found: dict[int, list[tuple[int, ...]]] = {}
        for cells in product(*(range_of(cell, few_in_line=few, most=most) for cell in one.cells)):
            if fits(one.total, sum(cells)):
                found.setdefault(sum(cells), []).append(cells)
        by_total.append(found)
    for total in set.intersection(*(set(found) for found in by_total)):
        for chosen in product(*(found[total] for found in by_total)):
            yield (*(value for cells in chosen for value in cells), total)


def computable(published: Sequence[Cell], worlds: Iterator[tuple[int, ...]]) -> list[int]:
    """Positions of hidden cells that have the same value in every world."""
    first = next(worlds)
    open_positions = {index for index, cell in enumerate(published) if cell.value is None}
    for world in worlds:
        open_positions -= {index for index in open_positions if world[index] != first[index]}
        if not open_positions:
            break
    return sorted(open_positions)


def all_cells(table: ProtectedTable) -> list[Cell]:
    return [*(cell for row in table.cells for cell in row), *table.row_totals, *table.column_totals, table.total]


# -- attacks ------------------------------------------------------------------------------------

SMALL_COUNTS = st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 7, 9])


@st.composite
def small_tables(draw: st.DrawFn) -> list[list[int]]:
    """Tables small enough to list all possibilities: up to 2 × 3 or 3 × 2."""
    rows, columns = draw(st.sampled_from([(1, 1), (1, 3), (2, 2), (2, 3), (3, 2), (3, 1)]))
    return [[draw(SMALL_COUNTS) for _ in range(columns)] for _ in range(rows)]


@settings(max_examples=150, deadline=None)
@given(small_tables())
def test_no_hidden_cell_of_a_table_can_be_computed(counts: list[list[int]]) -> None:
    table = protect_table(counts, K)
    if not is_withheld(all_cells(table)):
        assert computable(all_cells(table), worlds_of_table(table, most=13)) == []


@settings(max_examples=150, deadline=None)
@given(st.lists(SMALL_COUNTS, min_size=1, max_size=5))
def test_no_hidden_cell_of_a_list_can_be_computed(counts: list[int]) -> None:
    published = protect_list(counts, K)
    cells = [*published.cells, published.total]
    if not is_withheld(cells):
        assert computable(cells, worlds_of_lists([published], most=13)) == []


@st.composite
def lists_of_the_same_people(draw: st.DrawFn) -> list[list[int]]:
    """Two or three lists with the same total."""
    first = draw(st.lists(SMALL_COUNTS, min_size=1, max_size=3))
    lists = [first]
    for _ in range(draw(st.integers(1, 2))):
        cuts = sorted(draw(st.lists(st.integers(0, sum(first)), max_size=2)))
        lists.append([after - before for before, after in zip([0, *cuts], [*cuts, sum(first)], strict=True)])
    return lists


@settings(max_examples=100, deadline=None)
@given(lists_of_the_same_people())
def test_no_list_gives_back_what_another_one_hides(lists: list[list[int]]) -> None:
    published = protect_lists(lists, K)
    cells = [*(cell for one in published for cell in one.cells), published[0].total]
    if not is_withheld(cells):
        largest = max(count for counts in lists for count in counts)
        assert computable(cells, worlds_of_lists(published, most=largest + 4)) == []


# -- properties of tables of any size -----------------------------------------------------------

COUNTS = st.integers(0, 9) | st.integers(0, 300)
TABLES = st.integers(1, 6).flatmap(
    lambda width: st.lists(st.lists(COUNTS, min_size=width, max_size=width), min_size=1, max_size=8)
)


@given(TABLES)
def test_what_is_shown_is_true_and_never_small(counts: list[list[int]]) -> None:
    table = protect_table(counts, K)
    truth = [value for row in counts for value in row]
    truth += [sum(row) for row in counts] + [sum(column) for column in zip(*counts, strict=True)]
    truth.append(sum(map(sum, counts)))
    for cell, value in zip(all_cells(table), truth, strict=True):
        assert cell.value in {None, value}
        assert cell.value is None or not 0 < cell.value < K


@given(TABLES)
def test_hidden_cells_of_a_line_are_never_few_together(counts: list[list[int]]) -> None:
    table = protect_table(counts, K)
    for line, cells, total in zip(counts, table.cells, table.row_totals, strict=True):
        hidden = [value for value, cell in zip(line, cells, strict=True) if cell.value is None]
        assert total.value is None or not hidden or sum(hidden) >= K


@given(TABLES)
def test_the_same_table_is_protected_the_same_way(counts: list[list[int]]) -> None:
    assert protect_table(counts, K) == protect_table([list(row) for row in counts], K)


@given(st.lists(st.lists(st.integers(K, 50), min_size=3, max_size=3), min_size=1, max_size=5))
def test_a_table_without_small_numbers_is_shown_whole(counts: list[list[int]]) -> None:
    assert all(cell.mark is Mark.SHOWN for cell in all_cells(protect_table(counts, K)))


# -- decisions ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "cells", "total"),
    [
        ([], [], "0"),
        ([0, 0], ["0", "0"], "0"),
        ([12, 30], ["12", "30"], "42"),
        ([0, 12, 30], ["0", "12", "30"], "42"),
        ([3, 12, 30], ["<5", "·", "30"], "45"),  # one small cell: the next smallest hides it
        ([3, 4, 30], ["<5", "<5", "30"], "37"),  # two that hide each other
        ([1, 2, 30, 31], ["<5", "<5", "·", "31"], "64"),  # 3 people together are few
        ([4, 4, 30], ["<5", "<5", "·"], "38"),  # 8 = 4 + 4 would be certain
        ([3, 0, 0], ["<5", "<5", "<5"], "<5"),  # zeros would say where the three are
        ([3, 0, 9], ["<5", "0", "·"], "12"),
        ([1, 5], ["<5", "·"], "·"),  # 6 = 1 + 5 would be certain: the total goes too
        ([1200, 1], ["·", "<5"], "1.201"),
    ],
)
def test_lists(counts: list[int], cells: list[str], total: str) -> None:
    published = protect_list(counts, K)
    assert texts(published.cells) == cells
    assert texts([published.total]) == [total]


def test_a_table_with_one_small_cell_hides_a_rectangle() -> None:
    table = protect_table([[3, 20, 40], [30, 10, 50], [60, 70, 80]], K)
    assert [texts(row) for row in table.cells] == [["<5", "·", "40"], ["·", "·", "50"], ["60", "70", "80"]]
    assert texts(table.row_totals) == ["63", "90", "210"]
    assert texts(table.column_totals) == ["93", "100", "170"]
    assert texts([table.total]) == ["363"]


def test_a_small_row_is_hidden_with_its_zeros_and_its_total() -> None:
    table = protect_table([[2, 0, 0], [30, 10, 50], [60, 70, 80]], K)
    assert texts(table.cells[0]) == ["<5", "<5", "<5"]
    assert texts(table.row_totals)[0] == "<5"


def test_an_empty_row_does_not_withhold_the_table() -> None:
    table = protect_table([[3, 40, 50], [0, 0, 0]], K)
    assert [texts(row) for row in table.cells] == [["<5", "·", "50"], ["0", "0", "0"]]
    assert texts([*table.row_totals, *table.column_totals]) == ["93", "0", "<5", "·", "50"]


def test_lists_share_one_total() -> None:
    first, second = protect_lists([[1, 5], [6]], K)
    assert first.total == second.total
    assert texts([*first.cells, *second.cells, first.total]) == ["<5", "·", "·", "·"]


def test_another_group_size() -> None:
    assert texts(protect_list([9, 40, 50], 10).cells) == ["<10", "·", "50"]


def test_what_a_screen_reader_says() -> None:
    cells = protect_list([3, 12, 30], K).cells
    assert [cell.spoken for cell in cells] == ["weniger als 5", "zum Schutz kleiner Gruppen nicht angegeben", "30"]


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        (lambda: protect_list([1], 2), "at least 3"),
        (lambda: protect_list([-1]), "negative"),
        (lambda: protect_lists([[1, 2], [4]]), "different totals"),
        (lambda: protect_table([[1, 2], [3]]), "same length"),
    ],
)
def test_wrong_input_is_refused(call: Callable[[], object], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        call()


def test_a_count_without_room_is_computable() -> None:
    fixed = Arc(start=0, end=1, value=3, is_hidden=True, low=3, high=3)
    assert is_computable(fixed, [fixed, Arc(start=1, end=0, value=3, is_hidden=True)])
