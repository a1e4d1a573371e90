"""A person's histories in words: what the page of a person shows of each line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any
from uuid import UUID

from faden.domain.people.enums import EntryKind, KnownBy, QualificationKind
from faden.domain.people.queries import History
from faden.lib import german
from faden.lib.countries import country_name
from faden.lib.languages import language_name

SOON = timedelta(days=90)


@dataclass(frozen=True)
class Line:
    """One line: what it says, for when, from whom; ``state`` and ``tone`` where something is to be noticed."""

    id: UUID
    version: int
    head: str
    note: str
    period: str
    source: str
    state: str = ""
    tone: str = "neutral"


@dataclass(frozen=True)
class Part:
    """One section of a person's page.

    :param act: words of the button that adds a line
    :param empty: what belongs here
    """

    kind: EntryKind
    act: str
    empty: str
    current: tuple[Line, ...]
    past: tuple[Line, ...]
    replaced: tuple[Line, ...]


#: Words of the button, and what belongs here.
WORDS: Mapping[EntryKind, tuple[str, str]] = MappingProxyType(
    {
        EntryKind.RESIDENCE: ("Titel eintragen", "Titel, Duldung oder Bescheinigung; Faden erinnert vor dem Ablauf."),
        EntryKind.LEGAL_AREA: ("Rechtskreis eintragen", "Welches Gesetz zuständig ist, zum Beispiel SGB II."),
        EntryKind.NATIONALITY: ("Staatsangehörigkeit eintragen", "Auch mehrere; staatenlos steht in der Liste."),
        EntryKind.LANGUAGE: ("Sprache eintragen", "Welche Sprachen die Person spricht, und wie gut."),
        EntryKind.QUALIFICATION: ("Abschluss eintragen", "Was die Person gelernt hat und wie es anerkannt ist."),
        EntryKind.CHANNEL: (
            "Kontaktweg eintragen",
            "Telefon, E-Mail oder jemand, der etwas ausrichtet.",
        ),
        EntryKind.ADDRESS: ("Anschrift eintragen", "Wohnung, Unterkunft oder Postanschrift, auch die früheren."),
    }
)


def parts_of(histories: Mapping[EntryKind, History], today: date) -> list[Part]:
    """The sections of a person's page, in the order of the enumeration."""
    return [_part(history, today) for history in histories.values()]


def _part(history: History, today: date) -> Part:
    def lines(entries: tuple[Any, ...]) -> tuple[Line, ...]:
        return tuple(_line(history.kind, entry, today) for entry in entries)

    act, empty = WORDS[history.kind]
    return Part(history.kind, act, empty, lines(history.current), lines(history.past), lines(history.replaced))


def _line(kind: EntryKind, entry: Any, today: date) -> Line:
    head, note = SAID[kind](entry)
    state, tone = _state(entry, today) if kind == EntryKind.RESIDENCE else ("", "neutral")
    if kind == EntryKind.CHANNEL and entry.preferred:
        state, tone = "bevorzugt", "good"
    return Line(entry.id, entry.version, head, note, _period(entry), _source(entry), state, tone)


def _period(entry: Any) -> str:
    last_day = entry.until - timedelta(days=1) if entry.until else None
    if entry.since and last_day:
        return f"{german.day(entry.since)} – {german.day(last_day)}"
    if entry.since:
        return f"seit {german.day(entry.since)}"
    return f"bis {german.day(last_day)}" if last_day else ""


def _source(entry: Any) -> str:
    """From whom it is known, and who wrote it down when; a former line says until when it stood."""
    known = entry.get_known_by_display() if hasattr(entry, "known_by") else ""
    if known and entry.known_by == KnownBy.ORGANISATION:
        known = str(entry.organisation)
    by = entry.recorded_by.name if entry.recorded_by else "aus dem Bestand"
    written = f"{by}, {german.day(entry.recorded_on)}"
    if entry.replaced_on:
        fate = "berichtigt" if entry.standing_id else "gestrichen"
        written += f"; {fate} am {german.day(entry.replaced_on)}"
    return f"{known} · {written}" if known else written


def _state(title: Any, today: date) -> tuple[str, str]:
    if title.until is not None and title.until <= today:
        return "", "neutral"
    if title.expires_on is None:
        return ("Ablauf nicht bekannt", "waiting") if title.kind.is_temporary else ("unbefristet", "good")
    if title.expires_on < today:
        return f"abgelaufen am {german.day(title.expires_on)}", "bad"
    tone = "warning" if title.expires_on - today <= SOON else "good"
    return f"gültig bis {german.day(title.expires_on)}", tone


def _residence(title: Any) -> tuple[str, str]:
    issued = f", ausgestellt am {german.day(title.issued_on)}" if title.issued_on else ""
    return title.kind.name, f"{title.kind.law}{issued}"


def _qualification(one: Any) -> tuple[str, str]:
    got = ", ".join(str(part) for part in (country_name(one.country) if one.country else "", one.finished_in) if part)
    dates = (("beantragt", one.applied_on), ("entschieden", one.decided_on))
    told = [f"{word} am {german.day(day)}" for word, day in dates if day]
    state = "" if one.kind == QualificationKind.EXPERIENCE else f"Anerkennung: {one.get_recognition_display()}"
    details = [one.get_kind_display() + (f" ({got})" if got else ""), state, one.office, *told]
    return one.name, " · ".join(part for part in details if part)


def _address(one: Any) -> tuple[str, str]:
    place = f"{one.municipality}, {one.neighbourhood}" if one.neighbourhood else str(one.municipality or "")
    return str(one), f"{one.get_kind_display()}{' · ' + place if place and place != str(one) else ''}"


SAID: Mapping[EntryKind, Callable[[Any], tuple[str, str]]] = MappingProxyType(
    {
        EntryKind.RESIDENCE: _residence,
        EntryKind.LEGAL_AREA: lambda area: (area.legal_area.name, area.legal_area.law),
        EntryKind.NATIONALITY: lambda one: (country_name(one.country), ""),
        EntryKind.LANGUAGE: lambda one: (
            f"{language_name(one.language)} – {one.get_level_display()}",
            one.get_proof_display(),
        ),
        EntryKind.QUALIFICATION: _qualification,
        EntryKind.CHANNEL: lambda one: (one.value, one.get_kind_display()),
        EntryKind.ADDRESS: _address,
    }
)
