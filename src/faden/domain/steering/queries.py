"""Read bodies, meetings, decisions and assignments."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Prefetch, QuerySet

from faden.domain.findings.models import Theme
from faden.domain.steering.enums import MeetingState
from faden.domain.steering.models import AgendaItem, Assignment, Attendance, Body, Decision, Meeting, Seat
from faden.kernel.access.errors import NotVisible

AHEAD = (MeetingState.PLANNED, MeetingState.INVITED)


def bodies() -> list[Body]:
    """All bodies of the site, the steering group first."""
    seats = Seat.objects.filter(ended_on=None).order_by("position", "key")
    meetings = Meeting.objects.order_by("-starts_at")
    prefetched = (Prefetch("seats", seats), Prefetch("meetings", meetings))
    return list(Body.objects.filter(ended_on=None).prefetch_related(*prefetched).order_by("position", "key"))


def body_by_key(key: str) -> Body:
    """One body with its seats and meetings.

    :raises NotVisible: there is none of that name
    """
    seats = Seat.objects.filter(ended_on=None).select_related("holder").order_by("position", "key")
    meetings = Meeting.objects.annotate(points=Count("agenda")).order_by("-starts_at")
    body = (
        Body.objects.prefetch_related(Prefetch("seats", seats), Prefetch("meetings", meetings)).filter(key=key).first()
    )
    if body is None:
        raise NotVisible
    return body


def meeting_by_id(meeting_id: UUID) -> Meeting:
    """One meeting with its body; the agenda comes from :func:`agenda_of`.

    :raises NotVisible: there is none
    """
    meeting = Meeting.objects.select_related("body").filter(id=meeting_id).first()
    if meeting is None:
        raise NotVisible
    return meeting


def agenda_of(meeting: Meeting) -> list[AgendaItem]:
    """The agenda in order, each point with its theme, its decision and the assignments that follow."""
    assignments = Assignment.objects.select_related("responsible").order_by("due_on", "id")
    items = meeting.agenda.select_related("theme__life_domain", "decision")
    return list(items.prefetch_related(Prefetch("decision__assignments", assignments)).order_by("position"))


def item_by_id(item_id: UUID) -> AgendaItem:
    """One point of an agenda with its meeting.

    :raises NotVisible: there is none
    """
    item = AgendaItem.objects.select_related("meeting__body", "theme").filter(id=item_id).first()
    if item is None:
        raise NotVisible
    return item


def attendance_of(meeting: Meeting) -> dict[UUID, str]:
    """Presence by seat."""
    return dict(Attendance.objects.filter(meeting=meeting).values_list("seat_id", "presence"))


def seats_of(body: Body) -> list[Seat]:
    """The seats of a body in order."""
    return list(Seat.objects.filter(body=body, ended_on=None).select_related("holder").order_by("position", "key"))


def next_meetings(*, now: datetime, limit: int = 5) -> list[Meeting]:
    """Meetings that lie ahead, the nearest first, with the number of points on the agenda."""
    ahead = Meeting.objects.filter(state__in=AHEAD, ends_at__gte=now).select_related("body")
    return list(ahead.annotate(points=Count("agenda")).order_by("starts_at", "id")[:limit])


def open_meetings() -> list[Meeting]:
    """Meetings whose agenda can still be filled."""
    return list(Meeting.objects.filter(state__in=AHEAD).select_related("body").order_by("starts_at", "id"))


def decisions_on(theme: Theme) -> list[Decision]:
    """What was decided on a theme, newest first, with meeting and assignments."""
    found = Decision.objects.filter(theme=theme).select_related("item__meeting__body")
    return list(found.prefetch_related("assignments__responsible").order_by("-decided_on", "-id"))


def decisions_by_theme(theme_ids: Iterable[UUID]) -> dict[UUID, Decision]:
    """The newest decision on each of these themes, with its meeting."""
    found = Decision.objects.filter(theme_id__in=list(theme_ids)).select_related("item")
    return {decision.theme_id: decision for decision in found.order_by("decided_on", "id") if decision.theme_id}


def agenda_items_on(theme: Theme) -> list[AgendaItem]:
    """Where a theme stands or stood on the agenda, the latest meeting first."""
    found = AgendaItem.objects.filter(theme=theme).exclude(meeting__state=MeetingState.CANCELLED)
    return list(found.select_related("meeting__body").order_by("-meeting__starts_at", "-id"))


def newest_decisions(limit: int = 5) -> list[Decision]:
    """What was decided last."""
    found = Decision.objects.select_related("theme", "item__meeting__body")
    return list(found.order_by("-decided_on", "-id")[:limit])


def open_assignments() -> QuerySet[Assignment]:
    """Assignments that are not done, the most urgent first."""
    found = Assignment.objects.filter(done_on__isnull=True)
    return found.select_related("decision__theme", "decision__item__meeting__body", "responsible").order_by(
        "due_on", "id"
    )


def assignment_by_id(assignment_id: UUID) -> Assignment:
    """One assignment.

    :raises NotVisible: there is none
    """
    found = Assignment.objects.select_related("decision__item__meeting__body", "responsible").filter(id=assignment_id)
    assignment = found.first()
    if assignment is None:
        raise NotVisible
    return assignment
