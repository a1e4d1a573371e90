"""The page of a case: what happened, what comes next, and who is in it."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse

from faden.domain.cases.operations import reading
from faden.domain.cases.queries.file import File
from faden.domain.cases.queries.parts import part_of
from faden.domain.cases.queries.story import events_of
from faden.domain.cases.rules import CaseRule, may_reopen, may_work_on
from faden.domain.cases.story import Event, Place, told
from faden.domain.conferences import queries as conferences
from faden.domain.consent.queries import missing_before_help, valid_consents
from faden.domain.diary.queries import ahead_in
from faden.domain.findings.queries.gaps import gaps_from_case
from faden.domain.letters import queries as letters
from faden.domain.referrals import queries as referrals
from faden.domain.residence import queries as residence
from faden.domain.subject_requests.queries import STORY_DOUBTS
from faden.domain.tracks import queries as tracks
from faden.kernel.access.errors import NotVisible
from faden.web.casework.acts import acts_in
from faden.web.casework.story import WORDS, tell
from faden.web.casework.thread import events_of_gaps, thread_of
from faden.web.layout.listing import CURSOR
from faden.web.layout.pages import Request, page, redirect, render

SHOWN = 25
PIECES = (referrals.STORY, residence.STORY, conferences.STORY, letters.STORY, tracks.STORY)
APPOINTMENTS = 4


def open_file(request: Request, number: str, may: CaseRule | None = None) -> File:
    """Open a case for a page, see ``operations.reading``; GET reads."""
    return reading.open_file(
        number=number, actor=request.actor, today=request.today, reads=request.method == "GET", may=may
    )


def _sources(request: Request, file: File, gaps: Any, after: Place | None) -> list[Sequence[Event]]:
    """What each app has to tell of the case."""
    more: dict[str, Any] = {"pieces": PIECES, "doubts": STORY_DOUBTS}
    return [
        events_of(file.case, after=after, limit=SHOWN, today=request.today, **more),
        events_of_gaps(gaps, after),
    ]


def _whole_file(request: Request, number: str) -> File | None:
    """The file; None for whoever sees a part and finds it under the address everybody uses.

    :raises NotVisible: nothing of it
    """
    try:
        return open_file(request, number)
    except NotVisible:
        part_of(number)
        return None


@page("GET", reads_file=True)
def case(request: Request, number: str) -> HttpResponse:
    """What happened, newest first; beside it what comes next."""
    file = _whole_file(request, number)
    if file is None:
        return redirect("casework:part", number)
    after = Place.read(request.GET.get(CURSOR, ""))
    gaps = gaps_from_case(file.case)
    events, older = told(_sources(request, file, gaps, after), SHOWN)
    consents = valid_consents(file.case.person, request.today)
    appointments, tasks = ahead_in(file.case, request.today, APPOINTMENTS)
    return render(
        request,
        "casework/case.html",
        block="story" if request.htmx and after else None,
        file=file,
        entries=[tell(event, request.actor.id) for event in events],
        older=older,
        begins_in_between=after is not None,
        may_note=may_work_on.allows(request.actor, file.case, file.circle),
        may_reopen=may_reopen.allows(request.actor, file.case, file.circle),
        acts=acts_in(request.actor, file),
        track_steps=tracks.open_steps_of(file.case, request.today),
        consents=consents,
        conferences=conferences.round_of(file.case),
        missing=missing_before_help(consents, on=request.today),
        appointments=appointments,
        tasks=tasks,
        thread=thread_of(file.case.number, gaps),
        **WORDS,
    )
