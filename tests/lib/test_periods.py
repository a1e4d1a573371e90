"""Half-open periods: whom they contain, when they overlap, what an office calls them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.lib import periods
from faden.lib.periods import Period, add_months

NEAR_DAYS = st.dates(date(2026, 1, 1), date(2026, 2, 15))


@st.composite
def some_periods(draw: st.DrawFn) -> Period:
    """Short periods close together, so that they meet, touch and miss each other."""
    start = draw(NEAR_DAYS)
    length = draw(st.none() | st.integers(1, 20))
    return Period(start, None if length is None else start + timedelta(days=length))


def days_of(period: Period) -> set[date]:
    """Every day of the period within the window of the test."""
    window = (date(2025, 12, 1) + timedelta(days=number) for number in range(150))
    return {on for on in window if on in period}


def test_the_last_day_is_the_one_before_until() -> None:
    period = Period.of_days(date(2026, 3, 1), date(2026, 3, 1))
    assert period == Period(date(2026, 3, 1), date(2026, 3, 2))
    assert period.last_day == date(2026, 3, 1)
    assert period.days == 1
    assert date(2026, 3, 2) not in period


def test_an_open_period_has_no_end() -> None:
    period = Period(date(2026, 3, 1))
    assert period.is_open
    assert period.last_day is None
    assert period.days is None
    assert date.max in period


def test_a_period_without_a_day_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        Period(date(2026, 3, 1), date(2026, 3, 1))


@given(some_periods(), some_periods())
def test_overlap_and_intersection_mean_shared_days(one: Period, other: Period) -> None:
    shared = days_of(one) & days_of(other)
    common = one.intersection(other)
    assert one.overlaps(other) == bool(shared) == other.overlaps(one)
    assert (days_of(common) if common else set()) == shared
    assert one.covers(other) == (shared == days_of(other) and (one.is_open or not other.is_open))


@given(st.lists(some_periods(), max_size=6))
def test_the_first_overlap_is_found_exactly_when_there_is_one(found: list[Period]) -> None:
    expected = any(one.overlaps(other) for index, one in enumerate(found) for other in found[index + 1 :])
    pair = periods.first_overlap(found)
    assert (pair is not None) == expected
    assert pair is None or pair[0].overlaps(pair[1])


def test_neighbors_do_not_overlap() -> None:
    first = Period(date(2026, 1, 1), date(2026, 3, 1))
    second = Period(date(2026, 3, 1))
    assert not first.overlaps(second)
    assert first.intersection(second) is None


@pytest.mark.parametrize(
    ("on", "months", "later"),
    [
        (date(2026, 11, 20), 3, date(2027, 2, 20)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
        (date(2026, 12, 31), 0, date(2026, 12, 31)),
    ],
)
def test_adding_months(on: date, months: int, later: date) -> None:
    assert add_months(on, months) == later


@pytest.mark.parametrize(
    ("period", "name"),
    [
        (periods.school_year(date(2026, 7, 31)), "Schuljahr 2025/26"),
        (periods.school_year(date(2026, 8, 1)), "Schuljahr 2026/27"),
        (periods.school_year(date(2099, 8, 1)), "Schuljahr 2099/00"),
        (periods.calendar_year(date(2026, 5, 5)), "Jahr 2026"),
        (periods.half_year(date(2026, 6, 30)), "1. Halbjahr 2026"),
        (periods.half_year(date(2026, 7, 1)), "2. Halbjahr 2026"),
        (periods.quarter(date(2026, 12, 31)), "4. Quartal 2026"),
        (periods.quarter(date(2026, 1, 1)), "1. Quartal 2026"),
        (periods.calendar_month(date(2026, 2, 9)), "Februar 2026"),
        (Period(date(2026, 3, 1)), "seit 01.03.2026"),
        (Period(date(2026, 3, 1), date(2026, 3, 11)), "01.03.2026–10.03.2026"),
    ],
)
def test_names(period: Period, name: str) -> None:
    assert str(period) == name


@given(
    st.dates(date(1900, 1, 1), date(2200, 1, 1)),
    st.sampled_from(
        [
            periods.school_year,
            periods.calendar_year,
            periods.half_year,
            periods.quarter,
            periods.calendar_month,
        ]
    ),
)
def test_the_years_of_an_office_follow_each_other_without_gap(on: date, kind: object) -> None:
    assert callable(kind)
    period: Period = kind(on)
    before = periods.previous(period)
    assert on in period
    assert before.until == period.start
    assert kind(before.start) == before


def test_the_period_before_any_other_has_as_many_days() -> None:
    period = Period(date(2026, 3, 10), date(2026, 3, 19))
    assert periods.previous(period) == Period(date(2026, 3, 1), date(2026, 3, 10))
    with pytest.raises(ValueError, match="open"):
        periods.previous(Period(date(2026, 3, 10)))


def test_recent_periods_to_choose_from() -> None:
    assert [str(period) for period in periods.recent(periods.school_year, date(2026, 11, 20), 3)] == [
        "Schuljahr 2026/27",
        "Schuljahr 2025/26",
        "Schuljahr 2024/25",
    ]
