"""Somebody of the file asks what is stored about them: handed in here, answered by data protection."""

from typing import Any

from django.http import HttpResponse

from faden.domain.cases.queries.family import people_of
from faden.domain.cases.rules import may_work_on
from faden.domain.subject_requests.operations.access import receive
from faden.domain.subject_requests.queries import requests_about
from faden.web.casework.forms.access import AccessForm
from faden.web.casework.views.file import open_file
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit


@page("GET", "POST", reads_file=True)
def requests(request: Request, number: str) -> HttpResponse:
    """/faelle/<Nummer>/auskunft/: how far requests are, and a new one."""
    case = open_file(request, number, may_work_on).case
    people = people_of(case, request.today)
    names = {one.id: one.full_name for one in people}
    form = AccessForm(
        request.POST or None, people=people, initial={"received_on": request.today, "person": case.person_id}
    )
    if submit(form, _received, actor=request.actor, today=request.today):
        tell(request, "Das Ersuchen ist eingetragen. Der Datenschutz beantwortet es binnen eines Monats.")
        return redirect("casework:access_requests", number)
    known = [(one, names.get(one.person_id, "")) for one in requests_about(list(names))]
    return render(request, "casework/access.html", case=case, form=form, known=known)


def _received(*, person: Any, **told: Any) -> Any:
    return receive(person_id=person.id, field="person", **told)
