"""Papers of a meeting, drawn up: what the templates of ``reporting.documents`` are told."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from faden.domain.places.queries import site
from faden.domain.steering.enums import MeetingState
from faden.domain.steering.queries import agenda_of, attendance_of, seats_at, seats_of
from faden.kernel.outbox.operations import Attachment
from faden.lib import german
from faden.reporting.documents import render
from faden.reporting.documents.calendar import Appointment, calendar_file
from faden.web.steering.attendance import Attended, Place
from faden.web.steering.points import Point, points_of

PDF, CALENDAR = "application/pdf", "text/calendar; charset=utf-8"


def invitation_file(meeting: Any, *, on: date) -> Attachment:
    """The invitation with the agenda, as PDF."""
    return Attachment(f"einladung-{_stamp(meeting)}.pdf", PDF, render("invitation", invitation_told(meeting, on=on)))


def invitation_told(meeting: Any, *, on: date) -> dict[str, Any]:
    """What the invitation says."""
    return {
        **_head(meeting),
        "title": f"Einladung: {meeting.body}",
        "again": meeting.invited_on is not None,
        "on": on,
        "points": [_point(point) for point in points_of(meeting)],
        "seats": [_seat(seat) for seat in seats_of(meeting.body)],
    }


def record_file(meeting: Any) -> Attachment:
    """The minutes, as PDF."""
    return Attachment(f"niederschrift-{_stamp(meeting)}.pdf", PDF, render("minutes", record_told(meeting)))


def record_told(meeting: Any) -> dict[str, Any]:
    """What the minutes say."""
    attended = Attended.of(seats_at(meeting), attendance_of(meeting))
    return {
        **_head(meeting),
        "title": f"Niederschrift: {meeting.body}",
        "attendance": [_place(place) for place in attended.places if place.presence],
        "taken": german.count(attended.taken, "Sitz ist", "Sitze sind") + " anwesend oder vertreten.",
        "guests": meeting.guests,
        "general": _paragraphs(meeting.minutes_text),
        "points": [{**_point(point), **_minuted(point)} for point in points_of(meeting)],
    }


def appointment_file(meeting: Any, *, at: datetime, cancelled: bool = False) -> Attachment:
    """The entry for one's own calendar.

    :param cancelled: the meeting is about to be called off
    """
    points = "\n".join(f"{item.position}. {item.title}" for item in agenda_of(meeting))
    content = calendar_file(
        Appointment(
            id=meeting.id,
            sequence=meeting.version + cancelled,
            title=str(meeting.body),
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            place=meeting.place,
            text=f"Tagesordnung\n{points}" if points else "",
            is_cancelled=cancelled or meeting.state == MeetingState.CANCELLED,
        ),
        at=at,
    )
    return Attachment(f"termin-{_stamp(meeting)}.ics", CALENDAR, content)


def hours_of(meeting: Any) -> str:
    """From when to when: ``14:00–16:00 Uhr``."""
    begin, end = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    return f"{begin:%H:%M}–{german.clock_time(end)}"


def facts_of(point: Point) -> str:
    """What stands behind a theme, in one line; empty for other points."""
    if point.paper is None or point.theme is None:
        return ""
    evidence = point.paper.evidence
    words = [f"Thema {point.theme.number}", point.theme.life_domain.name]
    if evidence.gaps:
        gaps = german.count(evidence.gaps, "Meldung", "Meldungen")
        words.append(f"{gaps} von {german.count(evidence.reporters, 'Fachkraft', 'Fachkräften')}")
        words.append(german.count(len(evidence.municipalities), "Kommune", "Kommunen"))
    return " · ".join(words)


def _head(meeting: Any) -> dict[str, Any]:
    here = site()
    return {
        "site": here.name if here else "",
        "body": str(meeting.body),
        "day": meeting.day,
        "weekday": german.long_day(meeting.day).split(",")[0],
        "hours": hours_of(meeting),
        "place": meeting.place,
    }


def _point(point: Point) -> dict[str, Any]:
    item = point.item
    return {"position": item.position, "title": item.title, "proposal": item.proposal, "facts": facts_of(point)}


def _minuted(point: Point) -> dict[str, Any]:
    decision = point.decision
    if decision is None:
        return {"discussion": _paragraphs(point.item.discussion), "decision": None}
    told = {
        "text": _paragraphs(decision.text),
        "result": "angenommen" if decision.is_adopted else "abgelehnt",
        "vote": point.vote,
        "assignments": [{"text": a.text, "who": _who(a), "due": a.due_on} for a in point.assignments],
    }
    return {"discussion": _paragraphs(point.item.discussion), "decision": told}


def _who(assignment: Any) -> str:
    return (
        f"{assignment.responsible_text} ({assignment.responsible.name})"
        if assignment.responsible
        else str(assignment.responsible_text)
    )


def _place(place: Place) -> dict[str, str]:
    presence = place.presence.label if place.presence else ""
    return {"seat": _seat(place.seat), "who": place.who, "presence": presence}


def _seat(seat: Any) -> str:
    return f"{seat.institution}, {seat.function}" if seat.function else str(seat.institution)


def _paragraphs(text: str) -> list[str]:
    return [line for line in _stripped(text.splitlines()) if line]


def _stripped(lines: Iterable[str]) -> list[str]:
    return [line.strip() for line in lines]


def _stamp(meeting: Any) -> str:
    return str(meeting.day.isoformat())
