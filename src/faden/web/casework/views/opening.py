"""Open a case."""

from typing import Any

from django.http import HttpResponse

from faden.domain.cases.enums import AccessPath
from faden.domain.cases.queries.contacts import last_used
from faden.domain.cases.queries.course import helping_already
from faden.domain.cases.queries.people_search import running_cases_of
from faden.domain.cases.rules import may_open_case
from faden.processes.open_case import open_case as begin
from faden.web.casework.forms.consent import printed
from faden.web.casework.forms.new_person import NAMES
from faden.web.casework.forms.opening import OpeningForm
from faden.web.casework.proposals import with_proposals
from faden.web.casework.views.search import chosen_person, similar_people
from faden.web.casework.views.short_contact import TAKE_OVER
from faden.web.layout.drafts import keep_draft
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit

ADVICE = "empfehlung"
CHOSEN = "gewaehlt"


@page("GET", "POST")
def open_case(request: Request) -> HttpResponse:
    """The recommendation follows the answers (htmx, or the button beside it); similar people come before saving."""
    may_open_case.check(request.actor)
    asks = request.method == "POST" and ADVICE in request.POST
    fresh = request.method == "GET" or asks or not {TAKE_OVER, CHOSEN}.isdisjoint(request.POST)
    form = OpeningForm(None if fresh else request.POST, initial=_initial(request))
    keep_draft(request, form, "opening")
    person = chosen_person(request.POST.get(CHOSEN, "") or request.POST.get("person", ""))
    found = None if person else similar_people(form, request)
    if found is None and (case := submit(form, begin, person=person, actor=request.actor, today=request.today)):
        tell(request, with_proposals(f"Der Fall {case.number} ist eröffnet.", case, request.today))
        return redirect("casework:case", case.number)
    block = "advice" if asks and request.htmx else None
    return render(
        request,
        "casework/open_case.html",
        block=block,
        form=form,
        person=person,
        running=running_cases_of(person) if person else (),
        helping=helping_already(person, None, request.today) if person else [],
        found=found,
        printed=printed(),
    )


def _initial(request: Request) -> dict[str, Any]:
    """What the last contact, the search before and the form itself have said."""
    last = last_used(request.actor)
    suggested = {
        "on": request.today,
        "access_path": AccessPath.APPOINTMENT,
        "municipality": last.municipality_id if last else "",
    }
    if TAKE_OVER in request.POST:
        return {**suggested, **{name: request.POST.get(name, "") for name in (*NAMES, "person")}}
    typed = request.POST.dict()
    return {**suggested, **typed, "person": typed.get(CHOSEN) or typed.get("person", "")}
