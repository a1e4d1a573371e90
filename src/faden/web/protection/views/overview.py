"""Where the data protection officer begins."""

from datetime import timedelta

from django.http import HttpResponse
from django.utils import timezone

from faden.kernel.audit.queries import count_readings
from faden.kernel.audit.rules import may_read_trace
from faden.web.layout.pages import Request, page, render
from faden.web.protection.rooms import ROOMS

A_WEEK = timedelta(days=7)


@page("GET")
def overview(request: Request) -> HttpResponse:
    """/datenschutz/ueberblick/: what happened lately, and where each question is answered."""
    may_read_trace.check(request.actor)
    readings, readers = count_readings(since=timezone.now() - A_WEEK)
    return render(request, "protection/overview.html", rooms=ROOMS, readings=readings, readers=readers)
