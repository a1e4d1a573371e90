"""Deadlines, passages and masks: plain functions on plain values."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from faden.lib.periods import add_months
from faden.lib.personal_text import check

MONTHS, MONTHS_EXTENDED = 1, 3
#: Stands where something was taken out.
BLACK: Final = "█████"
#: Shorter parts of a name are words of every text ("An", "Al").
LEAST = 3
_ENDS = re.compile(r"(?<=[^\W\d_]{3}[.!?…])\s+(?=[\"„A-ZÄÖÜ0-9])|\n+")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def due_on(received_on: date, *, extended: bool = False) -> date:
    """The last day of the answer: a month, and two more when extended (Art. 12 (3) GDPR)."""
    return add_months(received_on, MONTHS_EXTENDED if extended else MONTHS)


def passages(text: str) -> list[str]:
    """A text in sentences and lines, each of which is released or blacked out as a whole."""
    return [part.strip() for part in _ENDS.split(text) if part and part.strip()]


def names_to_mask(others: Iterable[str], own: Iterable[str]) -> frozenset[str]:
    """The words of other people's names that are not the person's own as well."""
    mine = {word.casefold() for name in own for word in _WORD.findall(name)}
    words = {word for name in others for word in _WORD.findall(name) if len(word) >= LEAST}
    return frozenset(word for word in words if word.casefold() not in mine)


def masked(text: str, names: frozenset[str]) -> str:
    """The text without these names, also in the genitive."""
    if not names:
        return text
    known = {name.casefold() for name in names}
    return _WORD.sub(lambda found: BLACK if _is_among(found[0], known) else found[0], text)


def hint(passage: str) -> str:
    """What in a passage looks as if it were about somebody, in a word; empty where nothing does."""
    found = check(passage.replace(BLACK, " "))
    return ", ".join(dict.fromkeys(one.kind.label for one in found))


def _is_among(word: str, known: set[str]) -> bool:
    plain = word.casefold()
    return plain in known or (plain.endswith("s") and plain[:-1] in known)
