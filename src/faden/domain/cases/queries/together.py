"""Cases with which something can be done at once, and those with which it cannot, each with its reason."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from faden.domain.cases.calculation import Circle, circle_from
from faden.domain.cases.enums import GoalState, HandoverState
from faden.domain.cases.models import Case, CircleMember, Goal, Handover
from faden.domain.cases.queries.circle import in_force
from faden.domain.cases.queries.to_do import cases_to_close
from faden.domain.cases.rules import may_close, may_hand_over, may_work_on
from faden.kernel.access.actor import Actor


@dataclass(frozen=True)
class Candidate:
    """A case of the preview; ``reason`` is None where it can be chosen.

    :param since: since when it is proposed for closing
    """

    case: Case
    reason: str | None
    since: date | None = None


def circles_of(cases: Iterable[Case], today: date) -> dict[UUID, Circle]:
    """The circles of many cases on that day."""
    found: dict[UUID, list[tuple[UUID, str, str]]] = defaultdict(list)
    ids = [case.id for case in cases]
    members = CircleMember.objects.filter(in_force(today), case__in=ids)
    for one in members:
        found[one.case_id].append((one.account_id, one.function, one.scope))
    return {key: circle_from(found[key]) for key in ids}


def cases_to_hand_over(cases: Sequence[Case], *, actor: Actor, today: date) -> list[Candidate]:
    """Which of these cases the actor can propose somebody else for."""
    circles = circles_of(cases, today)
    proposed = set(Handover.objects.filter(case__in=cases, state=HandoverState.PROPOSED).values_list("case", flat=True))
    return [
        Candidate(
            case,
            may_hand_over(actor, case, circles[case.id])
            or ("Eine Übergabe ist schon vorgeschlagen." if case.id in proposed else None),
        )
        for case in cases
    ]


def cases_to_work_on(cases: Sequence[Case], *, actor: Actor, today: date) -> list[Candidate]:
    """In which of these cases the actor can do something now."""
    circles = circles_of(cases, today)
    return [Candidate(case, may_work_on(actor, case, circles[case.id])) for case in cases]


def quiet_cases_to_close(*, actor: Actor, today: date, most: int) -> list[Candidate]:
    """The actor's cases that are proposed for closing; those with an open goal want a look of their own."""
    quiet = cases_to_close(actor, today, most)
    circles = circles_of([one.case for one in quiet], today)
    goals = Goal.objects.filter(case__in=[one.case for one in quiet], state=GoalState.OPEN)
    unfinished = set(goals.values_list("case", flat=True))
    return [
        Candidate(
            one.case,
            may_close(actor, one.case, circles[one.case.id])
            or ("Ein Ziel ist noch offen." if one.case.id in unfinished else None),
            one.since,
        )
        for one in quiet
    ]
