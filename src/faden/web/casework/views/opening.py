"""Open a case."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from faden.domain.cases.enums import AccessPath
from faden.domain.cases.operations.searching import search_people
from faden.domain.cases.queries.contacts import last_used
from faden.domain.cases.queries.people_search import Found
from faden.domain.cases.rules import may_open_case
from faden.domain.people.queries import person_or_404
from faden.kernel.access.errors import NotVisible
from faden.processes.open_case import open_case as begin
from faden.web.casework.forms.consent import printed
from faden.web.casework.forms.opening import NAMES, OpeningForm
from faden.web.casework.views.short_contact import TAKE_OVER
from faden.web.layout.drafts import keep_draft
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit

ADVICE = "empfehlung"


@page("GET", "POST")
def open_case(request: Request) -> HttpResponse:
    """The recommendation follows the answers (htmx, or the button beside it); similar people come before saving."""
    may_open_case.check(request.actor)
    asks = request.method == "POST" and ADVICE in request.POST
    fresh = request.method == "GET" or asks or TAKE_OVER in request.POST
    form = OpeningForm(None if fresh else request.POST, initial=_initial(request))
    keep_draft(request, form, "opening")
    person = _known(request.POST.get("person", ""))
    found = None if person else _similar(form, request)
    if found is None and (case := submit(form, begin, person=person, actor=request.actor, today=request.today)):
        tell(request, f"Der Fall {case.number} ist eröffnet.")
        return redirect("casework:case", case.number)
    block = "advice" if asks and request.htmx else None
    return render(
        request, "casework/open_case.html", block=block, form=form, person=person, found=found, printed=printed()
    )


def _known(person_id: str) -> Any:
    """The person chosen in the search; None for somebody new."""
    if not person_id:
        return None
    try:
        return person_or_404(UUID(person_id))
    except ValueError:
        raise NotVisible from None


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
    return {**suggested, **request.POST.dict()}


def _similar(form: OpeningForm, request: Request) -> Found | None:
    """People like the one about to be stored, when there are any and they have not been looked at."""
    if not form.is_bound or not form.is_valid() or form.search.is_empty or form.is_looked_at():
        return None
    found = search_people(search=form.search, actor=request.actor)
    return found if found.known or found.masked else None
