"""Find before create: keys to look a person up by, and the order of the few who were found.

Two steps, so that the database only compares with ``=``: every stored name has a handful of keys
(``stored_keys``); a search asks for people who have one of the keys of each of its words
(``wanted_keys``); what comes back is put in order by ``rank``. The score is a promise of order, not
a probability.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import chain, pairwise, permutations
from typing import Generic, TypeVar

from rapidfuzz.distance import OSA, Levenshtein

from faden.lib import names
from faden.lib.name_sounds import cologne, readings

Key = TypeVar("Key")

_ARTICLES = ("AL", "EL", "UL", "UR", "AS", "AR", "AD", "AN", "AT", "AZ", "ASH")
_KINSHIP = ("BIN", "IBN", "BINT", "BENT", "ABU", "ABI")
_OF = ("VON", "VOM", "VAN", "DER", "DEN", "DE", "DEL", "DI", "DA", "DOS", "DO", "DU", "LA", "LE", "ZU", "ZUM", "ZUR")
_PARTICLES = frozenset((*_ARTICLES, *_KINSHIP, *_OF))
_SERVANT = frozenset({"ABD", "ABDUL", "ABDEL", "ABDAL", "ABDOL", "ABDUR", "ABDAR", "ABDER", "ABDOR"})
_FEWEST_SOUNDS = 2


# -- keys ---------------------------------------------------------------------------------------


def spellings(name: str) -> tuple[str, ...]:
    """Return the name, and with dj where it has đ: the search form of the standard says d."""
    with_dj = name.replace("Đ", "Dj").replace("đ", "dj")
    return (name,) if with_dj == name else (name, with_dj)


@lru_cache(maxsize=4096)
def words(name: str) -> tuple[str, ...]:
    """Return the words that count: without articles and particles, ``Abd al-Rahman`` as one word."""
    spelled = names.tokens(name)
    kept = [word for word in spelled if word not in _PARTICLES] or list(spelled)
    joined: list[str] = []
    for word in kept:
        if joined and joined[-1] in _SERVANT:
            joined[-1] = _JOINED + word
        else:
            joined.append(word)
    return tuple(joined)


def word_keys(word: str) -> frozenset[str]:
    """Return the keys of one word: ``S:`` search form, ``C:`` Cologne phonetics, ``R:`` readings.

    Keys of a single sound are left out except the search form itself: everybody would have them.
    """
    found = {f"S:{word}"}
    found |= {f"C:{key}" for key in (cologne(word),) if len(key) >= _FEWEST_SOUNDS}
    found |= {f"R:{one.key}" for one in readings(word) if len(one.key) >= _FEWEST_SOUNDS}
    return frozenset(found)


def stored_keys(*spelled: str) -> frozenset[str]:
    """Return all keys under which a person with these names is found, some 3 to 6 for each word.

    A half-typed word is found by a range among the keys that start with ``S:``.
    """
    found: set[str] = set()
    for name in chain.from_iterable(map(spellings, spelled)):
        counted = words(name)
        found = found.union(*(word_keys(word) for word in {*counted, *names.tokens(name)}))
        found = found.union(*(_joined_keys(*pair) for pair in pairwise(counted)))
    return frozenset(found)


def wanted_keys(name: str) -> tuple[frozenset[str], ...]:
    """Return for each word of a search the keys of which a person must have one.

    Where a search has several words, ask for all of them first; for all but one if nobody is found.
    """
    counted = words(name)
    joined = [_joined_keys(*pair) for pair in pairwise(counted)]
    return tuple(word_keys(word).union(*joined[max(0, index - 1) : index + 1]) for index, word in enumerate(counted))


def _joined_keys(one: str, other: str) -> frozenset[str]:
    """Return keys of two words as one: ``Ali Reza`` is also written ``Alireza``."""
    return frozenset(f"R:{reading.key}" for reading in readings(one + other))


# -- birth dates --------------------------------------------------------------------------------


class DateLikeness(StrEnum):
    """How two birth dates resemble each other."""

    EQUAL = "equal"
    ONE_DIGIT = "one_digit"
    SWAPPED = "swapped"
    ONLY_YEAR = "only_year"
    DIFFERENT = "different"


def compare_dates(one: date, other: date) -> DateLikeness:
    """Tell whether two birth dates may be the same one, mistyped.

    One digit is another, two neighboring digits or day and month are swapped, or one of them is
    1 January of the same year, which offices enter where only the year is known.
    """
    if one == other:
        return DateLikeness.EQUAL
    if one.year == other.year and (one.day, one.month) == (other.month, other.day):
        return DateLikeness.SWAPPED
    digits = list(zip(f"{one:%d%m%Y}", f"{other:%d%m%Y}", strict=True))
    differing = [index for index, (left, right) in enumerate(digits) if left != right]
    if len(differing) == 1:
        return DateLikeness.ONE_DIGIT
    if len(differing) == 2 and digits[differing[0]] == digits[differing[1]][::-1] and differing[1] - differing[0] == 1:
        return DateLikeness.SWAPPED
    if one.year == other.year and (1, 1) in {(one.day, one.month), (other.day, other.month)}:
        return DateLikeness.ONLY_YEAR
    return DateLikeness.DIFFERENT


def similar_dates(one: date, other: date) -> bool:
    """Whether the two are equal or resemble each other as in ``compare_dates``."""
    return compare_dates(one, other) is not DateLikeness.DIFFERENT


# -- ranking ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Wanted:
    """What somebody searches for; the parts of the name in any order."""

    name: str
    born_on: date | None = None


@dataclass(frozen=True)
class Candidate(Generic[Key]):
    """A person who shares keys with the search, with all names (``"Family, Given"`` each)."""

    key: Key
    names: tuple[str, ...]
    born_on: date | None = None


@dataclass(frozen=True)
class Match(Generic[Key]):
    """A candidate with its score from 0 to 100 and German words saying why."""

    key: Key
    score: float
    reasons: tuple[str, ...] = field(default=())


_LIKELY = 76.0
_DATE_SHARE = {
    DateLikeness.EQUAL: 0.5,
    DateLikeness.ONE_DIGIT: 0.25,
    DateLikeness.SWAPPED: 0.25,
    DateLikeness.ONLY_YEAR: 0.1,
}
_DATE_WORDS = {
    DateLikeness.EQUAL: "gleiches Geburtsdatum",
    DateLikeness.ONE_DIGIT: "Geburtsdatum bis auf eine Ziffer gleich",
    DateLikeness.SWAPPED: "Geburtsdatum mit vertauschten Ziffern",
    DateLikeness.ONLY_YEAR: "gleiches Geburtsjahr",
    DateLikeness.DIFFERENT: "anderes Geburtsdatum",
}
_OTHER_DATE = 0.92
_LEFT_OVER_WANTED = 0.05
_LEFT_OVER_STORED = 0.02
_MOST_WORDS = 5
_WRITTEN = 0.9  # a slip of the pen in six letters passes, in five it does not
_SAME_COLOGNE = 0.5
_SHARED_READING = 0.35
_SHARED_VOWELS = 0.63
_OTHER_GENDER = 0.15
_WORST_PAIR = 0.7
_JOINED = "ABDUL"


def rank(
    wanted: Wanted,
    candidates: Iterable[Candidate[Key]],
    *,
    limit: int = 10,
    at_least: float = _LIKELY,
) -> list[Match[Key]]:
    """Return the candidates that are likely the person wanted, best first.

    :param at_least: lowest score; a birth date that fits raises the score, another one lowers it
    """
    found = [match for match in (_match(wanted, one) for one in candidates) if match.score >= at_least]
    found.sort(key=lambda match: (-match.score, str(match.key)))
    return found[:limit]


def _match(wanted: Wanted, candidate: Candidate[Key]) -> Match[Key]:
    """Score one candidate by the best of its names, then by the birth date."""
    likeness, reason = max(
        (
            _name_likeness(sought, stored)
            for sought in spellings(wanted.name)
            for name in candidate.names
            for stored in spellings(name)
        ),
        default=(0.0, ""),
    )
    reasons = [reason] if reason else []
    if wanted.born_on and candidate.born_on:
        dates = compare_dates(wanted.born_on, candidate.born_on)
        reasons.append(_DATE_WORDS[dates])
        likeness = _with_date(likeness, dates)
    return Match(candidate.key, round(100 * likeness, 1), tuple(reasons))


def _with_date(likeness: float, dates: DateLikeness) -> float:
    """Close part of the gap to certainty when the dates agree."""
    if dates is DateLikeness.DIFFERENT:
        return likeness * _OTHER_DATE
    return likeness + (1 - likeness) * _DATE_SHARE[dates]


def _name_likeness(wanted: str, stored: str) -> tuple[float, str]:
    """Compare two names word by word in the order that fits best: (0 to 1, why)."""
    left, right = words(wanted)[:_MOST_WORDS], words(stored)[:_MOST_WORDS]
    if not left or not right:
        return 0.0, ""
    shorter, longer = sorted((left, right), key=len)
    best, order = max(
        (_pairwise([word_likeness(*pair) for pair in zip(shorter, arranged, strict=True)]) - spoilt, arranged)
        for spoilt, written in _divisions(longer, len(shorter))
        for arranged in set(permutations(written, len(shorter)))
    )
    best -= _LEFT_OVER_WANTED * max(0, len(left) - len(right)) + _LEFT_OVER_STORED * max(0, len(right) - len(left))
    return max(best, 0.0), _name_words(shorter, order, longer)


def _divisions(counted: tuple[str, ...], fewest: int) -> list[tuple[float, tuple[str, ...]]]:
    """Return the words as they are and, where there are more than needed, two neighbors as one."""
    found = [(0.0, counted)]
    if len(counted) > fewest:
        pairs = enumerate(pairwise(counted))
        gain = _LEFT_OVER_STORED  # the word is not left over then
        found += [(-gain, (*counted[:at], one + other, *counted[at + 2 :])) for at, (one, other) in pairs]
    return found


def _pairwise(likenesses: Sequence[float]) -> float:
    """Weigh the worst pair more than the mean: a shared family name does not make the same person."""
    mean = sum(likenesses) / len(likenesses)
    return _WORST_PAIR * min(likenesses) + (1 - _WORST_PAIR) * mean


def _name_words(shorter: Sequence[str], order: Sequence[str], longer: Sequence[str]) -> str:
    """Say in German how the names resemble each other."""
    same = tuple(shorter) == tuple(order)
    if same and len(shorter) == len(longer):
        return "gleicher Name" if tuple(longer) == tuple(order) else "gleicher Name, andere Reihenfolge"
    if same:
        return "Namensteile gleich"
    return "ähnlicher Name"


@lru_cache(maxsize=16384)
def word_likeness(one: str, other: str) -> float:
    """Compare two words of the search form: 1 for equal, from about 0.75 on perhaps the same name."""
    if one == other:
        return 1.0
    if one.startswith(_JOINED) and other.startswith(_JOINED):
        return word_likeness(one.removeprefix(_JOINED), other.removeprefix(_JOINED))
    written = OSA.normalized_similarity(one, other)
    best = max(_sounding(one, other), _WRITTEN * written)
    if cologne(one) == cologne(other):
        best = max(best, _SAME_COLOGNE + (_WRITTEN - _SAME_COLOGNE) * written)
    return best - (_OTHER_GENDER if _differ_in_gender(one, other) else 0.0)


def _sounding(one: str, other: str) -> float:
    """Likeness of two words that share a reading, by their vowels; 0 when they share none."""
    return max(
        (
            _SHARED_READING + _SHARED_VOWELS * Levenshtein.normalized_similarity(left.sound, right.sound)
            for left in readings(one)
            for right in readings(other)
            if left.key == right.key
        ),
        default=0.0,
    )


def _differ_in_gender(one: str, other: str) -> bool:
    """Whether only one of them ends like a woman's name: Samir, Samira; transliteration keeps that -a."""
    return (one[-1:] == "A") != (other[-1:] == "A") and {one[-1:], other[-1:]}.isdisjoint("EHIOUY")
