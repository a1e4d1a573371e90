"""The calendar address: made, renewed, taken back, and read by calendar programs."""

from datetime import timedelta

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from faden.domain.diary.operations.feed import close_feed, open_feed
from faden.domain.diary.queries import appointments_of, feed_of, owner_of_feed, tasks_due
from faden.domain.diary.rules import may_keep_diary
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import NotVisible
from faden.kernel.identity.queries import account_as_actor
from faden.reporting.documents.calendar_feed import calendar_feed
from faden.web.diary.entries import entry_of_appointment, entry_of_task
from faden.web.diary.forms import FeedForm
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit

BEFORE, AHEAD = timedelta(days=60), timedelta(days=400)


@page("GET", "POST", fresh="POST")
def settings(request: Request) -> HttpResponse:
    """Make the secret address, or a new one; it is shown once."""
    may_keep_diary.check(request.actor)
    form, now = FeedForm(request.POST if request.method == "POST" else None), timezone.now()
    secret = submit(form, open_feed, actor=request.actor, now=now)
    address = request.build_absolute_uri(reverse("diary:feed", args=[secret])) if secret else None
    feed = feed_of(request.actor)
    return render(
        request, "diary/calendar.html", form=FeedForm() if secret else form, feed=feed, address=address, now=now
    )


@page("POST")
def close(request: Request) -> HttpResponse:
    """Take the address back."""
    feed = feed_of(request.actor)
    if feed is not None:
        close_feed(feed=feed, actor=request.actor)
        tell(request, "Die Kalenderadresse zeigt nichts mehr.")
    return redirect("diary:calendar")


@page("GET", public=True)
def calendar(request: Request, secret: str) -> HttpResponse:
    """What a calendar program reads: the diary as its owner sees it today."""
    owner = owner_of_feed(secret, now=timezone.now())
    if owner is None:
        raise NotVisible
    with act_as(owner.account_id, today=request.today, read_only=True):
        found = account_as_actor(owner.account_id, on=request.today)
        if found is None:
            raise NotVisible
        text = _calendar(request, found[1], shows_names=owner.shows_names)
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")


def _calendar(request: Request, actor: Actor, *, shows_names: bool) -> bytes:
    since, until = request.today - BEFORE, request.today + AHEAD
    entries = [
        entry_of_appointment(one, request, shows_names=shows_names) for one in appointments_of(actor, since, until)
    ]
    entries += [entry_of_task(one, request, shows_names=shows_names) for one in tasks_due(actor, since, until)]
    return calendar_feed(entries, at=timezone.now())
