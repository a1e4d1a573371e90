"""Cases proposed for closing: all of them on one page, with what can be done about each."""

from django.http import HttpResponse
from django.utils import timezone

from faden.domain.cases.operations.closing import postpone_closing
from faden.domain.cases.rules import may_close, may_open_case
from faden.processes.close_case import close_as_proposed, proposed_cases
from faden.web.casework.forms.course import PostponeForm
from faden.web.casework.views.file import open_file
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit

SHOWN = 50


@page("GET")
def proposed(request: Request) -> HttpResponse:
    """The quietest cases first."""
    may_open_case.check(request.actor)
    found = proposed_cases(actor=request.actor, today=request.today, limit=SHOWN + 1)
    return render(
        request, "casework/closing.html", proposed=found[:SHOWN], more=len(found) > SHOWN, today=request.today
    )


@page("GET", "POST", reads_file=True)
def postpone(request: Request, number: str) -> HttpResponse:
    """Put a proposed closing off."""
    case = open_file(request, number, may_close).case
    form = PostponeForm(request.POST or None)
    if submit(form, postpone_closing, case=case, actor=request.actor, today=request.today):
        tell(request, "Der Abschluss ist aufgeschoben.")
        return redirect("casework:proposed_closings")
    lead = "Bis dahin wird der Abschluss nicht mehr vorgeschlagen. Der Grund bleibt in der Akte."
    return render(
        request, "casework/form.html", case=case, form=form, title="Abschluss aufschieben", act="Aufschieben", lead=lead
    )


@page("POST")
def close_quietly(request: Request, number: str) -> HttpResponse:
    """Close a proposed case as it is."""
    case = open_file(request, number, may_close).case
    close_as_proposed(case=case, actor=request.actor, today=request.today, now=timezone.now())
    tell(request, f"Der Fall {number} ist abgeschlossen. Er kann jederzeit wiedereröffnet werden.")
    return redirect("casework:proposed_closings")
