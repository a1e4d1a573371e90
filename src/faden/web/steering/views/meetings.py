"""Meetings: what lies ahead and behind, one of them, planning and closing it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone

from faden.domain.steering.operations.preparing import change_meeting, move_meeting, plan_meeting
from faden.domain.steering.queries import (
    attendance_of,
    current_bodies,
    meeting_by_id,
    next_meetings,
    past_meetings,
    seats_at,
)
from faden.domain.steering.rules import may_keep_bodies, may_move_meeting, may_prepare
from faden.domain.steering.transitions import MeetingAct
from faden.web.layout.listing import CURSOR
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit
from faden.web.steering.attendance import Attended
from faden.web.steering.documents import hours_of
from faden.web.steering.forms.preparing import ChangeForm, PlanForm
from faden.web.steering.points import Allowed, points_of, thread

PAGE = 25
MANY = 100


@page("GET")
def meetings(request: Request) -> HttpResponse:
    """What lies ahead and what has been, of all bodies or of one."""
    before, now, listed = _cursor(request.GET.get(CURSOR, "")), timezone.now(), current_bodies()
    body = _chosen(listed, request)
    past = past_meetings(now=now, limit=PAGE + 1, before=before, body=body)
    last = past[PAGE - 1] if len(past) > PAGE else None
    return render(
        request,
        "steering/meetings.html",
        bodies=[(body.key, body.name) for body in listed],
        ahead=[] if before else next_meetings(now=now, limit=MANY, body=body),
        past=past[:PAGE],
        begins=before is None,
        next=f"{last.starts_at.isoformat()}_{last.id}" if last else None,
        keeps=may_keep_bodies.allows(request.actor),
    )


def _chosen(listed: list, request: Request) -> Any | None:
    """The body that the address names."""
    return next((body for body in listed if body.key == request.GET.get("gremium")), None)


def _cursor(text: str) -> tuple[datetime, UUID] | None:
    """Where the list goes on; None at the beginning, also for an address nobody can read."""
    moment, _, key = text.partition("_")
    try:
        at = datetime.fromisoformat(moment.replace(" ", "+"))
        return (at, UUID(key)) if at.tzinfo else None
    except ValueError:
        return None


@page("GET", "POST")
def plan(request: Request) -> HttpResponse:
    """Plan a meeting, of the body from whose page one comes."""
    may_keep_bodies.check(request.actor)
    chosen = _chosen(current_bodies(), request)
    form = PlanForm(request.POST or None, initial={"body": chosen.id if chosen else None})
    planned = submit(form, plan_meeting, actor=request.actor)
    if planned:
        tell(request, "Die Sitzung ist geplant. Als Nächstes kommen die Punkte auf die Tagesordnung.")
        return redirect("steering:agenda", planned.id)
    return render(request, "steering/plan.html", form=form, body=chosen)


@page("GET")
def meeting(request: Request, meeting_id: UUID) -> HttpResponse:
    """One meeting; the agenda is its spine."""
    found = meeting_by_id(meeting_id)
    points = points_of(found)
    return render(
        request,
        "steering/meeting.html",
        meeting=found,
        hours=hours_of(found),
        points=points,
        attended=Attended.of(seats_at(found), attendance_of(found)),
        may=Allowed.of(request.actor, found, request.today),
        takes_place=request.today >= found.day,
        thread=thread(found, points),
    )


@page("GET")
def screen(request: Request, meeting_id: UUID) -> HttpResponse:
    """One point at a time, in large type, for the projector."""
    found = meeting_by_id(meeting_id)
    points = points_of(found)
    wanted = request.GET.get("top", "")
    here = next((n for n, point in enumerate(points) if str(point.item.position) == wanted), None)
    return render(
        request,
        "steering/screen.html",
        meeting=found,
        points=points,
        point=None if here is None else points[here],
        previous=None if here is None else (points[here - 1].item.position if here else 0),
        following=_following(points, here),
    )


def _following(points: list, here: int | None) -> int | None:
    """Position of the next point; the first one after the title."""
    index = 0 if here is None else here + 1
    return points[index].item.position if index < len(points) else None


@page("GET", "POST")
def change(request: Request, meeting_id: UUID) -> HttpResponse:
    """Another day, another place."""
    found = meeting_by_id(meeting_id)
    may_prepare.check(request.actor, found)
    begin, end = timezone.localtime(found.starts_at), timezone.localtime(found.ends_at)
    initial = {"day": begin.date(), "starts_at": begin.time(), "ends_at": end.time()}
    form = ChangeForm(request.POST or None, initial={**initial, "place": found.place, "version": found.version})
    if submit(form, change_meeting, meeting=found, actor=request.actor):
        tell(request, "Die Sitzung ist geändert." + (" Laden Sie noch einmal ein." if found.invited_on else ""))
        return redirect("steering:meeting", meeting_id)
    return render(request, "steering/change.html", meeting=found, form=form)


@page("GET", "POST")
def hold(request: Request, meeting_id: UUID) -> HttpResponse:
    """The meeting has taken place; its agenda stays as it is."""
    found = meeting_by_id(meeting_id)
    may_move_meeting.check(request.actor, found, MeetingAct.HOLD, request.today)
    if request.method == "POST":
        move_meeting(meeting=found, act=MeetingAct.HOLD, on=request.today, actor=request.actor)
        tell(request, "Die Sitzung ist abgeschlossen.")
        return redirect("steering:meeting", meeting_id)
    return render(request, "steering/hold.html", meeting=found, points=points_of(found))
