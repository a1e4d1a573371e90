"""The plan of a case: goals, their measures with what held them up, and barriers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import F, Prefetch

from faden.domain.cases.calculation import StateChange, is_overdue, waiting_days
from faden.domain.cases.enums import GoalState, MeasureState
from faden.domain.cases.models import Case, CaseBarrier, Goal, GoalStep, Measure, MeasureStep
from faden.domain.cases.transitions import MEASURE
from faden.kernel.access.errors import NotVisible
from faden.lib.weekly_times import Slot

Row = TypeVar("Row")


@dataclass(frozen=True)
class PlannedMeasure:
    """A step of the plan as it stands today.

    :param waited: days it has spent waiting so far
    :param times: when it takes place every week
    :param changes: the days on which its state changed, in their order
    """

    measure: Measure
    overdue: bool
    waited: int
    finished: bool
    times: tuple[Slot, ...] = ()
    changes: tuple[StateChange, ...] = ()


@dataclass(frozen=True)
class Section:
    """A goal with its steps; without a goal: the steps that belong to none."""

    goal: Goal | None
    measures: tuple[PlannedMeasure, ...]


def goals_of(case: Case) -> list[Goal]:
    """The goals, in the order in which they were agreed."""
    return list(Goal.objects.filter(case_id=case.id).select_related("life_domain"))


def judged_on(case: Case) -> dict[UUID, date]:
    """The day each goal that is no longer open was judged as it stands now."""
    judged = GoalStep.objects.filter(case_id=case.id, goal__state=F("to_state")).exclude(to_state=GoalState.OPEN)
    return dict(judged.exclude(from_state=F("to_state")).order_by("on", "id").values_list("goal_id", "on"))


def plan_of(case: Case, today: date) -> list[Section]:
    """Goals with their steps, then the steps that belong to no goal."""
    steps = Prefetch("steps", MeasureStep.objects.order_by("on", "id"))
    measures = (
        Measure.objects.filter(case_id=case.id)
        .select_related("organisation", "barrier", "offer")
        .prefetch_related(steps, "slots")
        .order_by(F("ended_on").asc(nulls_first=True), F("due_on").asc(nulls_last=True), "id")
    )
    by_goal: dict[UUID | None, list[PlannedMeasure]] = {}
    for measure in measures:
        by_goal.setdefault(measure.goal_id, []).append(_planned(measure, measure.steps.all(), today))
    sections = [Section(goal, tuple(by_goal.get(goal.id, ()))) for goal in goals_of(case)]
    if None in by_goal:
        sections.append(Section(None, tuple(by_goal[None])))
    return sections


def _planned(measure: Measure, steps: Iterable[MeasureStep], today: date) -> PlannedMeasure:
    finished = measure.state in MEASURE.final
    changes = tuple(StateChange(step.on, MeasureState(step.to_state)) for step in steps)
    return PlannedMeasure(
        measure=measure,
        overdue=not finished and is_overdue(measure.due_on, today),
        waited=waiting_days(changes, today),
        finished=finished,
        times=slots_of(measure),
        changes=changes,
    )


def slots_of(measure: Measure) -> tuple[Slot, ...]:
    """When it takes place every week."""
    return tuple(Slot(slot.weekday, slot.starts_at, slot.ends_at) for slot in measure.slots.all())


def barriers_of(case: Case) -> list[CaseBarrier]:
    """What has held the case up, what still does first."""
    found = CaseBarrier.objects.filter(case_id=case.id).select_related("barrier")
    return list(found.order_by(F("until").desc(nulls_first=True), "-since", "-id"))


def goal_of(case: Case, goal_id: UUID) -> Goal:
    """One goal of this case.

    :raises NotVisible: there is none
    """
    return _one(Goal.objects.filter(case_id=case.id, id=goal_id).select_related("case").first())


def measure_of(case: Case, measure_id: UUID) -> Measure:
    """One step of this case's plan.

    :raises NotVisible: there is none
    """
    found = Measure.objects.filter(case_id=case.id, id=measure_id)
    return _one(found.select_related("case", "organisation", "barrier", "offer__organisation").first())


def barrier_of(case: Case, barrier_id: UUID) -> CaseBarrier:
    """One barrier of this case.

    :raises NotVisible: there is none
    """
    return _one(CaseBarrier.objects.filter(case_id=case.id, id=barrier_id).select_related("case", "barrier").first())


def _one(row: Row | None) -> Row:
    if row is None:
        raise NotVisible
    return row
