"""The plan: goals, measures, barriers."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from faden.domain.cases.enums import ChildCare, MeasureState, Responsible
from faden.domain.cases.operations.barriers import overcome_barrier, record_barrier
from faden.domain.cases.operations.goals import agree_goal, change_goal
from faden.domain.cases.operations.measures import change_measure, move_measure, plan_measure
from faden.domain.cases.queries import plan as plans
from faden.domain.cases.queries.agreements import agreements_of
from faden.domain.cases.rules import may_work_on
from faden.domain.cases.transitions import MEASURE
from faden.domain.catalogues.queries import barriers, life_domains
from faden.domain.offers.queries import offers_now
from faden.domain.organisations.queries import organisations
from faden.domain.tracks.queries import open_steps_of
from faden.reporting.goal_agreement import RIGHT_TO_LEFT
from faden.web.casework.forms.plan import (
    BarrierForm,
    GoalChangeForm,
    GoalForm,
    MeasureChangeForm,
    MeasureForm,
    MeasureMoveForm,
    OvercomeForm,
)
from faden.web.casework.plan_words import where_and_when
from faden.web.casework.views.file import open_file
from faden.web.layout.drafts import keep_draft
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit

FORM, MEASURE_FORM = "casework/form.html", "casework/measure.html"
#: Of a step, what the form shows again.
SHOWN = (
    "title", "responsible", "organisation", "offer", "place", "due_on", "starts_on", "ends_on", "child_care", "version"
)  # fmt: skip


@page("GET", reads_file=True)
def plan(request: Request, number: str) -> HttpResponse:
    """Goals with their steps, and what holds the case up."""
    file = open_file(request, number)
    return render(
        request,
        "casework/plan.html",
        file=file,
        agreements=agreements_of(file.case),
        rtl=RIGHT_TO_LEFT,
        sections=plans.plan_of(file.case, request.today),
        barriers=plans.barriers_of(file.case),
        track_steps=open_steps_of(file.case, request.today),
        may_work=may_work_on.allows(request.actor, file.case, file.circle),
        where_and_when=where_and_when,
    )


@page("GET", "POST", reads_file=True)
def agree(request: Request, number: str) -> HttpResponse:
    """Agree on a goal."""
    case = open_file(request, number, may_work_on).case
    form = GoalForm(request.POST or None, initial={"on": request.today}, life_domains=life_domains())
    keep_draft(request, form, "goal", number)
    if submit(form, agree_goal, case=case, actor=request.actor, today=request.today):
        tell(request, "Das Ziel ist vereinbart.")
        return redirect("casework:plan", number)
    return render(request, FORM, case=case, form=form, title="Ziel vereinbaren", act="Ziel vereinbaren")


@page("GET", "POST", reads_file=True)
def change(request: Request, number: str, goal_id: UUID) -> HttpResponse:
    """Put a goal into other words, or say how far it is reached."""
    case = open_file(request, number, may_work_on).case
    goal = plans.goal_of(case, goal_id)
    spoken = {"language": goal.language, "german": goal.german}
    initial = {"words": goal.words, **spoken, "state": goal.state, "version": goal.version, "on": request.today}
    form = GoalChangeForm(request.POST or None, initial=initial)
    keep_draft(request, form, "goal_change", goal_id)
    if submit(form, change_goal, goal=goal, actor=request.actor, today=request.today):
        tell(request, "Das Ziel ist geändert. Der bisherige Wortlaut bleibt im Verlauf.")
        return redirect("casework:plan", number)
    return render(request, FORM, case=case, form=form, title="Ziel ändern", act="Änderung speichern")


@page("GET", "POST", reads_file=True)
def plan_step(request: Request, number: str) -> HttpResponse:
    """Add a step to the plan."""
    case = open_file(request, number, may_work_on).case
    initial = {
        "on": request.today,
        "goal": request.GET.get("ziel"),
        "responsible": Responsible.CLIENT,
        "child_care": ChildCare.NONE,
    }
    form = MeasureForm(request.POST or None, initial=initial, goals=plans.goals_of(case), **_choices(request))
    if submit(form, plan_measure, case=case, actor=request.actor, today=request.today):
        tell(request, "Die Maßnahme ist geplant.")
        return redirect("casework:plan", number)
    return render(request, MEASURE_FORM, case=case, form=form, title="Maßnahme planen", act="Maßnahme planen")


@page("GET", "POST", reads_file=True)
def change_step(request: Request, number: str, measure_id: UUID) -> HttpResponse:
    """Change what a step is about, where and when."""
    case = open_file(request, number, may_work_on).case
    measure = plans.measure_of(case, measure_id)
    initial = {name: getattr(measure, name) for name in SHOWN} | {"slots": plans.slots_of(measure)}
    form = MeasureChangeForm(request.POST or None, initial=initial, **_choices(request, measure))
    if submit(form, change_measure, measure=measure, actor=request.actor, today=request.today):
        tell(request, "Die Maßnahme ist geändert.")
        return redirect("casework:plan", number)
    return render(request, MEASURE_FORM, case=case, form=form, title="Maßnahme ändern", act="Änderung speichern")


def _choices(request: Request, measure: Any = None) -> dict[str, list[Any]]:
    """What a step can be done by and at; an offer that is over stays with the step that has it."""
    offers = offers_now(request.today)
    if measure is not None and measure.offer is not None and measure.offer not in offers:
        offers.append(measure.offer)
    return {"organisations": organisations(), "offers": offers}


@page("GET", "POST", reads_file=True)
def move_step(request: Request, number: str, measure_id: UUID) -> HttpResponse:
    """Let a step begin, wait, end or break off."""
    case = open_file(request, number, may_work_on).case
    measure = plans.measure_of(case, measure_id)
    form = MeasureMoveForm(
        request.POST or None,
        initial={"on": request.today, "version": measure.version, "act": request.GET.get("stand")},
        acts=MEASURE.acts_from(MeasureState(measure.state)),
        barriers=barriers(),
    )
    if submit(form, move_measure, measure=measure, actor=request.actor, today=request.today):
        tell(request, "Der Stand der Maßnahme ist festgehalten.")
        return redirect("casework:board" if _from_board(request) else "casework:plan", number)
    lead = f"„{measure.title}“ ist zurzeit {measure.get_state_display()}."
    return render(request, FORM, case=case, form=form, title="Wie geht es weiter?", act="Stand festhalten", lead=lead)


def _from_board(request: Request) -> bool:
    """Whether somebody came from the board and wants to be back there."""
    return "1" in (request.POST.get("tafel"), request.GET.get("tafel"))


@page("GET", "POST", reads_file=True)
def barrier(request: Request, number: str) -> HttpResponse:
    """Say what holds the case up."""
    case = open_file(request, number, may_work_on).case
    form = BarrierForm(request.POST or None, initial={"on": request.today}, barriers=barriers())
    keep_draft(request, form, "barrier", number)
    if submit(form, record_barrier, case=case, actor=request.actor, today=request.today):
        tell(request, "Die Hürde ist eingetragen.")
        return redirect("casework:case", number)
    return render(request, FORM, case=case, form=form, title="Hürde eintragen", act="Hürde eintragen")


@page("GET", "POST", reads_file=True)
def overcome(request: Request, number: str, barrier_id: UUID) -> HttpResponse:
    """Say that a barrier is overcome."""
    case = open_file(request, number, may_work_on).case
    met = plans.barrier_of(case, barrier_id)
    form = OvercomeForm(request.POST or None, initial={"on": request.today})
    if submit(form, overcome_barrier, met=met, actor=request.actor, today=request.today):
        tell(request, "Die Hürde ist als überwunden eingetragen.")
        return redirect("casework:plan", number)
    lead = f"„{met.barrier}“ hält den Fall seit dem {met.since:%d.%m.%Y} auf."
    return render(request, FORM, case=case, form=form, title="Hürde überwunden", act="Eintragen", lead=lead)
