"""Sounds of a word in a name: two words that may be the same name share a sound.

*Cologne phonetics* (Kölner Phonetik, H. J. Postel 1969) serves names as Germans hear them: Meier,
Mayer, Maier. It fails for names that reached the Latin alphabet on several ways: the same person
is Khaled, Chaled or Halid; Jamal, Dschamal or Gamal; Yevheniia or Jewhenija. For those there are
*readings*: each way in which the letters may be meant, as a skeleton of consonant classes.
Words are given in the search form (``names.tokens``), so they hold nothing but ``A-Z``.
"""

import re
from functools import lru_cache
from itertools import groupby, islice, product
from typing import NamedTuple

# -- Cologne phonetics --------------------------------------------------------------------------

_COLOGNE_PLAIN = {
    **dict.fromkeys("AEIJOUY", "0"),
    **dict.fromkeys("FVW", "3"),
    **dict.fromkeys("GKQ", "4"),
    **dict.fromkeys("MN", "6"),
    **dict.fromkeys("SZ", "8"),
    "B": "1",
    "H": "",
    "L": "5",
    "R": "7",
}


def cologne(word: str) -> str:
    """Return the Cologne key: ``"BRESCHNEW"`` → ``"17863"``, ``"MAYER"`` → ``"67"``."""
    coded = "".join(
        _cologne_code(letter, word[index - 1 : index] if index else "", word[index + 1 : index + 2])
        for index, letter in enumerate(word)
    )
    single = _undoubled(coded)
    return single[:1] + single[1:].replace("0", "")


def _undoubled(text: str) -> str:
    return "".join(letter for letter, _ in groupby(text))


def _cologne_code(letter: str, before: str, after: str) -> str:
    """Return the digits of one letter between its neighbors (``""`` at the ends)."""
    if letter in _COLOGNE_PLAIN:
        return _COLOGNE_PLAIN[letter]
    if letter == "P":
        return "3" if after == "H" else "1"
    if letter in "DT":
        return "8" if after and after in "CSZ" else "2"
    if letter == "X":
        return "8" if before and before in "CKQ" else "48"
    return _cologne_c(before, after)


def _cologne_c(before: str, after: str) -> str:
    """C is hard (4) or soft (8); the first letter of a word has more hard cases."""
    if not before:
        return "4" if after and after in "AHKLOQRUX" else "8"
    return "4" if after and after in "AHKOQUX" and before not in "SZ" else "8"


# -- readings of transliterated words -----------------------------------------------------------


class Reading(NamedTuple):
    """One way in which a word may be meant.

    ``key``: consonant classes (P T K F H S J Y L M N R; A for a vowel at the start), vowels left
    out: the same for all spellings of a name. ``sound``: with the vowels, folded to A, I and U, to
    tell how near two words are that share a key (Hassan and Hussein share HSN).
    """

    key: str
    sound: str


_MOST_READINGS = 8

# Spellings of one sound, and the consonant classes that may be meant.
_CONSONANTS = (
    ("SCHTSCH STSCH SHCH TSCH TCH TSH SCH SH ZH TZ TS CZ SZ S Z", "S"),
    ("DSCH DSH DZH DJ XH GJ", "J"),
    ("DZ", "J S"),
    ("DH", "T S"),  # Ramadhan, Ramazan
    ("TH", "T S"),  # Othman, Osman
    ("CH", "H S"),  # German Chaled; French Aicha
    ("GH", "H K"),  # Ghassan; Ghasem = Qasem
    ("G", "H J"),  # Bogdan = Bohdan; Gamal = Jamal
    ("C", "K S J"),  # Turkish Cafer = Jafar
    ("X", "KS H"),  # Alexander; Somali Xasan
    ("KH H", "H"),
    ("CK K", "K"),
    ("Q", "K S"),  # Albanian Krasniqi
    ("PH F V", "F"),
    ("B P", "P"),
    ("D T", "T"),
    ("L", "L"),
    ("M", "M"),
    ("N", "N"),
    ("R", "R"),
)
_VOWELS = {"A": "A", "E": "I", "I": "I", "O": "U", "U": "U", "Y": "I"}

_SOUNDS: dict[str, tuple[Reading, ...]] = {
    **{
        spelling: tuple(Reading(one, one) for one in classes.split())
        for spellings, classes in _CONSONANTS
        for spelling in spellings.split()
    },
    **{vowel: (Reading("", folded),) for vowel, folded in _VOWELS.items()},
    **dict.fromkeys(("CE", "CI", "CY"), (Reading("S", "SI"), Reading("J", "JI"))),  # soft before e, i, y
    "J": (Reading("", "I"), Reading("J", "J"), Reading("S", "S")),  # Tatjana; Khadija; Kurdish Rojda
    "W": (Reading("F", "F"), Reading("", "U")),  # Iwan; Dawud = Daoud
}
_FIRST_SOUNDS: dict[str, tuple[Reading, ...]] = {
    **{vowel: (Reading("A", folded),) for vowel, folded in _VOWELS.items()},
    "Y": (Reading("Y", "I"),),
    "J": (Reading("Y", "I"), Reading("J", "J")),
    "W": (Reading("F", "F"),),
}

_SPELLING = re.compile("|".join(sorted(_SOUNDS, key=lambda letters: (-len(letters), letters))))

_ABBREVIATED = dict.fromkeys(["MHD", "MOHD", "MUHD", "MOH", "MUH"], "MUHAMAD")  # in Syrian papers

_REWRITES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"([AOU])E"), r"\1"),  # ä ö ü, which a passport may print as a o u
    (re.compile(r"^ABD[AEOU](?:L(?=$|L|[A-Z]{3})|R(?=R)|S(?=S)|N(?=N))"), "ABD"),  # Abdulrahman, Abdurrahman
    (re.compile(r"^[IJY]E(?=[FGKLVW])"), "E"),  # Yevhen, Jewgeni, Evgeni; Jelena, Elena
    (re.compile(r"^OU(?=[AEI])"), "W"),  # French Oualid
    (re.compile(r"^I(?=[AEOU])"), "Y"),  # Iuliia
    (re.compile(r"^Y(?=[^AEIOUY])"), "I"),  # Yvonne
    (re.compile(r"([A-Z])\1+"), r"\1"),
    (re.compile(r"(?<=[AEIOU])H$"), ""),  # Fatimah
)

_ARTICLE = re.compile(r"^[AE]L(?=[^AEIOUYL][A-Z]{3})")  # Alhassan = Hassan


@lru_cache(maxsize=16384)
def readings(word: str) -> tuple[Reading, ...]:
    """Return the ways to read a word, most likely first, at most sixteen.

    ``"JAMAL"`` → ``YML, JML`` and ``"GAMAL"`` → ``HML, JML`` meet in ``JML``.
    """
    spelled = _ABBREVIATED.get(word, word)
    for pattern, replacement in _REWRITES:
        spelled = pattern.sub(replacement, spelled)
    found = _read(spelled)
    without_article = _ARTICLE.sub("", spelled)
    if without_article != spelled:
        found += _read(without_article)
    return tuple(dict.fromkeys(found))


def _read(spelled: str) -> list[Reading]:
    """Combine the readings of the single sounds."""
    first, *others = _SPELLING.findall(spelled) or [""]
    if not first:
        return []
    choices = [_FIRST_SOUNDS.get(first, _SOUNDS[first]), *(_SOUNDS[other] for other in others)]
    return [
        Reading("".join(one.key for one in chosen), _undoubled("".join(one.sound for one in chosen)))
        for chosen in islice(product(*choices), _MOST_READINGS)
    ]
