"""Dates and numbers as people type them; what cannot be read is explained in German."""

import re
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.lib import german
from faden.lib.german_input import parse_clock_time, parse_day, parse_number, parse_whole_number

TODAY = date(2026, 11, 20)


def complaint(parse: Callable[[str], object], typed: str) -> str | None:
    """What the reader says about the text; any other exception is a failure."""
    try:
        parse(typed)
    except ValueError as answer:
        return str(answer)
    return None


@pytest.mark.parametrize(
    "typed",
    [
        "3.4.1987",
        "03.04.1987",
        " 3. 4. 1987 ",
        "3.4.87",
        "03041987",
        "1987-04-03",
        "3. April 1987",
        "3 Apr 87",
        "3. Apr. 1987",
        "3/4/1987",
    ],
)
def test_one_day_in_many_spellings(typed: str) -> None:
    assert parse_day(typed, TODAY) == date(1987, 4, 3)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("heute", TODAY),
        ("Gestern", date(2026, 11, 19)),
        ("übermorgen", date(2026, 11, 22)),
        ("1.3.45", date(2045, 3, 1)),
        ("1.3.46", date(1946, 3, 1)),
        ("1. März 2026", date(2026, 3, 1)),
        ("1. Maerz 2026", date(2026, 3, 1)),
        ("29.2.2024", date(2024, 2, 29)),
    ],
)
def test_spoken_days_centuries_and_march(typed: str, meant: date) -> None:
    assert parse_day(typed, TODAY) == meant


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("", "ist kein Datum. Bitte so eingeben: 20.11.2026"),
        ("bald", "„bald“ ist kein Datum"),
        ("3.4.", "ist kein Datum"),
        ("٣.٤.١٩٨٧", "ist kein Datum"),
        ("31.02.2026", "Den 31. Februar 2026 gibt es nicht: Der Februar 2026 hat 28 Tage."),
        ("0.4.2026", "Den 0. April 2026 gibt es nicht"),
        ("1.13.2026", "Den 13. Monat gibt es nicht"),
        ("1. Brumaire 1799", "„Brumaire“ ist kein Monat"),
        ("1.1.0199", "Das Jahr 199 kann nicht stimmen"),
    ],
)
def test_what_is_no_day_is_explained(typed: str, answer: str) -> None:
    with pytest.raises(ValueError, match=re.escape(answer)):
        parse_day(typed, TODAY)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_what_we_write_we_can_read(on: date) -> None:
    assert parse_day(german.day(on), TODAY) == on
    assert parse_day(german.written_day(on), TODAY) == on


@given(st.text(max_size=20))
def test_any_text_is_read_or_explained(typed: str) -> None:
    for parse in (lambda text: parse_day(text, TODAY), parse_number, parse_whole_number):
        answer = complaint(parse, typed)
        assert answer is None or re.search("Bitte|gibt es nicht|kann nicht stimmen|ist kein Monat", answer)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("10,66", "10.66"),
        ("1.234,5", "1234.5"),
        ("1234", "1234"),
        ("1.234", "1234"),
        (" 1 234 ", "1234"),
        ("-3,5", "-3.5"),
        ("\N{MINUS SIGN}3", "-3"),
    ],
)
def test_numbers(typed: str, value: str) -> None:
    assert parse_number(typed) == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("10.66", "Bitte mit Komma schreiben: 10,66 statt 10.66"),
        ("zwei", "„zwei“ ist keine Zahl"),
        ("1,2,3", "ist keine Zahl"),
        ("٣", "ist keine Zahl"),
        ("1.23.456", "ist keine Zahl"),
        ("NaN", "ist keine Zahl"),
        ("1e5", "ist keine Zahl"),
    ],
)
def test_what_is_no_number_is_explained(typed: str, answer: str) -> None:
    with pytest.raises(ValueError, match=re.escape(answer)):
        parse_number(typed)


def test_whole_numbers() -> None:
    assert parse_whole_number("1.234") == 1234
    assert parse_whole_number("5,0") == 5
    with pytest.raises(ValueError, match="ganze Zahl"):
        parse_whole_number("5,5")


@given(st.decimals(-(10**9), 10**9, places=3))
def test_numbers_written_are_numbers_read(value: Decimal) -> None:
    assert parse_number(german.number(value)) == value


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("14:00", time(14)),
        (" 14.30 ", time(14, 30)),
        ("9 Uhr", time(9)),
        ("9:05 uhr", time(9, 5)),
        ("00:00", time(0)),
        ("23", time(23)),
        ("8h15", time(8, 15)),
    ],
)
def test_times_of_day(typed: str, understood: time) -> None:
    assert parse_clock_time(typed) == understood


@pytest.mark.parametrize("typed", ["24:00", "14:60", "vormittags", "", "14:0", "-1", "1400"])
def test_what_is_no_time_of_day(typed: str) -> None:
    with pytest.raises(ValueError, match="ist keine Uhrzeit"):
        parse_clock_time(typed)
