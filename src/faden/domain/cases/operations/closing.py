"""Closing a stay with its evaluation, and beginning a new one; nothing that was is overwritten."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NotRequired, TypedDict, Unpack
from uuid import UUID

from django.db import transaction

from faden.domain.cases.calculation import mean_goal_score
from faden.domain.cases.enums import (
    CircleFunction,
    ClosingReason,
    Constellation,
    GoalState,
    MeasureAct,
    MeasureEnd,
    Phase,
)
from faden.domain.cases.models import (
    Case,
    CaseBarrier,
    CircleMember,
    ClosingPostponement,
    ConstellationPeriod,
    Goal,
    Measure,
    PhasePeriod,
    Stay,
)
from faden.domain.cases.operations.circle import end_access
from faden.domain.cases.operations.goals import step_goal
from faden.domain.cases.operations.holding import check_day, hold
from faden.domain.cases.operations.measures import step_measure
from faden.domain.cases.queries.circle import not_ended
from faden.domain.cases.queries.closing import last_event
from faden.domain.cases.rules import may_close, may_reopen
from faden.domain.cases.transitions import UNFINISHED
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import save_edit
from faden.kernel.access.errors import Invalid
from faden.kernel.audit import operations as audit
from faden.lib.periods import add_months

PERIODS = (ConstellationPeriod, PhasePeriod)
MOST_MONTHS = 12
_REMARKS = {
    MeasureEnd.ABORTED: "mit dem Fall abgeschlossen",
    MeasureEnd.DONE: "beim Abschluss als erledigt eingetragen",
    MeasureEnd.GOES_ON: "läuft ohne das Case Management weiter",
}


class Ending(TypedDict):
    """How a stay ends.

    :param on: its last day; not before anything that happened in it
    :param goals: how far each open goal was reached
    :param measures: how steps end that are not finished; those not named break off
    """

    reason: ClosingReason
    on: date
    evaluation: str
    goals: Mapping[UUID, GoalState]
    client_feedback: NotRequired[str]
    measures: NotRequired[Mapping[UUID, MeasureEnd]]


@transaction.atomic
def close_case(*, case: Case, version: int, actor: Actor, today: date, **ending: Unpack[Ending]) -> Stay:
    """End the present stay.

    Steps of the plan that are not finished break off unless told otherwise, barriers end, helpers lose access; the
    responsible case manager keeps it, to reopen.

    :raises Conflict: somebody has changed the case since
    :raises Refused: the actor may not close this case, or not now
    :raises Invalid: a goal is not evaluated, or the day does not fit
    """
    case = hold(case, may_close, actor=actor, today=today, version=version, fields=("phase", "constellation"))
    on = ending["on"]
    check_day(on, today)
    last, what = last_event(case)
    if on < last:
        raise Invalid({"on": f"{what} ist vom {last:%d.%m.%Y}. Der Abschluss kann nicht davor liegen."})
    if not ending["evaluation"].strip():
        raise Invalid({"evaluation": "Bitte in wenigen Sätzen auswerten, was erreicht wurde."})
    _evaluate(case, ending["goals"], on=on, actor=actor)
    _break_off(case, ending.get("measures", {}), on=on, actor=actor)
    others = CircleMember.objects.filter(not_ended(today), case_id=case.id).exclude(function=CircleFunction.RESPONSIBLE)
    for helper in others:
        end_access(helper, today=today, actor=actor)
    stay = _end_periods(case, until=on + timedelta(days=1))
    stay.closing_reason = ending["reason"]
    stay.evaluation = ending["evaluation"].strip()
    stay.client_feedback = ending.get("client_feedback", "").strip()
    stay.save(update_fields=["until", "closing_reason", "evaluation", "client_feedback"])
    save_edit(case, closed_on=on, due_on=None)
    score = mean_goal_score(Goal.objects.filter(case_id=case.id).values_list("state", flat=True))
    audit.record("case.closed", actor=actor, subject=case, on=on, reason=ending["reason"], goal_score=score)
    return stay


@transaction.atomic
def reopen_case(
    *,
    case: Case,
    version: int,
    on: date,
    reason: str,
    constellation: Constellation,
    actor: Actor,
    today: date,
    phase: Phase = Phase.ASSESSMENT,
) -> Stay:
    """Begin a new stay; the former ones stay as they are.

    Reopened on the very day of the closing, the new stay begins the day after: each day belongs to one stay.

    :raises Conflict: somebody has reopened it since
    :raises Refused: the actor may not reopen this case, or it is open
    """
    case = hold(
        case,
        may_reopen,
        actor=actor,
        today=today,
        version=version,
        fields=("closed_on",),
        consented=constellation != Constellation.SHORT,
    )
    last = Stay.objects.filter(case_id=case.id).latest("since")
    check_day(on, today, earliest=case.closed_on, why="Die Zeit nach dem Abschluss")
    if not reason.strip():
        raise Invalid({"reason": "Bitte den Anlass angeben."})
    since = max(on, last.until or on)
    stay = Stay.objects.create(case=case, since=since, reason=reason.strip())
    ConstellationPeriod.objects.create(case=case, constellation=constellation, since=since)
    PhasePeriod.objects.create(case=case, phase=phase, since=since)
    save_edit(case, closed_on=None, constellation=constellation, phase=phase)
    audit.record("case.reopened", actor=actor, subject=case, on=since, constellation=constellation)
    return stay


def _evaluate(case: Case, goals: Mapping[UUID, GoalState], *, on: date, actor: Actor) -> None:
    """Write down how far each open goal was reached."""
    still_open = list(Goal.objects.select_for_update().filter(case_id=case.id, state=GoalState.OPEN))
    missing = {
        f"goal_{goal.id}": "Bitte sagen, wie weit dieses Ziel erreicht ist."
        for goal in still_open
        if goals.get(goal.id, GoalState.OPEN) == GoalState.OPEN
    }
    if missing:
        raise Invalid(missing)
    for goal in still_open:
        step_goal(goal, words=goal.words, state=goals[goal.id], on=on, actor=actor)


@transaction.atomic
def postpone_closing(*, case: Case, until: date, reason: str, actor: Actor, today: date) -> ClosingPostponement:
    """Put a proposed closing off; it is proposed again from that day on.

    :raises Invalid: the day is not ahead, further ahead than a year, or no reason is given
    :raises Refused: only the responsible case manager, and only of an open case
    """
    case = hold(case, may_close, actor=actor, today=today)
    errors = {}
    if until <= today:
        errors["until"] = "Bitte einen Tag in der Zukunft angeben."
    elif until > add_months(today, MOST_MONTHS):
        errors["until"] = "Aufgeschoben wird für höchstens ein Jahr."
    if not reason.strip():
        errors["reason"] = "Bitte sagen, warum der Fall offen bleibt."
    if errors:
        raise Invalid(errors)
    put_off = ClosingPostponement.objects.create(
        case=case, on=today, until=until, reason=reason.strip(), author_id=actor.id
    )
    audit.record("case.closing_postponed", actor=actor, subject=case, until=until)
    return put_off


def _break_off(case: Case, ends: Mapping[UUID, MeasureEnd], *, on: date, actor: Actor) -> None:
    """End what is still going on."""
    for measure in Measure.objects.select_for_update().filter(case_id=case.id, state__in=UNFINISHED):
        end = ends.get(measure.id, MeasureEnd.ABORTED)
        act = MeasureAct.FINISH if end == MeasureEnd.DONE else MeasureAct.ABORT
        step_measure(measure, act=act, on=on, actor=actor, remark=_REMARKS[end])
    CaseBarrier.objects.filter(case_id=case.id, until__isnull=True).update(until=on + timedelta(days=1))


def _end_periods(case: Case, *, until: date) -> Stay:
    for kind in PERIODS:
        kind.objects.filter(case_id=case.id, until__isnull=True).update(until=until)
    stay = Stay.objects.get(case_id=case.id, until__isnull=True)
    stay.until = until
    return stay
