"""Constellation and phase; closing and reopening."""

from django.http import HttpResponse

from faden.domain.cases.enums import GoalState, Phase
from faden.domain.cases.operations.closing import close_case, reopen_case
from faden.domain.cases.operations.course import change_constellation, enter_phase
from faden.domain.cases.queries.plan import goals_of
from faden.domain.cases.rules import may_change_constellation, may_close, may_enter_phase, may_reopen
from faden.domain.cases.transitions import PHASE
from faden.web.casework.forms.course import CloseForm, ConstellationForm, PhaseForm, ReopenForm
from faden.web.casework.views.file import open_file
from faden.web.layout.drafts import keep_draft
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit

FORM = "casework/form.html"


@page("GET", "POST", reads_file=True)
def constellation(request: Request, number: str) -> HttpResponse:
    """Counsel more or less closely."""
    case = open_file(request, number, may_change_constellation).case
    initial = {"version": case.version, "on": request.today}
    form = ConstellationForm(request.POST or None, initial=initial)
    if submit(form, change_constellation, case=case, actor=request.actor, today=request.today):
        tell(request, "Die Handlungskonstellation ist geändert.")
        return redirect("casework:case", number)
    title = "Handlungskonstellation ändern"
    lead = f"Zurzeit: {case.get_constellation_display()}."
    return render(request, FORM, case=case, form=form, title=title, act="Konstellation ändern", lead=lead)


@page("GET", "POST", reads_file=True)
def phase(request: Request, number: str) -> HttpResponse:
    """Go on to the next phase."""
    case = open_file(request, number, may_enter_phase).case
    initial = {"version": case.version, "on": request.today}
    form = PhaseForm(request.POST or None, initial=initial, phases=PHASE.acts_from(Phase(case.phase)))
    if submit(form, enter_phase, case=case, actor=request.actor, today=request.today):
        tell(request, "Die Phase ist geändert.")
        return redirect("casework:case", number)
    lead = f"Zurzeit: {case.get_phase_display()}."
    return render(request, FORM, case=case, form=form, title="Phase ändern", act="Phase beginnen", lead=lead)


@page("GET", "POST", reads_file=True)
def close(request: Request, number: str) -> HttpResponse:
    """Close with an evaluation of every goal."""
    file = open_file(request, number, may_close)
    goals = [goal for goal in goals_of(file.case) if goal.state == GoalState.OPEN]
    initial = {"version": file.case.version, "on": request.today}
    form = CloseForm(request.POST or None, initial=initial, goals=goals)
    keep_draft(request, form, "closing", number)
    if submit(form, close_case, case=file.case, actor=request.actor, today=request.today):
        tell(request, "Der Fall ist abgeschlossen. Er kann jederzeit wiedereröffnet werden.")
        return redirect("casework:case", number)
    return render(request, "casework/close.html", file=file, case=file.case, form=form)


@page("GET", "POST", reads_file=True)
def reopen(request: Request, number: str) -> HttpResponse:
    """Begin a new stay."""
    case = open_file(request, number, may_reopen).case
    initial = {"version": case.version, "on": request.today, "constellation": case.constellation}
    form = ReopenForm(request.POST or None, initial=initial)
    if submit(form, reopen_case, case=case, actor=request.actor, today=request.today):
        tell(request, "Der Fall ist wiedereröffnet.")
        return redirect("casework:case", number)
    lead = "Es beginnt eine neue Fallepisode. Alles Bisherige bleibt, wie es ist."
    return render(
        request, FORM, case=case, form=form, title="Fall wiedereröffnen", act="Fall wiedereröffnen", lead=lead
    )
