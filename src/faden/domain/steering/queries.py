"""Read bodies, meetings, decisions and assignments."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db import connection
from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from faden.domain.findings.enums import ThemeState
from faden.domain.findings.models import IndicatorValue, Theme
from faden.domain.findings.queries.themes import RUNNING, Evidence, evidence_of_all
from faden.domain.programme.enums import Counted
from faden.domain.steering.enums import SITTING, BodyKind, MeetingState
from faden.domain.steering.models import AgendaItem, Assignment, Attendance, Body, Decision, Meeting, Seat
from faden.kernel.access.errors import NotVisible

AHEAD = (MeetingState.PLANNED, MeetingState.INVITED)


@dataclass(frozen=True)
class Recipient:
    """Whom an invitation reaches, and for which seats."""

    name: str
    email: str
    seats: tuple[str, ...]


@dataclass(frozen=True)
class Paper:
    """What a body finds beside a point that is a theme.

    :param values: the indicator's values by day
    :param earlier: what other meetings have decided on it, newest first
    """

    evidence: Evidence
    values: tuple[IndicatorValue, ...]
    earlier: tuple[Decision, ...]


def current_bodies() -> list[Body]:
    """The bodies to choose from, the steering group first."""
    return list(Body.objects.filter(ended_on=None).order_by("position", "key"))


def bodies() -> list[Body]:
    """The same with their seats and meetings (the latest first)."""
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


def seat_by_key(key: str) -> Seat:
    """One seat with its body.

    :raises NotVisible: there is none of that name
    """
    seat = Seat.objects.select_related("body", "holder").filter(key=key, ended_on=None).first()
    if seat is None:
        raise NotVisible
    return seat


def seats_of(body: Body) -> list[Seat]:
    """The seats of a body in order."""
    return list(Seat.objects.filter(body=body, ended_on=None).select_related("holder").order_by("position", "key"))


def recipients_of(body: Body) -> list[Recipient]:
    """Who is invited by mail: each address once, also when somebody holds two seats."""
    found: dict[str, Recipient] = {}
    for seat in seats_of(body):
        email = seat.holder_email or (seat.holder.email if seat.holder else "")
        if email:
            before = found.get(email.casefold())
            named = f"{seat.institution}, {seat.function}" if seat.function else seat.institution
            taken = (*before.seats, named) if before else (named,)
            found[email.casefold()] = Recipient(seat.holder_name, before.email if before else email, taken)
    return list(found.values())


def meeting_by_id(meeting_id: UUID) -> Meeting:
    """One meeting with its body; the agenda comes from :func:`agenda_of`.

    :raises NotVisible: there is none
    """
    meeting = Meeting.objects.select_related("body").filter(id=meeting_id).first()
    if meeting is None:
        raise NotVisible
    return meeting


def next_meetings(*, now: datetime, limit: int = 5, body: Body | None = None) -> list[Meeting]:
    """Meetings that lie ahead (of one body), the nearest first, with the number of points on the agenda."""
    ahead = Meeting.objects.filter(state__in=AHEAD, ends_at__gte=now).select_related("body")
    if body is not None:
        ahead = ahead.filter(body=body)
    return list(ahead.annotate(points=Count("agenda")).order_by("starts_at", "id")[:limit])


def past_meetings(
    *, now: datetime, limit: int = 25, before: tuple[datetime, UUID] | None = None, body: Body | None = None
) -> list[Meeting]:
    """Meetings that are over or were cancelled (of one body), the latest first.

    :param before: start and identifier of the last one already shown
    """
    past = Meeting.objects.exclude(state__in=AHEAD, ends_at__gte=now).select_related("body")
    if body is not None:
        past = past.filter(body=body)
    if before is not None:
        moment, last = before
        past = past.filter(Q(starts_at__lt=moment) | Q(starts_at=moment, id__lt=last))
    counted = past.annotate(points=Count("agenda"), decided=Count("agenda__decision"))
    return list(counted.order_by("-starts_at", "-id")[:limit])


def open_meetings() -> list[Meeting]:
    """Meetings whose agenda can still be filled."""
    return list(Meeting.objects.filter(state__in=AHEAD).select_related("body").order_by("starts_at", "id"))


def agenda_of(meeting: Meeting) -> list[AgendaItem]:
    """The agenda in order, each point with its theme, its decision and the assignments that follow."""
    assignments = Assignment.objects.select_related("responsible").order_by("due_on", "id")
    items = meeting.agenda.select_related("theme__life_domain", "decision")
    return list(items.prefetch_related(Prefetch("decision__assignments", assignments)).order_by("position"))


def papers_of(agenda: Iterable[AgendaItem], *, on: date) -> dict[UUID, Paper]:
    """What lies behind the themes of an agenda, by point; four statements however long it is.

    :param on: the day of the meeting; what was measured or decided later is not among its papers
    """
    items = {item.id: item.theme_id for item in agenda if item.theme_id}
    evidence = evidence_of_all(items.values())
    values: dict[UUID, list[IndicatorValue]] = {theme: [] for theme in items.values()}
    for value in IndicatorValue.objects.filter(theme_id__in=values, on__lte=on).order_by("on", "id"):
        values[value.theme_id].append(value)
    decided: dict[UUID, list[Decision]] = {theme: [] for theme in values}
    earlier = Decision.objects.filter(theme_id__in=decided, decided_on__lt=on)
    for decision in earlier.select_related("item__meeting__body").order_by("-decided_on", "-id"):
        if decision.theme_id:
            decided[decision.theme_id].append(decision)
    return {item: Paper(evidence[theme], tuple(values[theme]), tuple(decided[theme])) for item, theme in items.items()}


def item_by_id(item_id: UUID) -> AgendaItem:
    """One point of an agenda with its meeting.

    :raises NotVisible: there is none
    """
    item = AgendaItem.objects.select_related("meeting__body", "theme", "decision").filter(id=item_id).first()
    if item is None:
        raise NotVisible
    return item


def themes_for(meeting: Meeting) -> list[Theme]:
    """Themes that are not on this agenda yet: what waits for the steering group first."""
    found = Theme.objects.filter(state__in=RUNNING).exclude(agenda_items__meeting=meeting).order_by("title", "id")
    return sorted(found, key=lambda theme: theme.state != ThemeState.BEFORE_STEERING)


def seats_at(meeting: Meeting) -> list[Seat]:
    """The seats of the body, with those that have ended since but were noted in this meeting."""
    noted = Attendance.objects.filter(meeting=meeting).values("seat")
    seats = Seat.objects.filter(Q(ended_on=None) | Q(id__in=noted), body=meeting.body_id)
    return list(seats.select_related("holder").order_by("position", "key"))


def attendance_of(meeting: Meeting) -> dict[UUID, Attendance]:
    """What was noted, by seat."""
    return {noted.seat_id: noted for noted in Attendance.objects.filter(meeting=meeting)}


def seats_taken(meeting: Meeting) -> int:
    """How many seats are present or stood in for; so many votes there are at most."""
    return Attendance.objects.filter(meeting=meeting, presence__in=SITTING).count()


def decision_by_id(decision_id: UUID) -> Decision:
    """One decision with its point and meeting.

    :raises NotVisible: there is none
    """
    found = Decision.objects.select_related("item__meeting__body", "theme").filter(id=decision_id).first()
    if found is None:
        raise NotVisible
    return found


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


def decisions_between(since: date, until: date) -> list[Decision]:
    """What was decided in a period ``[since, until)``, in the order of the days, with theme and body."""
    found = Decision.objects.filter(decided_on__gte=since, decided_on__lt=until)
    return list(found.select_related("theme", "item__meeting__body").order_by("decided_on", "id"))


def open_assignments() -> QuerySet[Assignment]:
    """Assignments that are not done, the most urgent first."""
    return _assignments().filter(done_on__isnull=True).order_by("due_on", "id")


def finished_assignments(limit: int = 25) -> list[Assignment]:
    """Assignments that are done, the latest first."""
    return list(_assignments().filter(done_on__isnull=False).order_by("-done_on", "-id")[:limit])


def assignment_by_id(assignment_id: UUID) -> Assignment:
    """One assignment.

    :raises NotVisible: there is none
    """
    assignment = _assignments().filter(id=assignment_id).first()
    if assignment is None:
        raise NotVisible
    return assignment


def _assignments() -> QuerySet[Assignment]:
    return Assignment.objects.select_related("decision__theme", "decision__item__meeting__body", "responsible")


def counts_for_goals(since: date, until: date) -> dict[Counted, int]:
    """What the product counts for the operative goals of a school year (PB-B, goal 1).

    A theme comes out of casework when at least one of its reports was written from a case.

    :param until: first day after the school year
    """
    held = Meeting.objects.filter(state=MeetingState.HELD, starts_at__gte=_begin(since), starts_at__lt=_begin(until))
    steering = held.filter(body__kind=BodyKind.STEERING_GROUP)
    with connection.cursor() as cursor:
        cursor.execute("SELECT faden_themes_from_casework()")
        from_casework = cursor.fetchone()[0]
    themes = Theme.objects.filter(id__in=from_casework, agenda_items__meeting__in=steering)
    return {
        Counted.STEERING_MEETINGS: steering.count(),
        Counted.WORKING_GROUP_MEETINGS: held.filter(body__kind=BodyKind.WORKING_GROUP).count(),
        Counted.CASEWORK_THEMES: themes.distinct().count(),
    }


def _begin(day: date) -> datetime:
    """Midnight in the office's time."""
    return timezone.make_aware(datetime.combine(day, time.min))
