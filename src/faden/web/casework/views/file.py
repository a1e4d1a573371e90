"""The page of a case: what happened, what comes next, and who is in it."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse

from faden.domain.cases.queries.file import File, file_of
from faden.domain.cases.queries.story import events_of
from faden.domain.cases.rules import (
    CaseRule,
    may_change_circle,
    may_change_constellation,
    may_close,
    may_enter_phase,
    may_read,
    may_refer,
    may_reopen,
    may_work_on,
)
from faden.domain.cases.story import Place, told
from faden.domain.consent.queries import missing_before_help, valid_consents
from faden.domain.findings.queries.gaps import gaps_from_case
from faden.domain.referrals import queries as referrals
from faden.kernel.access.errors import NotVisible
from faden.kernel.audit import operations as audit
from faden.web.casework.story import WORDS, tell
from faden.web.casework.thread import address, events_of_gaps, thread_of
from faden.web.layout.listing import CURSOR
from faden.web.layout.pages import Request, page, render

SHOWN = 25


@dataclass(frozen=True)
class Act:
    """Something that can be done in a case, and where."""

    label: str
    href: str


#: In the order of the work; the page shows those that the reader may do now.
ACTS: tuple[tuple[str, str, CaseRule], ...] = (
    ("Einschätzung", "casework:assess", may_work_on),
    ("Ziel", "casework:agree_goal", may_work_on),
    ("Maßnahme", "casework:plan_measure", may_work_on),
    ("Verweis", "casework:refer", may_refer),
    ("Hürde", "casework:record_barrier", may_work_on),
    ("Phase", "casework:enter_phase", may_enter_phase),
    ("Konstellation", "casework:change_constellation", may_change_constellation),
    ("Helfer:in", "casework:invite_helper", may_change_circle),
    ("Abschließen", "casework:close", may_close),
)


def open_file(request: Request, number: str, may: CaseRule | None = None) -> File:
    """Open a case; opening its pages to read is written into the trace.

    :raises NotVisible: not for this actor
    :raises Refused: the rule's reason
    """
    file = file_of(number, request.today)
    if not may_read.allows(request.actor, file.circle):
        raise NotVisible
    if may is not None:
        may.check(request.actor, file.case, file.circle)
    if request.method == "GET":
        audit.record_reading(actor=request.actor, subject=file.case)
    return file


def acts_in(request: Request, file: File) -> list[Act]:
    """What this reader may do now."""
    acts = [
        Act(label, reverse(name, args=[file.case.number]))
        for label, name, may in ACTS
        if may.allows(request.actor, file.case, file.circle)
    ]
    report = address("findings:report")
    if report is not None and file.case.is_open:
        acts.append(Act("Lücke melden", f"{report}?fall={file.case.number}"))
    return acts


@page("GET", reads_file=True)
def case(request: Request, number: str) -> HttpResponse:
    """What happened, newest first; beside it what comes next."""
    file = open_file(request, number)
    after = Place.read(request.GET.get(CURSOR, ""))
    gaps = gaps_from_case(file.case)
    events, older = told(
        [
            events_of(file.case, after=after, limit=SHOWN, today=request.today),
            referrals.events_of(file.case, after=after, limit=SHOWN),
            events_of_gaps(gaps, after),
        ],
        SHOWN,
    )
    consents = valid_consents(file.case.person, request.today)
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
        acts=acts_in(request, file),
        consents=consents,
        missing=missing_before_help(consents, on=request.today),
        thread=thread_of(file.case.number, gaps),
        **WORDS,
    )
