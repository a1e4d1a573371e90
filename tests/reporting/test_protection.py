"""An attacker holds the reports of the site and of every region, adds and subtracts, and learns no small number."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faden.lib.suppression import Cell, Mark
from faden.reporting.figures.counts import SITE, Count, Counts
from faden.reporting.figures.protection import Place, Plan, protected

K = 5
MUNICIPALITIES = {"nord": ("a", "b", "c"), "sued": ("d", "e"), "stadt": ("f",)}
CONSTELLATIONS = ("short", "guidance", "case_management")
PHASES = ("phase", ("access", "delivery"))
PLAN = Plan(
    regions=tuple(MUNICIPALITIES),
    above=("constellation", CONSTELLATIONS),
    below=PHASES,
    within=("municipality", MUNICIPALITIES),
    lists=(("path", ("x", "y")),),
)
REASONS = ("reason", ("reached", "moved", "no_contact"))
#: Closings: reasons by region, and by constellation for the site.
CLOSED = Plan(
    regions=tuple(MUNICIPALITIES),
    below=REASONS,
    beyond=("constellation", CONSTELLATIONS),
    within=("municipality", MUNICIPALITIES),
)
Equation = tuple[list[Place], Place]

groups = st.tuples(
    st.sampled_from([(r, m) for r, all_of in MUNICIPALITIES.items() for m in all_of]),
    st.sampled_from(CONSTELLATIONS),
    st.sampled_from(PHASES[1]),
    st.sampled_from(PLAN.lists[0][1]),
    st.sampled_from(REASONS[1]),
    st.integers(1, 9) | st.integers(1, 60),
)


People = list[tuple[tuple[str, str], str, str, str, str, int]]


def counted(population: People) -> Counts:
    """The facts of these people, as the database would count them."""
    found: Counter[Place] = Counter()
    for (region, municipality), constellation, phase, path, reason, number in population:
        found["municipality", region, municipality] += number
        found["path", SITE, path] += number
        found["reason/constellation", SITE, f"{reason}/{constellation}"] += number
        for at in (region, SITE):
            found["constellation", at, constellation] += number
            found["phase", at, phase] += number
            found["reason", at, reason] += number
            found["all", at, ""] += number
    numbers = {("cases", by, at, key): Count(Decimal(n), few=0 < n < K) for (by, at, key), n in found.items()}
    return Counts(numbers, {})


def equations(plan: Plan) -> Iterator[Equation]:
    """Everything a reader may add up."""
    regions = plan.regions
    for dimension, keys in filter(None, (plan.above, plan.below)):
        yield from (([(dimension, r, key) for r in regions], (dimension, SITE, key)) for key in keys)
        yield from (([(dimension, at, key) for key in keys], ("all", at, "")) for at in (SITE, *regions))
    if plan.beyond:
        yield from _crossing(*REASONS, *plan.beyond)
    yield from (([("municipality", r, m) for m in MUNICIPALITIES[r]], ("all", r, "")) for r in regions)
    yield [("all", r, "") for r in regions], ("all", SITE, "")
    for dimension, keys in plan.lists:
        yield [(dimension, SITE, key) for key in keys], ("all", SITE, "")


def _crossing(row: str, rows: Sequence[str], column: str, columns: Sequence[str]) -> Iterator[Equation]:
    both = f"{row}/{column}"
    yield from (([(both, SITE, f"{r}/{c}") for c in columns], (row, SITE, r)) for r in rows)
    yield from (([(both, SITE, f"{r}/{c}") for r in rows], (column, SITE, c)) for c in columns)
    yield [(column, SITE, c) for c in columns], ("all", SITE, "")


def determined(published: dict[Place, Cell], plan: Plan) -> list[Place]:
    """Hidden cells that have one solution only, by elimination."""
    hidden = [place for place, cell in published.items() if cell.value is None]
    rows = []
    for parts, total in equations(plan):
        row = [Fraction((place in parts) - (place == total)) for place in hidden]
        if any(row):
            rows.append(row)
    pivots: list[list[Fraction]] = []
    for column in range(len(hidden)):
        leading = [r for r in rows if r[column] and not any(r[:column])]
        if not leading:
            continue
        row = leading[0]
        rows = [r for r in rows if r is not row]
        row = [v / row[column] for v in row]
        rows = [[a - r[column] * b for a, b in zip(r, row, strict=True)] for r in rows]
        pivots = [[a - p[column] * b for a, b in zip(p, row, strict=True)] for p in pivots] + [row]
    return [hidden[row.index(Fraction(1))] for row in pivots if sum(map(bool, row)) == 1]


def narrowed(published: dict[Place, Cell], plan: Plan) -> dict[Place, tuple[int, int]]:
    """What a reader knows of each cell after adding up again and again."""
    most = sum(cell.value or 0 for cell in published.values()) + 100
    known = {}
    for place, cell in published.items():
        few = (0, K - 1) if cell.mark is Mark.SMALL else (0, most)
        known[place] = few if cell.value is None else (cell.value, cell.value)
    before = None
    while before != known:
        before = dict(known)
        for parts, total in equations(plan):
            low, high = sum(known[p][0] for p in parts), sum(known[p][1] for p in parts)
            known[total] = max(known[total][0], low), min(known[total][1], high)
            for part in parts:
                rest = low - known[part][0], high - known[part][1]
                known[part] = (
                    max(known[part][0], known[total][0] - rest[1]),
                    min(known[part][1], known[total][1] - rest[0]),
                )
    return known


@pytest.mark.parametrize("plan", [PLAN, CLOSED], ids=["stock", "closed"])
@settings(max_examples=120, deadline=None)
@given(population=st.lists(groups, min_size=1, max_size=14))
def test_no_small_number_can_be_reckoned(population: People, plan: Plan) -> None:
    published = protected(counted(population), "cases", plan, K)
    assert determined(published, plan) == []
    exact = [place for place, (low, high) in narrowed(published, plan).items() if low == high]
    assert [place for place in exact if published[place].value is None] == []


@pytest.mark.parametrize("plan", [PLAN, CLOSED], ids=["stock", "closed"])
@settings(deadline=None)
@given(population=st.lists(groups, max_size=14))
def test_what_is_shown_is_true_and_never_small(population: People, plan: Plan) -> None:
    counts = counted(population)
    for (by, at, key), cell in protected(counts, "cases", plan, K).items():
        assert cell.value in {None, int(counts.get("cases", by, key, at).value)}
        assert cell.value is None or not 0 < cell.value < K


def test_a_cube_is_refused() -> None:
    with pytest.raises(ValueError, match="none above them"):
        Plan(("nord",), above=PHASES, below=REASONS, beyond=("constellation", CONSTELLATIONS))


def test_many_contacts_of_few_people_are_hidden_by_a_dot() -> None:
    numbers = {
        ("cases", by, at, key): Count(Decimal(40), few=at == "nord" or key == "a")
        for by, at, key in (
            ("municipality", "nord", "a"),
            ("constellation", "nord", "short"),
            ("phase", "nord", "access"),
            ("all", "nord", ""),
        )
    }
    numbers |= {
        ("cases", by, SITE, key): Count(Decimal(40), few=True)
        for by, key in (("constellation", "short"), ("phase", "access"), ("all", ""), ("path", "x"))
    }
    published = protected(Counts(numbers, {}), "cases", PLAN, K)
    assert str(published["municipality", "nord", "a"]) == "·"
    assert all(cell.value != 40 for cell in published.values())
