"""The bodies of the site, one of them, and who sits where."""

from django.http import HttpResponse
from django.utils import timezone

from faden.domain.steering.operations.preparing import occupy_seat
from faden.domain.steering.queries import bodies as all_bodies
from faden.domain.steering.queries import body_by_key, counts_for_goals, seat_by_key
from faden.domain.steering.rules import may_keep_bodies
from faden.kernel.access.errors import NotVisible
from faden.lib.periods import add_months, school_year
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit
from faden.web.steering.forms.preparing import SeatForm
from faden.web.steering.points import Calendar


@page("GET")
def bodies(request: Request) -> HttpResponse:
    """All bodies, with what they have done this school year."""
    year = school_year(request.today)
    following = add_months(year.start, 12)
    now = timezone.now()
    return render(
        request,
        "steering/bodies.html",
        bodies=[(body, Calendar.of(body.meetings.all(), now)) for body in all_bodies()],
        year=year,
        counts=counts_for_goals(year.start, following),
        keeps=may_keep_bodies.allows(request.actor),
    )


@page("GET")
def body(request: Request, key: str) -> HttpResponse:
    """One body: who sits in it, by which rules, when it meets."""
    found = body_by_key(key)
    return render(
        request,
        "steering/body.html",
        body=found,
        calendar=Calendar.of(found.meetings.all(), timezone.now()),
        keeps=may_keep_bodies.allows(request.actor),
    )


@page("GET", "POST")
def seat(request: Request, key: str, seat_key: str) -> HttpResponse:
    """Say who sits on a seat."""
    found = seat_by_key(seat_key)
    if found.body.key != key:
        raise NotVisible
    may_keep_bodies.check(request.actor)
    initial = {name: getattr(found, name) for name in ("holder_name", "holder_email", "deputy_name", "version")}
    form = SeatForm(request.POST or None, initial={**initial, "holder": found.holder_id}, today=request.today)
    if submit(form, occupy_seat, seat=found, actor=request.actor):
        tell(request, "Der Sitz ist gespeichert.")
        return redirect("steering:body", key)
    return render(request, "steering/seat.html", seat=found, form=form)
