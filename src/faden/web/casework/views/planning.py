"""The plan as a board and on a time axis, and templates of steps that often follow each other."""

from datetime import date
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from faden.domain.cases.enums import MeasureAct, MeasureState
from faden.domain.cases.operations.templates import adopt_template
from faden.domain.cases.queries import plan as plans
from faden.domain.cases.queries.clashes import clashes_of
from faden.domain.cases.queries.family import family_of
from faden.domain.cases.queries.templates import measure_templates, steps_from, template_by_key
from faden.domain.cases.rules import may_work_on
from faden.domain.cases.transitions import MEASURE
from faden.domain.organisations.queries import organisations
from faden.lib import german
from faden.web.casework import plan_axis
from faden.web.casework.family_words import told
from faden.web.casework.forms.templates import AdoptForm, TemplateChoiceForm
from faden.web.casework.plan_words import where_and_when
from faden.web.casework.views.file import open_file
from faden.web.layout.drafts import keep_draft
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit

#: What a button on the board does at once; waiting and breaking off ask for the barrier on their page.
AT_ONCE = (MeasureAct.START, MeasureAct.FINISH)
#: What a dropped card does at once. What ends a step cannot be taken back, and a hand slips: there the form opens.
DROPPED_AT_ONCE = (MeasureAct.START,)


@page("GET", reads_file=True)
def board(request: Request, number: str) -> HttpResponse:
    """The steps in columns by their state; buttons move them on."""
    file = open_file(request, number)
    steps = [one for section in plans.plan_of(file.case, request.today) for one in section.measures]
    columns = [(state, [one for one in steps if one.measure.state == state]) for state in MeasureState]
    return render(
        request,
        "casework/board.html",
        file=file,
        columns=columns,
        acts_of={state: [act for act in MEASURE.acts_from(state) if act in AT_ONCE] for state in MeasureState},
        moves={state: {MEASURE.target(state, act): act for act in MEASURE.acts_from(state)} for state in MeasureState},
        at_once=DROPPED_AT_ONCE,
        may_work=may_work_on.allows(request.actor, file.case, file.circle),
        where_and_when=where_and_when,
    )


@page("GET", reads_file=True)
def time_axis(request: Request, number: str) -> HttpResponse:
    """The steps from their first to their last day, goal by goal; a table tells the same."""
    file = open_file(request, number)
    sections = plans.plan_of(file.case, request.today)
    family = family_of(file.case, request.today)
    chains = plan_axis.own_clashes(clashes_of(file.case, family, request.today), file.case.person_id)
    open_clashes, accepted = told(chains)
    return render(
        request,
        "casework/plan_axis.html",
        file=file,
        axis=plan_axis.drawn(sections, plans.judged_on(file.case), chains, request.today),
        steps=plan_axis.rows(sections, chains, request.today),
        clashes=open_clashes,
        accepted=accepted,
        may_work=may_work_on.allows(request.actor, file.case, file.circle),
    )


@page("GET", reads_file=True)
def templates(request: Request, number: str) -> HttpResponse:
    """Choose a template and the first day; the address of the preview holds both."""
    case = open_file(request, number, may_work_on).case
    offered = measure_templates()
    initial = {"first_day": request.today, "template": offered[0] if offered else None}
    form = TemplateChoiceForm(request.GET or None, initial=initial, templates=offered)
    if form.is_valid():
        key, first_day = form.cleaned_data["template"].key, form.cleaned_data["first_day"]
        target = reverse("casework:adopt_template", args=[number, key])
        return HttpResponseRedirect(f"{target}?{urlencode({'ab': first_day.isoformat()})}")
    return render(request, "casework/templates.html", case=case, form=form, offered=offered)


@page("GET", "POST", reads_file=True)
def adopt(request: Request, number: str, template_key: str) -> HttpResponse:
    """Preview the steps with their days, change them, take them over."""
    case = open_file(request, number, may_work_on).case
    template = template_by_key(template_key)
    first_day = _day(request.GET.get("ab", ""), request.today)
    form = AdoptForm(
        request.POST or None,
        initial={"on": request.today},
        steps=steps_from(template, first_day),
        goals=plans.goals_of(case),
        organisations=organisations(),
    )
    keep_draft(request, form, "template", f"{number}-{template_key}")
    planned = submit(form, adopt_template, case=case, template=template, actor=request.actor, today=request.today)
    if planned:
        tell(request, f"{german.count(len(planned), 'Schritt ist', 'Schritte sind')} geplant.")
        return redirect("casework:plan", number)
    return render(request, "casework/adopt_template.html", case=case, form=form, template=template, first_day=first_day)


def _day(text: str, today: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today
