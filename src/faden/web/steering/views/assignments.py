"""Assignments: what is open, what is done."""

from uuid import UUID

from django.http import HttpResponse

from faden.domain.steering.operations.recording import finish_assignment
from faden.domain.steering.queries import assignment_by_id, finished_assignments, open_assignments
from faden.domain.steering.rules import may_finish_assignment
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit
from faden.web.steering.forms.recording import FinishForm

MINE, DONE = "meine", "erledigt"


@page("GET")
def assignments(request: Request) -> HttpResponse:
    """What somebody does until when because a body has decided it; the most urgent first."""
    chosen = request.GET.get("welche", "")
    mine = open_assignments().filter(responsible_id=request.actor.id)
    listed = finished_assignments() if chosen == DONE else list(mine if chosen == MINE else open_assignments())
    return render(
        request,
        "steering/assignments.html",
        assignments=[(found, may_finish_assignment.allows(request.actor, found)) for found in listed],
        overdue=sum(found.done_on is None and found.due_on < request.today for found in listed),
        done=chosen == DONE,
        choices=[(MINE, "meine"), (DONE, "erledigte")],
    )


@page("GET", "POST")
def finish(request: Request, assignment_id: UUID) -> HttpResponse:
    """Report an assignment as done."""
    found = assignment_by_id(assignment_id)
    may_finish_assignment.check(request.actor, found)
    form = FinishForm(
        request.POST or None, initial={"on": request.today, "version": found.version}, today=request.today
    )
    if submit(form, finish_assignment, assignment=found, actor=request.actor):
        tell(request, "Der Auftrag ist erledigt gemeldet.")
        return redirect("steering:assignments")
    return render(request, "steering/finish.html", assignment=found, form=form)
