"""Requests as the authority sees them: the package, and nothing else."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from faden.domain.residence import queries
from faden.domain.residence.enums import RequestAct
from faden.domain.residence.operations import answer_request, ask_back, note_request_read
from faden.domain.residence.transitions import REQUEST
from faden.kernel.access.errors import Refused
from faden.kernel.access.roles import Role
from faden.kernel.audit import operations as audit
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit
from faden.web.residence.forms import AnswerForm, AskForm


@page("GET")
def requests(request: Request) -> HttpResponse:
    """What one's authority has received: the earliest deadline first, then what is answered."""
    if not request.actor.has(Role.RESIDENCE_OFFICER):
        raise Refused("Hier stehen Anfragen an eine Behörde. Ihr Konto gehört zu keiner.")
    return render(
        request,
        "residence/requests.html",
        waiting=queries.received_requests(request.actor, finished=False),
        finished=queries.received_requests(request.actor, finished=True),
    )


@page("GET", "POST", reads_file=True)
def request_page(request: Request, request_id: UUID) -> HttpResponse:
    """One request and its answer."""
    found = queries.received_request(request.actor, request_id)
    form = AnswerForm(request.POST or None)
    if submit(form, answer_request, request=found, actor=request.actor, today=request.today):
        tell(request, "Ihre Antwort ist beim Case Management angekommen.")
        return redirect("residence:requests")
    return _show(request, found, form, AskForm())


@page("POST")
def ask(request: Request, request_id: UUID) -> HttpResponse:
    """Ask back."""
    found = queries.received_request(request.actor, request_id)
    form = AskForm(request.POST)
    if submit(form, ask_back, request=found, actor=request.actor, today=request.today):
        tell(request, "Ihre Rückfrage ist beim Case Management angekommen.")
        return redirect("residence:request", request_id)
    return _show(request, found, AnswerForm(), form)


def _show(request: Request, found: Any, form: AnswerForm, asking: AskForm) -> HttpResponse:
    """The package; whatever shows it, a form with mistakes too: that it was read is noted, in case and trace."""
    note_request_read(request=found, actor=request.actor, today=request.today)
    audit.record_reading(actor=request.actor, subject=found)
    package = queries.received_as(queries.received_request(request.actor, found.id))
    form.initial["version"] = asking.initial["version"] = package.version
    possible = REQUEST.acts_from(package.state)
    return render(
        request,
        "residence/request.html",
        package=package,
        form=form,
        asking=asking,
        can_answer=RequestAct.ANSWER in possible,
        can_ask=RequestAct.ASK in possible,
    )
