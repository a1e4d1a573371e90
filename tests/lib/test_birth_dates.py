"""Birth dates that may be the same one, mistyped."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.lib.birth_dates import DateLikeness, compare_dates, near_birth_dates, similar_dates

DAYS = st.dates(date(1930, 1, 1), date(2026, 11, 20))


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        (date(1987, 4, 3), date(1987, 4, 3), DateLikeness.EQUAL),
        (date(1987, 4, 3), date(1987, 4, 8), DateLikeness.ONE_DIGIT),
        (date(1987, 4, 3), date(1977, 4, 3), DateLikeness.ONE_DIGIT),
        (date(1987, 4, 3), date(1987, 3, 4), DateLikeness.SWAPPED),
        (date(1987, 4, 3), date(1978, 4, 3), DateLikeness.SWAPPED),
        (date(1987, 4, 21), date(1987, 4, 12), DateLikeness.SWAPPED),
        (date(1987, 1, 1), date(1987, 9, 30), DateLikeness.ONLY_YEAR),
        (date(1987, 4, 3), date(1988, 9, 30), DateLikeness.DIFFERENT),
        (date(1987, 4, 3), date(1987, 9, 30), DateLikeness.DIFFERENT),
    ],
)
def test_birth_dates(one: date, other: date, likeness: DateLikeness) -> None:
    assert compare_dates(one, other) is compare_dates(other, one) is likeness
    assert similar_dates(one, other) == (likeness is not DateLikeness.DIFFERENT)


@given(DAYS)
def test_few_days_are_similar_to_a_given_one(born_on: date) -> None:
    year = [date(born_on.year, 1, 1) + timedelta(days=number) for number in range(365)]
    similar = [on for on in year if similar_dates(born_on, on)]
    assert len(similar) <= 40 or born_on.day == born_on.month == 1


def test_near_birth_dates_hold_mistyped_ones() -> None:
    near = near_birth_dates(date(1987, 4, 3))
    for mistyped in (date(1987, 4, 3), date(1987, 4, 8), date(1987, 3, 4), date(1978, 4, 3), date(1997, 4, 3)):
        assert mistyped in near
    assert date(1988, 5, 3) not in near
    assert len(near) < 90


@given(DAYS)
def test_all_near_dates_are_similar(born_on: date) -> None:
    assert all(similar_dates(born_on, on) for on in near_birth_dates(born_on))


def test_a_year_of_three_digits_is_no_error() -> None:
    assert compare_dates(date(200, 1, 1), date(2000, 1, 1)) is DateLikeness.SWAPPED
    assert date(200, 1, 1) in near_birth_dates(date(200, 1, 1))
