"""The plan: who does what, by when, where; and what holds it up."""

from datetime import date

from django.db import transaction

from faden.domain.cases.enums import MeasureAct, MeasureState, Responsible
from faden.domain.cases.models import Case, Goal, Measure, MeasureStep
from faden.domain.cases.operations.holding import check_day, hold, keep_due
from faden.domain.cases.rules import may_move_measure, may_work_on
from faden.domain.cases.transitions import MEASURE
from faden.domain.catalogues.models import Barrier
from faden.domain.organisations.models import Organisation
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock, save_edit
from faden.kernel.access.errors import Invalid
from faden.kernel.audit import operations as audit

EDITED = ("title", "responsible", "organisation", "due_on")


@transaction.atomic
def plan_measure(
    *,
    case: Case,
    title: str,
    responsible: Responsible,
    on: date,
    actor: Actor,
    today: date,
    goal: Goal | None = None,
    organisation: Organisation | None = None,
    due_on: date | None = None,
) -> Measure:
    """Add a step to the plan.

    :param goal: one of this case's goals
    :raises Invalid: an organisation is responsible but not named; the deadline lies before the start
    """
    case = hold(case, may_work_on, actor=actor, today=today, consented=True)
    check_day(on, today, earliest=case.opened_on, why="Der Fall")
    _check(title=title, responsible=responsible, organisation=organisation, due_on=due_on, created_on=on)
    if goal is not None and goal.case_id != case.id:
        raise Invalid({"goal": "Dieses Ziel gehört zu einem anderen Fall."})
    measure = Measure.objects.create(
        case=case,
        goal=goal,
        title=title.strip(),
        responsible=responsible,
        organisation=organisation,
        created_on=on,
        due_on=due_on,
    )
    keep_due(case)
    audit.record("measure.planned", actor=actor, subject=measure, on=on, due_on=due_on, organisation=organisation)
    return measure


@transaction.atomic
def change_measure(
    *,
    measure: Measure,
    version: int,
    title: str,
    responsible: Responsible,
    actor: Actor,
    today: date,
    organisation: Organisation | None = None,
    due_on: date | None = None,
) -> Measure:
    """Change what a step is about or by when it is due.

    :raises Conflict: somebody has changed it since
    """
    case = hold(measure.case, may_work_on, actor=actor, today=today)
    measure = lock(measure, version=version, fields=EDITED)
    _check(
        title=title,
        responsible=responsible,
        organisation=organisation,
        due_on=due_on if due_on != measure.due_on else None,
        created_on=measure.created_on,
    )
    if measure.state in MEASURE.final:
        raise Invalid({"": "Der Schritt ist beendet und bleibt, wie er war."})
    former_due = measure.due_on
    save_edit(measure, title=title.strip(), responsible=responsible, organisation=organisation, due_on=due_on)
    keep_due(case)
    audit.record("measure.changed", actor=actor, subject=measure, due_on=[former_due, due_on])
    return measure


@transaction.atomic
def move_measure(
    *,
    measure: Measure,
    version: int,
    act: MeasureAct,
    on: date,
    actor: Actor,
    today: date,
    barrier: Barrier | None = None,
    remark: str = "",
) -> Measure:
    """Let a step wait, begin, end or break off.

    :param barrier: what it waits for; what broke it off, where a barrier did
    :raises Refused: it does not stand where this can follow
    :raises Invalid: it waits without a barrier, or breaks off without a word why
    :raises Conflict: somebody has moved it since
    """
    case = hold(measure.case, may_work_on, actor=actor, today=today)
    measure = lock(measure, version=version, fields=("state", "barrier"))
    may_move_measure.check(measure, act)
    check_day(on, today, earliest=_last_change(measure), why="Der jetzige Stand")
    if act == MeasureAct.WAIT and barrier is None:
        raise Invalid({"barrier": "Bitte die Hürde angeben, auf die der Schritt wartet."})
    if act == MeasureAct.ABORT and barrier is None and not remark.strip():
        raise Invalid(
            {"barrier": "Bitte die Hürde angeben, die den Schritt beendet hat, oder unten sagen, warum er endet."}
        )
    step_measure(measure, act=act, on=on, barrier=barrier, remark=remark.strip(), actor=actor)
    keep_due(case)
    return measure


def step_measure(
    measure: Measure, *, act: MeasureAct, on: date, actor: Actor, barrier: Barrier | None = None, remark: str = ""
) -> None:
    """Write the step and the measure as it stands from now on; both must be locked."""
    before = MeasureState(measure.state)
    after = MEASURE.target(before, act)
    if act not in (MeasureAct.WAIT, MeasureAct.ABORT):
        barrier = None
    MeasureStep.objects.create(
        case_id=measure.case_id,
        measure=measure,
        from_state=before,
        to_state=after,
        on=on,
        author_id=actor.id,
        barrier=barrier,
        remark=remark,
    )
    save_edit(
        measure,
        state=after,
        barrier=barrier,
        waiting_since=on if after == MeasureState.WAITING else None,
        ended_on=on if after in MEASURE.final else None,
    )
    audit.record("measure.moved", actor=actor, subject=measure, on=on, state=[before, after], barrier=barrier)


def _last_change(measure: Measure) -> date:
    last = measure.steps.order_by("-on").values_list("on", flat=True).first()
    return last or measure.created_on


def _check(
    *, title: str, responsible: Responsible, organisation: Organisation | None, due_on: date | None, created_on: date
) -> None:
    errors = {}
    if not title.strip():
        errors["title"] = "Bitte den Schritt benennen."
    if responsible == Responsible.ORGANISATION and organisation is None:
        errors["organisation"] = "Bitte die Organisation auswählen, die den Schritt übernimmt."
    if due_on is not None and due_on < created_on:
        errors["due_on"] = "Die Frist liegt vor dem Tag, an dem der Schritt geplant wurde."
    if errors:
        raise Invalid(errors)
