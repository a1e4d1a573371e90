"""Where the data protection officer begins."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from faden.domain.subject_requests.queries import open_requests, rights_to_answer
from faden.kernel.access.actor import Actor
from faden.kernel.audit.queries import count_readings
from faden.kernel.audit.rules import may_read_trace
from faden.web.layout.pages import Request, page, render
from faden.web.protection.rooms import ROOMS

A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Deadline:
    """Somebody waits for an answer until a day."""

    due_on: date
    words: str
    number: str
    case: str
    state: str
    href: str


@page("GET")
def overview(request: Request) -> HttpResponse:
    """/datenschutz/ueberblick/: what happened lately, and where each question is answered."""
    may_read_trace.check(request.actor)
    readings, readers = count_readings(since=timezone.now() - A_WEEK)
    return render(
        request,
        "protection/overview.html",
        rooms=ROOMS,
        readings=readings,
        readers=readers,
        deadlines=_deadlines(request.actor),
    )


def _deadlines(actor: Actor) -> list[Deadline]:
    """What people wait for, the next deadline first."""
    access = [
        Deadline(
            one.access.due_on,
            "Auskunft über die eigenen Daten",
            one.access.number,
            ", ".join(one.numbers),
            one.access.get_state_display(),
            reverse("protection:access", args=[one.access.number]),
        )
        for one in open_requests(actor)
    ]
    rights = [
        Deadline(
            one.request.due_on,
            one.request.words,
            one.request.number,
            one.number,
            one.request.get_state_display(),
            reverse("protection:rights_request", args=[one.request.number]),
        )
        for one in rights_to_answer(actor)
    ]
    return sorted([*access, *rights], key=lambda one: (one.due_on, one.words))
