"""The Roter Faden of a case: what was reported from it, and what became of that."""

from collections.abc import Sequence
from typing import Any

from django.urls import NoReverseMatch, reverse

from faden.domain.cases.story import Event, Kind, Place
from faden.domain.steering.queries import decisions_by_theme
from faden.lib import german


def address(name: str, *args: object) -> str | None:
    """Where a page of another workplace is; None while there is none."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return None


def events_of_gaps(gaps: Sequence[Any], after: Place | None) -> list[Event]:
    """The reports as events of the story, newest first."""
    events = [
        Event(
            Kind.GAP,
            gap.id,
            gap.reported_on,
            gap.reporter.name,
            {"number": gap.number, "kind": gap.get_kind_display(), "text": gap.text},
        )
        for gap in gaps
    ]
    events.sort(key=_newest, reverse=True)
    if after is None:
        return events
    return [event for event in events if _newest(event) < (after.on, after.rank, after.id)]


def _newest(event: Event) -> tuple[Any, ...]:
    return (event.on, event.place.rank, event.id)


def thread_of(number: str, gaps: Sequence[Any]) -> list[dict[str, object]]:
    """Case → gap → theme → decision, for the trail.

    :param gaps: with their themes loaded
    """
    steps: list[dict[str, object]] = [{"kind": "Fall", "text": number, "here": True}]
    themes = {gap.theme.id: gap.theme for gap in gaps if gap.theme is not None}
    decisions = decisions_by_theme(themes) if themes else {}
    steps += [_gap(gap) for gap in gaps]
    for theme in themes.values():
        steps.append(_theme(theme))
        decision = decisions.get(theme.id)
        steps.append(_decision(decision) if decision else {"kind": "Beschluss", "text": "noch nicht"})
    if not gaps:
        steps.append({"kind": "Systemlücke", "text": "noch nichts gemeldet"})
    return steps


def _gap(gap: Any) -> dict[str, object]:
    return {
        "kind": "Systemlücke",
        "text": f"{gap.get_kind_display()} ({gap.number})",
        "href": address("findings:gap", gap.number),
        "note": gap.get_state_display(),
    }


def _theme(theme: Any) -> dict[str, object]:
    return {
        "kind": "Thema",
        "text": theme.title,
        "href": address("findings:theme", theme.number),
        "note": theme.get_state_display(),
    }


def _decision(decision: Any) -> dict[str, object]:
    return {
        "kind": "Beschluss",
        "text": decision.text[:120],
        "href": address("steering:meeting", decision.item.meeting_id),
        "note": f"{'beschlossen' if decision.is_adopted else 'abgelehnt'} am {german.day(decision.decided_on)}",
    }
