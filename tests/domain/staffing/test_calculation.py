"""Sums of posts, computed by hand beside."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, strategies

from faden.domain.staffing.calculation import Held, PostFacts, Selector, Totals, compare, most_held, totals


def post(
    key: str, fte: str, filled: str = "0", *, baustein: int = 2, function: str = "case_management", **place: str
) -> PostFacts:
    return PostFacts(key, baustein, function, Decimal(fte), place.get("employer"), place.get("region"), Decimal(filled))


AHLEN_OWN = post("ahlen-ki", "2.28", region="ahlen", employer="kreis")
AHLEN_WELFARE = post("ahlen-wv", "0.72", region="ahlen", employer="verband")
SOUTH_OWN = post("sued-ki", "3.88", region="sued", employer="kreis")
LEAD = post("leitung", "1.0", baustein=1, function="lead", employer="kreis")
ALL = [AHLEN_OWN, AHLEN_WELFARE, SOUTH_OWN, LEAD]


@pytest.mark.parametrize(
    ("selector", "found"),
    [
        (Selector(), "7.88"),
        (Selector(bausteine=frozenset({2})), "6.88"),
        (Selector(bausteine=frozenset({2}), employers=frozenset({"kreis"})), "6.16"),
        (Selector(regions=frozenset({"ahlen"})), "3.00"),
        (Selector(regions=frozenset({"ahlen", "sued"}), employers=frozenset({"verband"})), "0.72"),
        (Selector(functions=frozenset({"lead"})), "1.00"),
        (Selector(regions=frozenset({"nord"})), "0"),
    ],
)
def test_a_sum_takes_the_posts_it_is_about(selector: Selector, found: str) -> None:
    assert compare(selector, Decimal(0), Decimal(0), ALL).found == Decimal(found)


@pytest.mark.parametrize(
    ("declared", "unallocated", "unexplained", "adds_up"),
    [("7.88", "0", "0", True), ("8.88", "1", "0", False), ("8.88", "0", "1", False), ("7.00", "0", "-0.88", False)],
)
def test_what_does_not_add_up_is_named(declared: str, unallocated: str, unexplained: str, *, adds_up: bool) -> None:
    outcome = compare(Selector(), Decimal(declared), Decimal(unallocated), ALL)
    assert (outcome.unexplained, outcome.adds_up) == (Decimal(unexplained), adds_up)


def test_a_post_filled_twice_hides_no_vacancy() -> None:
    found = totals([post("a", "1", "1.5"), post("b", "1", "0"), post("c", "0.5", "0.5")])
    assert (found.posts, found.fte, found.filled) == (3, Decimal("2.5"), Decimal("2.0"))
    assert (found.vacant, found.overfilled) == (Decimal(1), Decimal("0.5"))


def test_nothing_adds_up_to_nothing() -> None:
    found = totals([])
    assert found == Totals(0, *[Decimal(0)] * 4)


DAYS = strategies.integers(min_value=1, max_value=28).map(lambda day: date(2026, 2, day))


@strategies.composite
def held(draw: strategies.DrawFn) -> Held:
    since = draw(DAYS)
    length = draw(strategies.integers(min_value=0, max_value=10))
    until = date.fromordinal(since.toordinal() + length) if length else None
    return Held(draw(strategies.sampled_from([Decimal("0.25"), Decimal("0.5"), Decimal(1)])), since, until)


@given(strategies.lists(held(), max_size=8), DAYS, strategies.one_of(strategies.none(), strategies.integers(1, 20)))
def test_the_most_held_is_the_most_of_any_day(parts: list[Held], since: date, length: int | None) -> None:
    until = date.fromordinal(since.toordinal() + length) if length else None
    last = until or date(2026, 4, 1)
    days = [date.fromordinal(number) for number in range(since.toordinal(), last.toordinal())]
    by_day = (sum(p.share for p in parts if p.since <= day and (p.until is None or day < p.until)) for day in days)
    assert most_held(parts, since, until) == max(by_day, default=0)
