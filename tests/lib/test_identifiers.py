"""Row keys sort by time and never repeat; public numbers are random and forgiving to type."""

import random
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.lib import identifiers
from faden.lib.identifiers import CASE_NUMBERS, GAP_NUMBERS, THEME_NUMBERS, NumberScheme


def test_a_row_key_is_a_uuid_version_7() -> None:
    key = identifiers.new_id()
    assert key.version == 7
    assert key.variant == "specified in RFC 4122"


def test_a_row_key_carries_its_millisecond() -> None:
    before = datetime.now(UTC).timestamp()
    millisecond = identifiers.new_id().int >> 80
    assert before - 1 <= millisecond / 1000 <= before + 60


def test_row_keys_of_one_process_only_grow() -> None:
    keys = [identifiers.new_id() for _ in range(20_000)]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_row_keys_made_in_threads_never_repeat() -> None:
    with ThreadPoolExecutor(4) as pool:
        keys = [
            key for part in pool.map(lambda _: [identifiers.new_id() for _ in range(2_000)], range(4)) for key in part
        ]
    assert len(set(keys)) == 8_000


def test_the_clock_survives_a_step_back_and_a_full_counter() -> None:
    clock = identifiers._Clock()
    pairs = [clock.tick(1_000 - step % 3) for step in range(10_000)]
    assert pairs == sorted(set(pairs))
    assert max(counter for _, counter in pairs) < 4096


@pytest.mark.parametrize(
    ("number", "shape"),
    [
        (identifiers.new_case_number(2026), r"26-\d{6}"),
        (identifiers.new_gap_number(2026), r"L-26-\d{4}"),
        (identifiers.new_theme_number(2031), r"T-31-\d{4}"),
    ],
    ids=["case", "gap", "theme"],
)
def test_public_numbers_name_year_and_random_digits(number: str, shape: str) -> None:
    assert re.fullmatch(shape, number)


def test_the_same_seed_draws_the_same_numbers() -> None:
    first, second = random.Random(7), random.Random(7)
    assert [identifiers.new_case_number(2026, first) for _ in range(5)] == [
        identifiers.new_case_number(2026, second) for _ in range(5)
    ]


@given(
    st.sampled_from([CASE_NUMBERS, GAP_NUMBERS, THEME_NUMBERS]),
    st.integers(2000, 2099),
    st.randoms(),
)
def test_what_is_drawn_can_be_read_back(scheme: NumberScheme, year: int, source: random.Random) -> None:
    number = scheme.new(year, source)
    assert scheme.parse(number) == number
    assert scheme.parse(f"  {number.replace('-', ' ').lower()} ") == number
    assert scheme.parse(number.replace("-", "–")) == number


@pytest.mark.parametrize(
    "text",
    ["", "26", "26-04173", "26-0417389", "L-26-041738", "26-04173x", "²6-041738", "A-26-4711"],
)
def test_other_texts_are_not_case_numbers(text: str) -> None:
    assert not CASE_NUMBERS.matches(text)
    with pytest.raises(ValueError, match=r"ist keine Fallnummer\. Sie sieht so aus: 26-041738"):
        CASE_NUMBERS.parse(text)


def test_the_kinds_are_not_confused() -> None:
    assert GAP_NUMBERS.matches("L-26-4711")
    assert not THEME_NUMBERS.matches("L-26-4711")


def test_a_year_out_of_reach_is_refused() -> None:
    with pytest.raises(ValueError, match="1999"):
        identifiers.new_case_number(1999)
