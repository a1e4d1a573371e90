"""Constellation and phase; closing and reopening."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from faden.domain.cases.enums import Constellation, GoalState, Phase
from faden.domain.cases.operations.closing import reopen_case
from faden.domain.cases.operations.course import change_constellation, check_criteria, enter_phase
from faden.domain.cases.queries.course import Helping, course_of, helping_already, last_check, phases_passed, together
from faden.domain.cases.queries.plan import goals_of
from faden.domain.cases.rules import may_change_constellation, may_close, may_enter_phase, may_reopen
from faden.domain.cases.transitions import CONSTELLATION, PHASE
from faden.domain.referrals.queries import helping_by_referral
from faden.lib import german
from faden.processes.close_case import ReferralEnd, close_case, left_open
from faden.web.casework.forms.course import CloseForm, ConstellationForm, PhaseForm, ReopenForm
from faden.web.casework.forms.criteria import CRITERIA, CriteriaForm
from faden.web.casework.story import last_day
from faden.web.casework.views.file import open_file
from faden.web.layout.drafts import keep_draft
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit

FORM = "casework/form.html"
ADVICE = "empfehlung"


@page("GET", reads_file=True)
def course(request: Request, number: str) -> HttpResponse:
    """How the counselling went: stays, constellations, phases, checks, and who helps already."""
    file = open_file(request, number)
    found = course_of(file.case, request.today)
    return render(
        request,
        "casework/course.html",
        file=file,
        course=found,
        phases=_phases(file.case, phases_passed(found)),
        helping=_helping(file.case, request),
        may_check=may_change_constellation.allows(request.actor, file.case, file.circle),
        last_day=last_day,
    )


def _phases(case: Any, passed: dict[Phase, date]) -> list[dict[str, str]]:
    """The phases as steps: passed, here, to come."""
    steps = []
    for phase in Phase:
        here = case.is_open and phase == case.phase
        note = f"seit {german.day(passed[phase])}" if here and phase in passed else ""
        state = "here" if here else "done" if phase in passed else "open"
        steps.append({"label": phase.label, "state": state, "note": note})
    return steps


@page("GET", "POST", reads_file=True)
def criteria(request: Request, number: str) -> HttpResponse:
    """The four questions once more; the recommendation follows the answers (htmx, or the button beside it)."""
    case = open_file(request, number, may_change_constellation).case
    asks = request.method == "POST" and ADVICE in request.POST
    initial = request.POST.dict() if asks else _last_answers(case, request)
    form = CriteriaForm(None if asks else request.POST or None, initial=initial)
    if submit(form, check_criteria, case=case, actor=request.actor, today=request.today):
        tell(request, "Die Prüfung ist festgehalten.")
        return redirect("casework:course", number)
    block = "advice" if asks and request.htmx else None
    helping = [] if block else _helping(case, request)
    return render(request, "casework/criteria.html", block=block, case=case, form=form, helping=helping)


def _last_answers(case: Any, request: Request) -> dict[str, Any]:
    """The former answers stand in the form: what has not changed needs no second click."""
    last = last_check(case)
    answers = {name: "ja" if getattr(last, name) else "nein" for name in CRITERIA} if last else {}
    other = last.other_case_management if last else ""
    fresh = {"decided": case.constellation, "on": request.today, "version": case.version}
    return {**answers, "other_case_management": other, **fresh}


def _helping(case: Any, request: Request) -> list[Helping]:
    """Who helps already, from the file and from its referrals."""
    return together([*helping_already(case.person, case, request.today), *helping_by_referral(case)])


@page("GET", "POST", reads_file=True)
def constellation(request: Request, number: str) -> HttpResponse:
    """Counsel more or less closely."""
    case = open_file(request, number, may_change_constellation).case
    initial = {"version": case.version, "on": request.today}
    following = CONSTELLATION.acts_from(Constellation(case.constellation))
    form = ConstellationForm(request.POST or None, initial=initial, following=following)
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
    initial = {"version": file.case.version, "on": request.today, "referrals": ReferralEnd.GOES_ON}
    form = CloseForm(request.POST or None, initial=initial, goals=goals, measures=file.next_steps)
    keep_draft(request, form, "closing", number)
    now = timezone.now()
    if submit(form, close_case, case=file.case, actor=request.actor, today=request.today, now=now):
        tell(request, "Der Fall ist abgeschlossen. Er kann jederzeit wiedereröffnet werden.")
        return redirect("casework:case", number)
    left = left_open(case=file.case, today=request.today)
    return render(request, "casework/close.html", file=file, case=file.case, form=form, left=left)


@page("GET", "POST", reads_file=True)
def reopen(request: Request, number: str) -> HttpResponse:
    """Begin a new stay."""
    case = open_file(request, number, may_reopen).case
    initial = {"version": case.version, "on": request.today, "constellation": case.constellation}
    form = ReopenForm(request.POST or None, initial=initial)
    if submit(form, reopen_case, case=case, actor=request.actor, today=request.today):
        tell(request, "Der Fall ist wiedereröffnet.")
        return redirect("casework:case", number)
    lead = (
        "Es beginnt eine neue Fallepisode. Alles Bisherige bleibt, wie es ist. Eine Fallberatung, die mit dem "
        "Abschluss geendet hat, lebt nicht wieder auf; Sie können den Fall neu einbringen."
    )
    return render(
        request, FORM, case=case, form=form, title="Fall wiedereröffnen", act="Fall wiedereröffnen", lead=lead
    )
