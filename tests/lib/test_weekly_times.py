"""Weekly times are read as people write them, and written as they are read."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.lib.weekly_times import Slot, parse, written


@pytest.mark.parametrize(
    ("text", "days", "start", "end"),
    [
        ("Mo 8:30-12:30", [1], (8, 30), (12, 30)),
        ("Mo, Mi und Fr 8.30 – 12.30 Uhr", [1, 3, 5], (8, 30), (12, 30)),
        ("montags 9 bis 11 Uhr", [1], (9, 0), (11, 0)),
        ("Di–Do 14 Uhr - 16 Uhr", [2, 3, 4], (14, 0), (16, 0)),
        ("Mo.-Fr. 8-12", [1, 2, 3, 4, 5], (8, 0), (12, 0)),
        ("Samstag 10:00–12:00", [6], (10, 0), (12, 0)),
        ("sonnabend 10–12", [6], (10, 0), (12, 0)),
    ],
)
def test_what_people_write(text: str, days: list[int], start: tuple[int, int], end: tuple[int, int]) -> None:
    assert parse(text) == tuple(Slot(day, time(*start), time(*end)) for day in days)


def test_several_lines_come_in_the_order_of_the_week() -> None:
    assert [slot.weekday for slot in parse("Fr 9–10\nMo 9–10; Mi 14–15")] == [1, 3, 5]
    assert parse("  \n") == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("irgendwann", "ist keine wöchentliche Zeit"),
        ("Xy 8–9", "„Xy“ ist kein Wochentag"),
        ("Mo 12–8", "Das Ende liegt nicht nach dem Anfang"),
        ("Mo 8–8", "Das Ende liegt nicht nach dem Anfang"),
        ("Mo 8–25", "ist keine Uhrzeit"),
        ("Mo 8–10\nMo 9–11", "Am Montag überschneiden sich zwei Zeiten"),
        ("M 8–10", "kein Wochentag"),
        ("Mo 8", "keine wöchentliche Zeit"),
        ("x" * 10_000, "keine wöchentliche Zeit"),
        ("Fr–Mo 8–10", "kein Wochentag"),
    ],
)
def test_what_is_not_understood_is_said_in_german(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse(text)


SLOTS = st.builds(
    lambda day, start, length: Slot(day, time(start), time(start + length)),
    st.integers(1, 7),
    st.integers(0, 11),
    st.integers(1, 12),
)


@given(st.lists(SLOTS, max_size=6))
def test_what_is_written_is_read_again(slots: list[Slot]) -> None:
    apart = [one for number, one in enumerate(slots) if not any(one.overlaps(other) for other in slots[:number])]
    assert parse(written(apart)) == tuple(sorted(apart))
