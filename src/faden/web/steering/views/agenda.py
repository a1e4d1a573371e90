"""The agenda: points, themes, their order."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from faden.domain.steering.operations.preparing import add_item, change_item, move_item_up, remove_item
from faden.domain.steering.queries import item_by_id, meeting_by_id
from faden.domain.steering.rules import may_prepare
from faden.kernel.access.errors import NotVisible
from faden.processes.bring_before_body import bring_before_body
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit
from faden.web.steering.forms.preparing import ChangePointForm, PointForm, ThemeForm
from faden.web.steering.points import points_of


def item_of(meeting_id: UUID, item_id: UUID) -> Any:
    """A point of that meeting.

    :raises NotVisible: it belongs to another one
    """
    item = item_by_id(item_id)
    if item.meeting_id != meeting_id:
        raise NotVisible
    return item


@page("GET", "POST")
def agenda(request: Request, meeting_id: UUID) -> HttpResponse:
    """The points in their order, and a new one at the end."""
    meeting = meeting_by_id(meeting_id)
    may_prepare.check(request.actor, meeting)
    form = PointForm(request.POST or None)
    if submit(form, add_item, meeting=meeting, actor=request.actor):
        tell(request, "Der Punkt steht auf der Tagesordnung.")
        return redirect("steering:agenda", meeting_id)
    return render(request, "steering/agenda.html", meeting=meeting, points=points_of(meeting), form=form)


@page("GET", "POST")
def bring(request: Request, meeting_id: UUID) -> HttpResponse:
    """A theme comes on the agenda; where the body is a station of its way, it moves there."""
    meeting = meeting_by_id(meeting_id)
    may_prepare.check(request.actor, meeting)
    form = ThemeForm(request.POST or None, meeting=meeting, actor=request.actor)
    if submit(form, bring_before_body, meeting=meeting, on=request.today, actor=request.actor):
        tell(request, "Das Thema steht auf der Tagesordnung.")
        return redirect("steering:agenda", meeting_id)
    return render(request, "steering/bring.html", meeting=meeting, form=form)


@page("GET", "POST")
def change(request: Request, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Reword a point."""
    item = item_of(meeting_id, item_id)
    may_prepare.check(request.actor, item.meeting)
    initial = {"title": item.title, "proposal": item.proposal, "version": item.version}
    form = ChangePointForm(request.POST or None, initial=initial)
    if submit(form, change_item, item=item, actor=request.actor):
        tell(request, "Der Punkt ist geändert.")
        return redirect("steering:agenda", meeting_id)
    return render(request, "steering/point.html", item=item, form=form)


@page("POST")
def up(request: Request, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """One place further up."""
    move_item_up(item=item_of(meeting_id, item_id), actor=request.actor)
    return redirect("steering:agenda", meeting_id)


@page("GET", "POST")
def remove(request: Request, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Take a point off the agenda."""
    item = item_of(meeting_id, item_id)
    may_prepare.check(request.actor, item.meeting)
    if request.method == "POST":
        remove_item(item=item, actor=request.actor)
        tell(request, "Der Punkt ist von der Tagesordnung genommen.")
        return redirect("steering:agenda", meeting_id)
    return render(request, "steering/remove.html", item=item)
