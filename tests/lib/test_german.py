"""German dates, ages, numbers and lists, as they stand on a page."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.lib import german

TODAY = date(2026, 11, 20)


def plain(text: str) -> str:
    """The text with ordinary spaces, so that a test can be read."""
    return text.replace(german.NO_BREAK_SPACE, " ")


def test_days_and_moments() -> None:
    at = datetime(2026, 3, 5, 9, 7, tzinfo=UTC)
    assert german.day(TODAY) == "20.11.2026"
    assert german.long_day(TODAY) == "Freitag, 20. November 2026"
    assert german.written_day(at) == "5. März 2026"
    assert german.short_day(TODAY) == "Fr. 20.11."
    assert german.month(TODAY) == "November 2026"
    assert plain(german.moment(at)) == "05.03.2026, 09:07 Uhr"


def test_a_span_names_both_days_and_a_single_day_once() -> None:
    assert german.span(date(2025, 8, 1), date(2026, 7, 31)) == "01.08.2025–31.07.2026"
    assert german.span(TODAY, TODAY) == "20.11.2026"


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (date(2026, 11, 20), "heute"),
        (date(2026, 11, 19), "gestern"),
        (date(2026, 11, 18), "vorgestern"),
        (date(2026, 11, 21), "morgen"),
        (date(2026, 11, 22), "übermorgen"),
        (date(2026, 11, 23), "in 3 Tagen"),
        (date(2026, 11, 7), "vor 13 Tagen"),
        (date(2026, 11, 6), "vor 2 Wochen"),
        (date(2026, 10, 30), "vor 3 Wochen"),
        (date(2026, 9, 19), "vor 8 Wochen"),
        (date(2026, 9, 18), "vor 2 Monaten"),
        (date(2025, 11, 20), "vor 12 Monaten"),
        (date(2024, 11, 20), "vor 2 Jahren"),
        (date(2027, 4, 1), "in 4 Monaten"),
        (date(2031, 11, 20), "in 5 Jahren"),
    ],
)
def test_relative_days(on: date, told: str) -> None:
    assert plain(german.relative_day(on, TODAY)) == told


def test_full_day_is_relative_and_absolute() -> None:
    assert plain(german.full_day(date(2026, 10, 30), TODAY)) == "vor 3 Wochen, 30.10.2026"


@given(st.dates(), st.dates())
def test_every_distance_can_be_told(on: date, today: date) -> None:
    told = plain(german.relative_day(on, today))
    assert not told.endswith(("0 Tagen", " 1 Tagen")) or told.endswith("10 Tagen")
    assert " 0 " not in told


@pytest.mark.parametrize(
    ("born_on", "age"),
    [
        (date(2008, 11, 20), 18),
        (date(2008, 11, 21), 17),
        (date(2008, 11, 19), 18),
        (date(2026, 11, 20), 0),
    ],
)
def test_age(born_on: date, age: int) -> None:
    assert german.age_in_years(born_on, TODAY) == age


def test_born_on_the_29th_of_february() -> None:
    assert german.age_in_years(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert german.age_in_years(date(2008, 2, 29), date(2026, 3, 1)) == 18


@pytest.mark.parametrize(
    ("length", "told"),
    [
        (0, "0 Min."),
        (25, "25 Min."),
        (60, "1 Std."),
        (90, "1 Std. 30 Min."),
        (timedelta(minutes=95), "1 Std. 35 Min."),
        (timedelta(hours=47), "47 Std."),
        (timedelta(days=9, hours=3), "9 Tage"),
    ],
)
def test_durations(length: timedelta | int, told: str) -> None:
    assert plain(german.duration(length)) == told


def test_waiting_days() -> None:
    assert plain(german.days(1)) == "1 Tag"
    assert plain(german.days(9)) == "9 Tage"


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        (0, None, "0"),
        (-0.0, None, "0"),
        (999, None, "999"),
        (1000, None, "1.000"),
        (1234567, None, "1.234.567"),
        (1234.5, None, "1.234,5"),
        (-1234.5, 0, "-1.235"),
        (Decimal("2.50"), None, "2,50"),
        (Decimal("1E+3"), None, "1.000"),
        (2.005, 2, "2,01"),
        (-0.001, 2, "0,00"),
        (1e-7, None, "0,0000001"),
    ],
)
def test_numbers(value: german.Number, places: int | None, written: str) -> None:
    assert german.number(value, places) == written


def test_shares_posts_and_money() -> None:
    assert plain(german.percent(0.125)) == "13 %"
    assert plain(german.percent(0.125, 1)) == "12,5 %"
    assert german.fte(Decimal("10.66")) == "10,66"
    assert german.fte(Decimal("3.5")) == "3,50"
    assert plain(german.euro(57000)) == "57.000,00 €"


@pytest.mark.parametrize(
    ("size", "written"),
    [
        (1, "1 Byte"),
        (840, "840 Bytes"),
        (1200, "1,2 kB"),
        (53_400, "53 kB"),
        (999_960, "1,0 MB"),
        (1_200_000, "1,2 MB"),
        (5_000_000_000_000, "5.000 GB"),
    ],
)
def test_file_sizes(size: int, written: str) -> None:
    assert plain(german.file_size(size)) == written


def test_counting_words() -> None:
    assert german.plural(1, "Fall", "Fälle") == "Fall"
    assert plain(german.count(1250, "Fall", "Fälle")) == "1.250 Fälle"
    assert plain(german.count(0, "Fall", "Fälle")) == "0 Fälle"
    assert german.count(0, "Fall", "Fälle", none="keine Fälle") == "keine Fälle"


@pytest.mark.parametrize(
    ("items", "told"),
    [([], ""), (["A"], "A"), (["A", "B"], "A und B"), (["A", "B", "C"], "A, B und C")],
)
def test_lists(items: list[str], told: str) -> None:
    assert german.join(items) == told


def test_lists_with_another_word() -> None:
    assert german.join((1, 2), "oder") == "1 oder 2"
