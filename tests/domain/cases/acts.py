"""Acts with everything that a test does not care about filled in."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from uuid import UUID

from faden.domain.cases.enums import ClosingReason, ContactKind, GoalState, Responsible, Visibility
from faden.domain.cases.models import Case, ContactNote, Goal, Measure, Stay
from faden.domain.cases.operations.closing import close_case
from faden.domain.cases.operations.goals import agree_goal
from faden.domain.cases.operations.measures import plan_measure
from faden.domain.cases.operations.notes import write_note
from faden.kernel.access.actor import Actor
from tests import given

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)


def note(
    case: Case,
    actor: Actor,
    *,
    on: date = given.TODAY,
    minutes: int = 25,
    text: str = "Gespräch über den Kurs",
    visibility: Visibility = Visibility.CIRCLE,
    today: date = given.TODAY,
) -> ContactNote:
    return write_note(
        case=case,
        on=on,
        kind=ContactKind.VISIT,
        minutes=minutes,
        text=text,
        visibility=visibility,
        actor=actor,
        today=today,
        now=NOW,
    )


def goal(case: Case, actor: Actor, *, words: str = "Ich möchte arbeiten", on: date = given.TODAY) -> Goal:
    return agree_goal(case=case, life_domain=given.life_domain(), words=words, on=on, actor=actor, today=given.TODAY)


def measure(
    case: Case,
    actor: Actor,
    *,
    title: str = "Kurs suchen",
    on: date = given.TODAY,
    due_on: date | None = None,
    today: date = given.TODAY,
) -> Measure:
    return plan_measure(
        case=case,
        title=title,
        responsible=Responsible.CLIENT,
        on=on,
        due_on=due_on,
        actor=actor,
        today=today,
    )


def close(
    case: Case,
    actor: Actor,
    *,
    on: date = given.TODAY,
    today: date = given.TODAY,
    goals: Mapping[UUID, GoalState] | None = None,
) -> Stay:
    return close_case(
        case=case,
        version=case.version,
        reason=ClosingReason.GOALS_REACHED,
        on=on,
        evaluation="Vieles ist geschafft.",
        goals=goals or {},
        actor=actor,
        today=today,
    )
