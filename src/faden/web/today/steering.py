"""Bodies: next meetings, open assignments, decisions; for those who prepare them and those who sit in them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.utils import timezone

from faden.domain.steering.enums import BodyKind, MeetingState
from faden.domain.steering.queries import newest_decisions, next_meetings, open_assignments
from faden.lib import german
from faden.web.today.lines import MANY, SHOWN, Ask, Column, Line, Part, address, due


def for_keepers(ask: Ask) -> Iterator[Part]:
    """Coordination and assistance: what is coming, what is still to be invited."""
    ahead = next_meetings(now=ask.now, limit=SHOWN)
    yield _meetings(ahead, ask)
    yield _own_assignments(ask)


def for_assistants(ask: Ask) -> Iterator[Part]:
    """Verwaltungsassistenz: invitations first."""
    ahead = next_meetings(now=ask.now, limit=SHOWN)
    planned = [meeting for meeting in ahead if meeting.state == MeetingState.PLANNED]
    yield Part(
        Column.TO_DO,
        "Einzuladen",
        "mail",
        tuple(replace(_meeting(meeting, ask), href=address("steering:invite", meeting.id)) for meeting in planned),
        "Zu allen geplanten Sitzungen ist eingeladen.",
        "Alle Gremien",
        address("steering:bodies"),
        asked=SHOWN,
    )
    invited = [meeting for meeting in ahead if meeting.state != MeetingState.PLANNED]
    yield _meetings(invited, ask, "Eingeladene Sitzungen", "Zurzeit steht keine Sitzung bevor, zu der eingeladen ist.")


def for_lead(ask: Ask) -> Iterator[Part]:
    """KIM-Leitung: the next Lenkungsgruppe, and what was ordered and is not done."""
    steering = [m for m in next_meetings(now=ask.now, limit=20) if m.body.kind == BodyKind.STEERING_GROUP]
    yield _meetings(steering[:1], ask, "Nächste Lenkungsgruppe")
    lines = [_assignment(assignment, ask) for assignment in open_assignments()[:MANY]]
    yield Part(
        Column.TO_DO,
        "Offene Aufträge",
        "decision",
        tuple(lines),
        "Alle Aufträge aus Beschlüssen sind erledigt.",
        "Alle Aufträge",
        address("steering:assignments"),
        "Auftrag",
    )


def for_members(ask: Ask) -> Iterator[Part]:
    """Mitglieder: the papers of the next meetings, what was decided."""
    yield _meetings(next_meetings(now=ask.now, limit=3), ask)
    yield _own_assignments(ask)
    lines = [
        Line(
            decision.item.title,
            address("steering:meeting", decision.item.meeting_id),
            f"{decision.item.meeting.body}, {german.day(decision.decided_on)}",
            "angenommen" if decision.is_adopted else "abgelehnt",
            "good" if decision.is_adopted else "closed",
        )
        for decision in newest_decisions(SHOWN)
    ]
    yield Part(Column.NEWS, "Neue Beschlüsse", "decision", tuple(lines), "Was die Gremien beschließen, steht hier.")


def own_assignments(ask: Ask) -> Iterator[Part]:
    """For those who seldom have any: nothing when there are none."""
    mine = _own_assignments(ask)
    if mine.lines:
        yield mine


def _meetings(
    meetings: list[Any],
    ask: Ask,
    title: str = "Nächste Sitzungen",
    empty: str = "Zurzeit ist keine Sitzung geplant.",
) -> Part:
    return Part(
        Column.TODAY,
        title,
        "calendar",
        tuple(_meeting(meeting, ask) for meeting in meetings),
        empty,
        "Alle Sitzungen",
        address("steering:meetings"),
    )


def _meeting(meeting: Any, ask: Ask) -> Line:
    starts = timezone.localtime(meeting.starts_at)
    points = german.count(meeting.points, "Tagesordnungspunkt", "Tagesordnungspunkte", "noch keine Tagesordnung")
    invited = meeting.state == MeetingState.INVITED
    return Line(
        str(meeting.body),
        address("steering:meeting", meeting.id),
        f"{german.day(starts.date())} ({german.relative_day(starts.date(), ask.today)}), {meeting.place}, {points}",
        meeting.get_state_display(),
        "good" if invited else "waiting",
    )


def _own_assignments(ask: Ask) -> Part:
    mine = open_assignments().filter(responsible_id=ask.actor.id)[:MANY]
    return Part(
        Column.TO_DO,
        "Meine Aufträge",
        "decision",
        tuple(_assignment(assignment, ask) for assignment in mine),
        "Aufträge aus Beschlüssen, für die Sie verantwortlich sind, stehen hier mit ihrer Frist.",
        "Alle Aufträge",
        address("steering:assignments"),
        "Auftrag",
    )


def _assignment(assignment: Any, ask: Ask) -> Line:
    note, word, tone = due(assignment.due_on, ask.today)
    who = f"{assignment.responsible_text}. {note}"
    return Line(assignment.text, address("steering:finish", assignment.id), who, word, tone, on=assignment.due_on)
