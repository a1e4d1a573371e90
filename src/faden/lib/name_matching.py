"""Find before create: keys to look a person up by, and the order of the few who were found.

Two steps, so that the database only compares with ``=``: every stored name has a handful of keys
(``stored_keys``); a search asks for people who have one of the keys of each of its words
(``wanted_keys``); what comes back is put in order by ``rank``. The score is a promise of order, not
a probability.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import chain, pairwise, permutations
from string import ascii_uppercase
from typing import Generic, TypeVar

from rapidfuzz.distance import OSA, Levenshtein

from faden.lib import names
from faden.lib.birth_dates import DateLikeness, compare_dates
from faden.lib.name_sounds import cologne, readings

Key = TypeVar("Key")

_ARTICLES = ("AL", "EL", "UL", "UR", "AS", "AR", "AD", "AN", "AT", "AZ", "ASH")
_KINSHIP = ("BIN", "IBN", "BINT", "BENT", "ABU", "ABI")
_OF = ("VON", "VOM", "VAN", "DER", "DEN", "DE", "DEL", "DI", "DA", "DOS", "DO", "DU", "LA", "LE", "ZU", "ZUM", "ZUR")
_PARTICLES = frozenset((*_ARTICLES, *_KINSHIP, *_OF))
_SERVANT = frozenset({"ABD", "ABDUL", "ABDEL", "ABDAL", "ABDOL", "ABDUR", "ABDAR", "ABDER", "ABDOR"})
_FEWEST_SOUNDS = 2
_SHORTEST_SLIP = 6


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


def slips(word: str) -> frozenset[str]:
    """Return the ``S:`` keys of what a word was meant to be if one letter is wrong, missing, too many or swapped.

    Looked up one by one instead of being stored, so that they cost nothing but when somebody searches. Short words
    have too many neighbors, and a final -a tells men from women.
    """
    if len(word) < _SHORTEST_SLIP:
        return frozenset()
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    meant = {left + right[1:] for left, right in cuts if right}
    meant |= {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    meant |= {left + letter + right[1:] for left, right in cuts if right for letter in ascii_uppercase}
    meant |= {left + letter + right for left, right in cuts for letter in ascii_uppercase}
    return frozenset(f"S:{one}" for one in meant - {word} if not _differ_in_gender(one, word))


def _joined_keys(one: str, other: str) -> frozenset[str]:
    """Return keys of two words as one: ``Ali Reza`` is also written ``Alireza``."""
    return frozenset(f"R:{reading.key}" for reading in readings(one + other))


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
    DateLikeness.ONE_DIGIT: "Geburtsdatum weicht in einer Ziffer ab",
    DateLikeness.SWAPPED: "Geburtsdatum mit vertauschten Ziffern",
    DateLikeness.ONLY_YEAR: "gleiches Geburtsjahr",
    DateLikeness.DIFFERENT: "anderes Geburtsdatum",
}
_OTHER_DATE = 0.92
_LEFT_OVER_WANTED = 0.05
_LEFT_OVER_STORED = 0.02
TURNED = ", andere Reihenfolge"
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


def shares_birthday(wanted: Wanted, candidate: Candidate[Key]) -> tuple[str, ...]:
    """Say why somebody is shown who was born that very day and shares one name: after a marriage, for example."""
    if wanted.born_on is None or wanted.born_on != candidate.born_on:
        return ()
    shared = {word for name in candidate.names for word in words(name)}.intersection(words(wanted.name))
    return ("ein gleicher Namensteil", _DATE_WORDS[DateLikeness.EQUAL]) if shared else ()


def begins_like(typed: str, spelled: Iterable[str]) -> bool:
    """Whether each word typed is the beginning of a word of one of these names."""
    stored = [words(name) for name in spelled]
    return any(all(any(word.startswith(one) for word in name) for one in words(typed)) for name in stored)


def _match(wanted: Wanted, candidate: Candidate[Key]) -> Match[Key]:
    """Score one candidate by the best of its names, then by the birth date."""
    likeness, reason = max(
        (
            _name_likeness(sought, stored)
            for sought in spellings(wanted.name)
            for name in candidate.names
            for stored in spellings(name)
        ),
        # Of two that are as likely the one in its usual order: names come in both.
        key=lambda found: (round(found[0], 6), not found[1].endswith(TURNED)),
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
    differing = [pair for pair in zip(shorter, order, strict=True) if pair[0] != pair[1]]
    if differing:
        how = "klingt ähnlich" if all(_sound_alike(*pair) for pair in differing) else "ähnlich geschrieben"
    else:
        how = "gleicher Name" if len(shorter) == len(longer) else "Namensteile gleich"
    turned = len(order) > 1 and tuple(order) != tuple(word for word in longer if word in order)
    return f"{how}{TURNED}" if turned and len(shorter) == len(longer) else how


def _sound_alike(one: str, other: str) -> bool:
    return bool(_sounding(one, other)) or cologne(one) == cologne(other)


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
