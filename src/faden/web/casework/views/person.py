"""The client's data, and the family."""

from django.http import HttpResponse

from faden.domain.cases.rules import may_work_on
from faden.domain.people.rules import may_keep_people
from faden.processes.client_data import add_relative, correct_client
from faden.web.casework.forms.person import FIELDS, PersonForm, RelativeForm
from faden.web.casework.views.file import open_file
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit


@page("GET", "POST", reads_file=True)
def person(request: Request, number: str) -> HttpResponse:
    """Correct or complete what is known of the client."""
    may_keep_people.check(request.actor)
    case = open_file(request, number, may_work_on).case
    known = {name: getattr(case.person, name) for name in (*FIELDS, "version")}
    form = PersonForm(request.POST or None, initial=known)
    if submit(form, correct_client, case=case, actor=request.actor, today=request.today):
        tell(request, "Die Angaben zur Person sind gespeichert.")
        return redirect("casework:case", number)
    return render(request, "casework/person.html", case=case, form=form)


@page("GET", "POST", reads_file=True)
def relative(request: Request, number: str) -> HttpResponse:
    """Add somebody to the household."""
    may_keep_people.check(request.actor)
    case = open_file(request, number, may_work_on).case
    form = RelativeForm(request.POST or None, initial={"since": request.today})
    if submit(form, add_relative, case=case, actor=request.actor, today=request.today):
        tell(request, "Die Person gehört jetzt zum Haushalt.")
        return redirect("casework:family", number)
    return render(request, "casework/relative.html", case=case, form=form)
