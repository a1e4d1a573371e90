"""Ask a residence authority: compose a package, look at it, send it, follow it."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse

from faden.domain.cases.queries.file import case_or_404
from faden.domain.cases.queries.transfers import basis_in_words
from faden.domain.cases.rules import may_refer
from faden.domain.consent.enums import Purpose
from faden.domain.consent.queries import releases_of, why_not
from faden.domain.consent.rules import covering
from faden.domain.residence import queries
from faden.domain.residence.enums import RequestAct, RequestState
from faden.domain.residence.operations import compose_request, lead_request, recompose_request, send_request
from faden.domain.residence.rules import may_lead_request, may_still_be_told
from faden.domain.residence.transitions import REQUEST, UNDER_WAY
from faden.kernel.access.errors import Conflict, NotVisible
from faden.web.casework.forms.residence import ComposeForm, RecomposeForm, ReplyForm, SendForm, StepForm
from faden.web.casework.views.file import open_file
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit

USUAL, SHOWN_FOR = timedelta(days=28), timedelta(days=90)
COMPOSED = ("office", "kind", "question", "due_on", "expires_on", "version")
SENT = "Die Anfrage ist gesendet. Die Antwort erscheint im Verlauf und unter „Mein Tag“."
CHANGED = "Die Anfrage hat sich inzwischen geändert. Bitte sehen Sie sie noch einmal an."
#: Last part of the address → act, and what is said after it.
STEPS = {
    "zurueckziehen": (RequestAct.WITHDRAW, "Die Anfrage ist zurückgezogen. Die Behörde sieht sie nicht mehr."),
    "rueckfrage": (RequestAct.REPLY, "Ihre Antwort auf die Rückfrage ist bei der Behörde."),
    "ablaufen": (RequestAct.EXPIRE, "Sie warten nicht länger. Die Behörde sieht die Anfrage nicht mehr."),
    "abschliessen": (RequestAct.CLOSE, "Die Anfrage ist abgeschlossen."),
}


@page("GET", reads_file=True)
def requests(request: Request, number: str) -> HttpResponse:
    """All requests of a case."""
    file = open_file(request, number)
    may = may_refer.allows(request.actor, file.case, file.circle)
    found = queries.requests_of(file.case)
    closed = {one.id for one in found if queries.is_closed_to_office(one, file.case, on=request.today)}
    return render(request, "casework/residence_requests.html", case=file.case, requests=found, may=may, closed=closed)


@page("GET", "POST", reads_file=True)
def compose(request: Request, number: str) -> HttpResponse:
    """Put a package together."""
    case = open_file(request, number, may_refer).case
    form = ComposeForm(
        request.POST or None,
        initial={"due_on": request.today + USUAL, "expires_on": request.today + SHOWN_FOR},
        offices=queries.authorities(),
        released=queries.released_to(case, request.today),
        offered=queries.offered_fields(case, on=request.today),
        disclosed={},
    )
    made = submit(form, compose_request, case=case, actor=request.actor, today=request.today)
    if made:
        return redirect("casework:residence_request", number, made.id)
    return render(request, "casework/residence_compose.html", case=case, form=form)


@page("GET", "POST", reads_file=True)
def recompose(request: Request, number: str, request_id: UUID) -> HttpResponse:
    """Change a package before it is sent."""
    case = open_file(request, number, may_refer).case
    found = queries.request_of(case, request_id)
    form = RecomposeForm(
        request.POST or None,
        initial={name: getattr(found, name) for name in COMPOSED},
        offices=queries.authorities(),
        released=queries.released_to(case, request.today),
        offered=queries.offered_fields(case, on=request.today),
        disclosed={one.key: one.value for one in found.fields.all()},
    )
    if submit(form, recompose_request, request=found, actor=request.actor, today=request.today):
        return redirect("casework:residence_request", number, found.id)
    return render(request, "casework/residence_compose.html", case=case, form=form)


@page("GET", reads_file=True)
def request_page(request: Request, number: str, request_id: UUID) -> HttpResponse:
    """The package as the authority sees it, what it rests on, and what became of it."""
    return _show(request, number, request_id)


@page("POST")
def send(request: Request, number: str, request_id: UUID) -> HttpResponse:
    """Send exactly what was previewed."""
    return _go_on(request, number, request_id, SendForm(request.POST), SENT, send_request)


@page("POST")
def lead(request: Request, number: str, request_id: UUID, step: str) -> HttpResponse:
    """Take it back, reply, stop waiting, close."""
    if step not in STEPS:
        raise NotVisible
    act, told = STEPS[step]
    form = (ReplyForm if act == RequestAct.REPLY else StepForm)(request.POST)
    return _go_on(request, number, request_id, form, told, partial(lead_request, act=act))


def _go_on(  # noqa: PLR0917 - an address, a form, and what to do
    request: Request, number: str, request_id: UUID, form: Form, told: str, operation: Callable[..., Any]
) -> HttpResponse:
    """Do it, or show the request once more when it has changed since it was looked at."""
    found = queries.request_of(case_or_404(number), request_id)
    try:
        if submit(form, operation, request=found, actor=request.actor, today=request.today):
            tell(request, told)
            return redirect("casework:residence_request", number, request_id)
    except Conflict:
        tell(request, CHANGED)
        return redirect("casework:residence_request", number, request_id)
    return _show(request, number, request_id, form)


def _show(request: Request, number: str, request_id: UUID, form: Form | None = None) -> HttpResponse:
    file = open_file(request, number)
    found = queries.request_of(file.case, request_id)
    state = RequestState(found.state)
    releases = releases_of(file.case.person_id, on=request.today)
    fit = covering(releases, found.office, request.today, about=None, purpose=Purpose.RESIDENCE)
    rests_on = queries.release_under(found, file.case) if found.sent_on else next(iter(fit), None)
    leads = may_lead_request.allows(request.actor, file.case, file.circle)
    is_closed = queries.is_closed_to_office(found, file.case, on=request.today)
    return render(
        request,
        "casework/residence_request.html",
        case=file.case,
        asked=found,
        package=queries.received_as(found),
        form=form if form is not None and "remark" in form.fields else ReplyForm(initial={"version": found.version}),
        errors=form,
        basis=basis_in_words(rests_on) if rests_on else "",
        is_closed=is_closed,
        is_waited_for=state in UNDER_WAY,
        shown_until=queries.shown_until(found, file.case),
        missing="" if fit else why_not(releases, found.office, about=None, purpose=Purpose.RESIDENCE),
        may_send=state == RequestState.DRAFT and may_refer.allows(request.actor, file.case, file.circle),
        may_do=_acts(found, is_closed=is_closed) if leads else set(),
    )


def _acts(found: Any, *, is_closed: bool) -> set[str]:
    following = REQUEST.acts_from(RequestState(found.state))
    return {act.value for act in following if may_still_be_told.allows(found, act, is_closed=is_closed)}
