"""Names of people in a running text.

German writes every noun with a capital letter, so a capital alone says nothing. A word counts as a
name when it follows *Frau*, *Herr*, *Familie*; when it is a known given name; when it has letters
or an ending that German words do not have; or when it resembles a name the caller passes in.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from faden.lib import names
from faden.lib.name_matching import word_likeness
from faden.lib.name_sounds import readings
from faden.lib.personal_text.findings import Finding, Kind, finding
from faden.lib.personal_text.given_names import GIVEN_NAMES

_WORD = re.compile(r"[^\W\d_][\w’'\u0300-\u036f]*")

_TITLED = re.compile(
    r"\b(?:Frau|Herrn?|Fr\.|Hr\.|Familie|Fam\.|Ehepaar|Eheleute[n]?|Geschwister[n]?)\s"
    r"((?:(?:Dr|Prof|Dipl|med)\.\s?(?:-Ing\.\s)?)*)"
    r"((?:(?:al|el|ar|as|von|van|de|zu)[-\s])?[A-ZÄÖÜÀ-ÞĀ-Ž][\w’'\u0300-\u036f]*(?:-[A-ZÄÖÜÀ-ÞĀ-Ž][\w’']*)?\.?(?:\s(?:al|el|von|van|de)[-\s][A-Z][\w’']+)?)"
)
_NO_NAME_AFTER_TITLE = re.compile(
    r"(?:Landr|Staats|Stadt|Kreis|Bürgermeister|Minister|Dezern|Präsident|Amts|Schul|Kinder|Doktor|Professor|Kolleg|Nachbar|Ober|Der|Die|Das|Und"
    r"|Beruf|Hilfe|Bildung|Migration|Integration|Flucht|Gesundheit|Arbeit|Leben)\w*$"
)
_INSTITUTION = re.compile(
    r"^-?(?:\w+-)*\w*(?:schule|gymnasium|kolleg|stift|stiftung|klinik|hospital|krankenhaus|haus|heim|kirche|gemeinde|kita|kindergarten"
    r"|straße|platz|weg|institut|zentrum|verein|werk|verband|preis|programm|fonds|hütte|hilfe|gesellschaft)\w*",
    re.IGNORECASE,
)
_SAINT = re.compile(r"(?:\bSt\.|\bSankt|\bSanta|\bHaus|\bSchule|\bKita|\bHl\.)[\s-]*(?:\w+-)*$")

_FOREIGN_LETTERS = frozenset("ăąāćčçďđěęėēğģíìīįıķľļłńňņőōøŕřśšşșťţțůűúùūųýźżžåãõæœ") | frozenset(
    "ĂĄĀĆČÇĎĐĚĘĖĒĞĢÍÌĪĮİĶĽĻŁŃŇŅŐŌØŔŘŚŠŞȘŤŢȚŮŰÚÙŪŲÝŹŻŽÅÃÕÆŒ"
)
_LOANWORDS = frozenset({"Façade", "Aperçu", "Curaçao", "Garçon", "Provençal", "Soupçon", "São", "Türkçe", "Kurmancî"})
_FAMILY_NAME_ENDS = re.compile(
    r"\w{3,}(?:enko|[oe]vi[cć]|[oe]vitch|owitsch|ewitsch|oğlu|oglu|escu|schwili|shvili|tschuk|wicz|czyk|owski|ewski|[iy]zadeh?"
    r"|bekov|bekow|yan[ts]s)$"
)
_NEXT_WORD = re.compile(r"[ -](?:al-|el-)?[A-ZÄÖÜÀ-ÞĀ-Ž][\w’']+")
_NEAR_BY = 40
_NEAR = 0.86
_ORDINARY = frozenset(["ANALYSE", "ANALYSEN", "ANTRAG", "BEREICH", "DAHER", "RAHMEN", "SYRIEN"])  # as near as names
_SHORTEST_SIMILAR = 5
_SHORTEST_EXACT = 3


class _Known(NamedTuple):
    """A word of a name that must not appear."""

    word: str
    keys: frozenset[str]


def people_in(text: str, known: Iterable[str]) -> Iterator[Finding]:
    """Yield names of people in the text.

    :param known: names that must not appear, in any spelling
    """
    yield from _titled(text)
    forbidden = _forbidden(known)
    for found in _WORD.finditer(text):
        if why := _why_name(text, found, forbidden):
            yield finding(text, found.start(), _end_of_name(text, found.end()), Kind.NAME, why)


def _titled(text: str) -> Iterator[Finding]:
    for found in _TITLED.finditer(text):
        if not _NO_NAME_AFTER_TITLE.match(found[2]):
            why = "Nach einer Anrede steht ein Name; auch ein Anfangsbuchstabe kann jemanden verraten."
            yield finding(text, found.start(), found.end(), Kind.NAME, why)


def _why_name(text: str, found: re.Match[str], forbidden: Sequence[_Known]) -> str | None:
    """Say why a single word is taken for a name, or None."""
    written = found[0]
    searched = names.search_form(written)
    if _is_institution(text, found) or text.startswith("-\n", found.end()):
        return None
    if _is_forbidden(written, searched, forbidden):
        return "Das ist ein Name aus diesem Fall oder klingt wie einer."
    if not written[0].isupper():
        return None
    if searched in GIVEN_NAMES or (searched.endswith("S") and searched[:-1] in GIVEN_NAMES and len(searched) > 4):
        return "Das ist ein Vorname."
    if (_FOREIGN_LETTERS & set(written) and written not in _LOANWORDS) or _FAMILY_NAME_ENDS.match(written):
        return "Das sieht aus wie ein Familienname."
    return None


def _is_institution(text: str, found: re.Match[str]) -> bool:
    """Whether the name belongs to a school, clinic or street: "St.-Josef-Schule"."""
    after = text[found.end() : found.end() + _NEAR_BY]
    before = text[max(0, found.start() - _NEAR_BY) : found.start()]
    return bool(after.startswith("-") and _INSTITUTION.match(after)) or bool(_SAINT.search(before))


def _end_of_name(text: str, end: int) -> int:
    """Include the word of the name that follows: "Tetiana Kovalenko"."""
    following = _NEXT_WORD.match(text, end)
    return following.end() if following else end


# -- names the caller knows ---------------------------------------------------------------------


def _forbidden(known: Iterable[str]) -> list[_Known]:
    words = {word for name in known for word in names.tokens(name) if len(word) >= _SHORTEST_EXACT}
    return [_Known(word, frozenset(reading.key for reading in readings(word))) for word in sorted(words)]


def _is_forbidden(written: str, searched: str, forbidden: Sequence[_Known]) -> bool:
    """Whether the word is one of these names, also with a genitive -s or written otherwise."""
    if len(searched) < _SHORTEST_EXACT:
        return False
    forms = {searched, searched.removesuffix("S")}
    for known in forbidden:
        if known.word in forms and (written[0].isupper() or len(searched) > _SHORTEST_SIMILAR):
            return True
        if written[0].isupper() and any(_resembles(form, known) for form in forms):
            return True
    return False


def _resembles(form: str, known: _Known) -> bool:
    if min(len(form), len(known.word)) < _SHORTEST_SIMILAR - 1 or max(len(form), len(known.word)) < _SHORTEST_SIMILAR:
        return False
    if form in _ORDINARY:
        return False
    shares_sound = any(reading.key in known.keys for reading in readings(form))
    return shares_sound and word_likeness(form, known.word) >= _NEAR
