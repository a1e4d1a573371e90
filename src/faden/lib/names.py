"""Names of natural persons after DIN 91379: what is allowed, how they are searched and sorted.

A person's name is kept as it stands in the document, in Unicode's form NFC. For finding it there
is the standard's *search form* (``"Đorđević"`` → ``"DORDEVIC"``, ``"Weiß"`` → ``"WEISS"``), for
lists a sort key after DIN 5007-1. Sound-alikes and foreign spellings: ``name_sounds``.
"""

import re
import unicodedata
from functools import lru_cache

from faden.lib.latin_letters import NON_LETTERS, SEARCH_FORM

_LONGEST = 100  # as in XMeld; also bounds the work a hostile text can cause

_LOOKALIKES = str.maketrans(
    {
        "\N{LEFT SINGLE QUOTATION MARK}": "\N{RIGHT SINGLE QUOTATION MARK}",
        "\N{MODIFIER LETTER APOSTROPHE}": "\N{RIGHT SINGLE QUOTATION MARK}",
        "\N{SINGLE HIGH-REVERSED-9 QUOTATION MARK}": "\N{RIGHT SINGLE QUOTATION MARK}",
        "\N{HYPHEN}": "-",
        "\N{NON-BREAKING HYPHEN}": "-",
        "\N{EN DASH}": "-",
        "\N{SOFT HYPHEN}": None,
        "\N{ZERO WIDTH SPACE}": None,
        "\N{ZERO WIDTH NON-JOINER}": None,
        "\N{ZERO WIDTH JOINER}": None,
        "\N{LEFT-TO-RIGHT MARK}": None,
        "\N{RIGHT-TO-LEFT MARK}": None,
        "\N{ZERO WIDTH NO-BREAK SPACE}": None,
    }
)
"""Characters that word processors and Arabic pages bring along, and what was meant."""

_LETTER = re.compile("(?:K\u035fH|K\u035fh|k\u035fh|.)[\u0300-\u036f]*", re.DOTALL)  # a mark over two letters: K͟h
_HYPHENATED = re.compile(r" ?- ?")
_WORD = re.compile(r"[A-Z]+")
_SEPARATORS = frozenset(" -.,·‡")

_SORTED_LIKE = {"Ø": "O", "Đ": "D", "ß": "ss", "ẞ": "SS"}


def clean(text: str) -> str:
    """Return the text in NFC, with single spaces, plain hyphens and no invisible characters."""
    folded = " ".join(unicodedata.normalize("NFC", text.translate(_LOOKALIKES)).split())
    return _HYPHENATED.sub("-", folded)


def person_name(text: str) -> str:
    """Return a name as it is stored, or say what cannot be part of one.

    Allowed is data type A of DIN 91379: its Latin letters and the non-letters of group N1.

    :raises ValueError: German sentence for the field, naming the first wrong character
    """
    name = clean(text)
    if len(name) > _LONGEST:
        message = f"Der Name ist zu lang: {len(name)} Zeichen, höchstens {_LONGEST} sind möglich."
        raise ValueError(message)
    has_letter = False
    for found in _LETTER.finditer(name):
        letter = found[0]
        if letter in SEARCH_FORM:
            has_letter = True
        elif letter not in NON_LETTERS:
            raise ValueError(_complaint(letter))
    if not has_letter:
        message = "Bitte einen Namen eingeben; er enthält mindestens einen Buchstaben."
        raise ValueError(message)
    return name


def _complaint(letter: str) -> str:
    """Say what is wrong with one letter, and what to do instead."""
    if letter.isdecimal():
        return f"Ein Name enthält keine Ziffern. Bitte entfernen Sie „{letter}“."
    if unicodedata.category(letter[0]).startswith("L") and not _is_latin(letter):
        return (
            f"„{letter}“ ist kein lateinischer Buchstabe. Bitte schreiben Sie den Namen so, "
            "wie er in lateinischer Schrift im Ausweis steht."
        )
    if unicodedata.category(letter[0]).startswith("C"):
        return "Der Name enthält ein unsichtbares Steuerzeichen. Bitte tippen Sie ihn neu ein."
    return f"Das Zeichen „{letter}“ ist in Namen nicht zugelassen (DIN 91379)."


def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter[0], "").startswith("LATIN")


# -- searching ----------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _searched(letter: str) -> str:
    """Return the search form of one letter; an unknown one loses its marks or disappears."""
    if letter in SEARCH_FORM:
        return SEARCH_FORM[letter]
    if letter in _SEPARATORS:
        return " "
    base = unicodedata.normalize("NFKD", letter)[:1]
    return SEARCH_FORM.get(base, "")


def search_form(name: str) -> str:
    """Return the name in capital letters ``A-Z``, its words separated by single spaces.

    Letters follow the mapping of DIN 91379 (ä → AE, ø → OE, ß → SS, ı → I); hyphens and dots
    separate words, apostrophes vanish (``"O’Neill"`` → ``"ONEILL"``). Any text may be given, also a
    half-typed one: what cannot be mapped is left out.
    """
    plain = clean(name)
    if plain.isascii():
        mapped = plain.upper()
        return " ".join(_WORD.findall(mapped.replace("'", "").replace("`", "")))
    return " ".join("".join(_searched(letter) for letter in _LETTER.findall(plain)).split())


def tokens(name: str) -> tuple[str, ...]:
    """Return the words of the search form: ``"Müller-Şahin"`` → ``("MUELLER", "SAHIN")``."""
    return tuple(search_form(name).split())


# -- sorting ------------------------------------------------------------------------------------


def sort_key(*parts: str) -> str:
    """Return a text that a byte-wise collation (``COLLATE "C"``) sorts as Germans expect.

    After DIN 5007-1 (dictionary order): marks and case count only between otherwise equal names, ä
    as a, ß as ss. Give the parts in their order of importance: ``sort_key("Özil", "Ayşe")`` sorts
    by family name, then by given name.
    """
    cleaned = [clean(part) for part in parts]
    return "\t".join([*(_primary(part) for part in cleaned), *cleaned])


def _primary(text: str) -> str:
    """Return base letters in capitals; words separated by a space, everything else left out."""
    return " ".join("".join(_sorted(letter) for letter in _LETTER.findall(text)).split())


@lru_cache(maxsize=4096)
def _sorted(letter: str) -> str:
    if letter in _SEPARATORS:
        return " "
    base = unicodedata.normalize("NFD", letter)[0]
    base = _SORTED_LIKE.get(base.upper() if base != "ß" else base, base)
    if base.isascii():
        return base.upper() if base.isalnum() else ""
    return SEARCH_FORM.get(base, base)
