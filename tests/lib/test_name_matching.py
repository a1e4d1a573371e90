"""Find before create: spelling variants of twelve origins, measured on a set of invented pairs.

``names_pairs.csv`` holds 150 pairs of one person's name in two spellings and 66 pairs of different
persons, nearly all of whom share the family name: the hard case. Weights were chosen on the half
marked ``tuned``; the half marked ``held`` was only measured. The bounds below are what was measured,
rounded down; birth dates, which decide most of these cases, are left out of the measurement.
"""

import csv
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.lib.latin_letters import SEARCH_FORM
from faden.lib.name_matching import (
    Candidate,
    DateLikeness,
    Wanted,
    compare_dates,
    rank,
    similar_dates,
    stored_keys,
    wanted_keys,
    word_keys,
    words,
)

with (Path(__file__).parent / "names_pairs.csv").open(encoding="utf-8") as file:
    PAIRS = list(csv.DictReader(file))

WORDS = st.lists(st.sampled_from([*SEARCH_FORM, "-"]), max_size=8).map("".join)
NAMES = st.lists(WORDS, max_size=4).map(" ".join)
DAYS = st.dates(date(1930, 1, 1), date(2026, 11, 20))


def found(one: str, other: str) -> bool:
    """Whether a search for either name shows the other one."""
    return all(rank(Wanted(left), [Candidate(1, (right,))]) for left, right in ((one, other), (other, one)))


def share_found(part: str, *, same: str) -> float:
    """Share of the pairs of that part that are shown."""
    pairs = [pair for pair in PAIRS if pair["part"] == part and pair["same"] == same]
    return sum(found(pair["one"], pair["other"]) for pair in pairs) / len(pairs)


def test_the_set_is_as_large_as_it_says() -> None:
    assert sum(pair["same"] == "yes" for pair in PAIRS) == 150
    assert sum(pair["same"] == "no" for pair in PAIRS) == 66
    assert len({frozenset((pair["one"], pair["other"])) for pair in PAIRS}) == 216


@pytest.mark.parametrize("part", ["tuned", "held"])
def test_nearly_all_spellings_of_one_name_are_found(part: str) -> None:
    assert share_found(part, same="yes") >= 0.95


@pytest.mark.parametrize(("part", "most"), [("tuned", 0.16), ("held", 0.31)])
def test_most_relatives_with_another_given_name_are_not_shown(part: str, most: float) -> None:
    assert share_found(part, same="no") <= most


@pytest.mark.parametrize("part", ["tuned", "held"])
def test_the_database_finds_them_by_the_keys_of_all_words(part: str) -> None:
    pairs = [pair for pair in PAIRS if pair["part"] == part and pair["same"] == "yes"]
    hits = 0
    for pair in pairs:
        stored = stored_keys(pair["other"])
        wanted = wanted_keys(pair["one"])
        hits += sum(not keys.isdisjoint(stored) for keys in wanted) >= min(len(wanted), len(words(pair["other"])))
    assert hits / len(pairs) >= 0.95


def test_the_right_one_comes_first_among_all_others() -> None:
    """Searched in a crowd of 216 people, the spelling variant is among the first five."""
    crowd = [Candidate(index, (pair["other"],)) for index, pair in enumerate(PAIRS)]
    same = [(index, pair) for index, pair in enumerate(PAIRS) if pair["same"] == "yes"]
    hits = sum(index in {match.key for match in rank(Wanted(pair["one"]), crowd, limit=5)} for index, pair in same)
    assert hits / len(same) >= 0.95


def test_a_reason_is_given_in_german() -> None:
    born_on = date(1987, 4, 3)
    crowd = [
        Candidate("same", ("Yılmaz, Ayşe",), born_on),
        Candidate("slip", ("Yilmaz, Aysche",), date(1987, 4, 8)),
        Candidate("other", ("Yılmaz, Ayşe",), date(1951, 12, 12)),
        Candidate("nobody", ("Kovalenko, Olha",), born_on),
    ]
    matches = rank(Wanted("Ayse Yilmaz", born_on), crowd)
    assert [(match.key, match.reasons) for match in matches] == [
        ("same", ("gleicher Name, andere Reihenfolge", "gleiches Geburtsdatum")),
        ("slip", ("ähnlicher Name", "Geburtsdatum bis auf eine Ziffer gleich")),
        ("other", ("gleicher Name, andere Reihenfolge", "anderes Geburtsdatum")),
    ]
    assert matches[0].score == 100


def test_a_birth_date_brings_back_a_doubtful_name() -> None:
    unsure = [Candidate(1, ("Djatschenko, Igor",), date(1990, 5, 6))]
    assert not rank(Wanted("Ihor Diachenko"), unsure)
    assert rank(Wanted("Ihor Diachenko", date(1990, 5, 6)), unsure)


def test_all_names_of_a_person_count() -> None:
    assert rank(Wanted("Olha Moroz"), [Candidate(1, ("Kovalenko, Olha", "Moroz, Olha"))])


def test_a_family_name_alone_finds() -> None:
    assert rank(Wanted("Mueller"), [Candidate(1, ("Müller, Jörg",))])


def test_nothing_searched_nothing_found() -> None:
    assert not rank(Wanted(""), [Candidate(1, ("Müller, Jörg",))])
    assert not rank(Wanted("Müller"), [Candidate(1, ()), Candidate(2, ("",))])


def test_particles_do_not_count_and_servants_are_one_word() -> None:
    assert words("Abd al-Rahman al-Khatib") == ("ABDULRAHMAN", "KHATIB")
    assert words("Ursula von der Heide") == ("URSULA", "HEIDE")
    assert words("An De") == ("AN", "DE")


def test_keys_of_a_word() -> None:
    assert word_keys("MAYER") == {"S:MAYER", "C:67", "R:MR"}
    assert word_keys("LI") == {"S:LI"}
    assert "S:RAHMAN" in stored_keys("Abd al-Rahman")
    assert stored_keys("Đukić") >= {"S:DUKIC", "S:DJUKIC"}


@given(NAMES)
def test_who_is_stored_is_found_by_the_same_name(name: str) -> None:
    assert all(not keys.isdisjoint(stored_keys(name)) for keys in wanted_keys(name))
    matches = rank(Wanted(name), [Candidate(1, (name,))])
    assert bool(matches) == bool(words(name))
    assert all(match.score == 100 for match in matches)


@given(NAMES, NAMES)
def test_scores_stay_between_0_and_100(one: str, other: str) -> None:
    for match in rank(Wanted(one), [Candidate(1, (other,))], at_least=0):
        assert 0 <= match.score <= 100


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


def test_a_better_name_never_ranks_lower() -> None:
    crowd = [Candidate(name, (name,)) for name in ("Yusuf Hamdan", "Yousef Hamdan", "Yasin Hamdan")]
    matches = rank(Wanted("Yousef Hamdan"), crowd, at_least=0)
    assert [match.key for match in matches] == ["Yousef Hamdan", "Yusuf Hamdan", "Yasin Hamdan"]
    assert all(before.score > after.score for before, after in pairwise(matches))
