"""What a report or a theme has come through, in the words and shapes the components draw."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from faden.domain.findings.calculation.road import Station
from faden.domain.findings.enums import GapState, ThemeState
from faden.lib import german
from faden.web.findings.links import meeting_address


@dataclass(frozen=True)
class Entry:
    """What the timeline draws."""

    on: date
    title: str
    icon: str
    text: str = ""
    note: str = ""
    tone: str = ""


_GAP_ICONS = {
    GapState.REPORTED: "finding",
    GapState.IN_REVIEW: "search",
    GapState.JOINED: "thread",
    GapState.ANSWERED: "check",
}
_GAP_WORDS = {
    GapState.REPORTED: "Gemeldet",
    GapState.IN_REVIEW: "In Prüfung genommen",
    GapState.ANSWERED: "Beantwortet",
}
_GOOD = {ThemeState.DECIDED, ThemeState.EFFECT_CHECKED, ThemeState.CLOSED}


def gap_entries(steps: Iterable[Any]) -> list[Entry]:
    """The steps of a report, newest first."""
    return [
        Entry(step.on, _gap_title(step), _GAP_ICONS[GapState(step.to_state)], step.note, step.author.name)
        for step in steps
    ]


def _gap_title(step: Any) -> str:
    if step.to_state == GapState.JOINED:
        return f"Teil des Themas „{step.theme.title}“"
    if step.from_state == GapState.JOINED:
        return f"Aus dem Thema „{step.theme.title}“ herausgenommen"
    return _GAP_WORDS[GapState(step.to_state)]


def theme_entries(steps: Iterable[Any], feedback: Iterable[Any] = ()) -> list[Entry]:
    """The steps of a theme and what those who reported were told, newest first."""
    entries = [
        Entry(
            step.on,
            "Thema angelegt" if not step.from_state else f"Thema: {step.get_to_state_display()}",
            "thread" if not step.from_state else "steering",
            step.reason,
            step.author.name,
            "good" if step.to_state in _GOOD else "",
        )
        for step in steps
    ]
    entries += [
        Entry(said.on, "Rückmeldung an die Meldenden", "mail", said.text, said.author.name) for said in feedback
    ]
    return newest_first(entries)


def newest_first(entries: Iterable[Entry]) -> list[Entry]:
    """Entries of one day stay in the order they came in."""
    return sorted(entries, key=lambda entry: entry.on, reverse=True)


def since(entries: Iterable[Entry], day: date) -> list[Entry]:
    """What happened from that day on."""
    return [entry for entry in entries if entry.on >= day]


def stations(road: Sequence[Station]) -> list[dict[str, str]]:
    """The road of a theme for the stepper."""
    return [
        {
            "label": station.state.label[0].upper() + station.state.label[1:],
            "state": station.stands,
            "note": german.day(station.on) if station.on else "",
        }
        for station in road
    ]


def decided(decisions: Iterable[Any]) -> list[dict[str, str | None]]:
    """The end of the trail: what was decided, or that nothing has been decided yet."""
    steps: list[dict[str, str | None]] = []
    for decision in decisions:
        outcome = "angenommen" if decision.is_adopted else "nicht angenommen"
        steps.append(
            {
                "kind": "Beschluss",
                "text": decision.item.meeting.body.name,
                "href": meeting_address(decision.item.meeting_id),
                "note": f"{outcome} am {german.day(decision.decided_on)}",
            }
        )
    return steps or [{"kind": "Beschluss", "text": "noch keiner"}]
