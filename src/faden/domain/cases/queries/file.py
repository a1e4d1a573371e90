"""One file: the case with everything its page shows beside the story, in one statement."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from faden.domain.cases.calculation import (
    Circle,
    MonthsInForce,
    circle_from,
    is_overdue,
    proposed_for_closing_on,
    reassessment_due_on,
)
from faden.domain.cases.enums import CircleFunction, CircleScope, Constellation, GoalState, MeasureState, Responsible
from faden.domain.cases.models import (
    Case,
    CaseBarrier,
    CircleMember,
    ClosingPostponement,
    ClosingRule,
    Goal,
    Measure,
    ReassessmentRule,
    Stay,
)
from faden.domain.cases.queries.circle import FIRST, OVER_ON, in_force
from faden.domain.cases.queries.reassessing import with_assessment_days
from faden.domain.cases.transitions import UNFINISHED
from faden.domain.people.enums import Relation
from faden.domain.people.models import ContactChannel, HouseholdMember, Person
from faden.domain.people.queries.identity import reveal
from faden.kernel.access.errors import NotVisible
from faden.lib.identifiers import CASE_NUMBERS


@dataclass(frozen=True)
class Member:
    """Somebody in the circle: who, as what, how much of it, why, until when (the first day without access)."""

    id: UUID
    account_id: UUID
    name: str
    function: CircleFunction
    reason: str
    since: date
    until: date | None
    scope: CircleScope = CircleScope.WHOLE
    life_domain_ids: tuple[UUID, ...] = ()
    ends_at: datetime | None = None


@dataclass(frozen=True)
class Relative:
    """Somebody of the household."""

    name: str
    relation: Relation
    birth_date: date | None


@dataclass(frozen=True)
class GoalLine:
    """A goal in the client's words."""

    words: str
    state: GoalState


@dataclass(frozen=True)
class NextStep:
    """A step of the plan that is not finished."""

    id: UUID
    title: str
    state: MeasureState
    responsible: Responsible
    organisation: str
    barrier: str
    due_on: date | None
    waiting_since: date | None
    overdue: bool


@dataclass(frozen=True)
class File:
    """A case and what stands beside its story."""

    case: Case
    circle: Circle
    members: tuple[Member, ...]
    household: tuple[Relative, ...]
    goals: tuple[GoalLine, ...]
    next_steps: tuple[NextStep, ...]
    barriers: tuple[str, ...]
    reached_by: tuple[str, ...]
    closing_proposed_on: date | None
    closing_put_off_until: date | None
    reassessment_due_on: date | None

    @property
    def goals_reached(self) -> int:
        """How many goals are reached, whole or in part."""
        return sum(goal.state in (GoalState.REACHED, GoalState.PARTLY) for goal in self.goals)


def case_or_404(number: str) -> Case:
    """The case with its person, if the actor sees it; a restricted person is shown as who they are.

    :raises NotVisible: no such case, or not for this actor
    """
    if not CASE_NUMBERS.matches(number):
        raise NotVisible
    case = Case.objects.filter(number=number).select_related("person", "municipality", "household", "manager").first()
    if case is None:
        raise NotVisible
    reveal(case.person)
    return case


def case_by_id(case_id: UUID) -> Case | None:
    """The case, if it is there and the actor sees it."""
    return Case.objects.filter(id=case_id).first()


def file_of(number: str, today: date) -> File:
    """Everything the page of a case shows beside its story.

    :raises NotVisible: no such case, or not for this actor
    """
    found = Case.objects.filter(number=number).select_related("person", "municipality", "household", "manager")
    case = with_assessment_days(found).annotate(
        closing_months=_months(ClosingRule.objects.all(), today),
        reassessment_months=_months(ReassessmentRule.objects.all(), today),
        put_off_until=Subquery(
            ClosingPostponement.objects.filter(case_id=OuterRef("id"), until__gt=today)
            .order_by("-until").values("until")[:1]
        ),
        stay_since=Subquery(Stay.objects.filter(case_id=OuterRef("id")).order_by("-since").values("since")[:1]),
        circle_rows=_rows(
            CircleMember.objects.filter(in_force(today)),
            FIRST, "since", "id",
            id="id", account_id="account_id", name="account__name", function="function", reason="reason",
            since="since", until=OVER_ON, scope="scope", life_domains="life_domain_ids", ends_at="ends_at",
        ),
        household_rows=_rows(
            HouseholdMember.objects.filter(since__lte=today).filter(Q(until__isnull=True) | Q(until__gt=today)),
            "person__birth_date", "id",
            of=("household", "household_id"),
            given="person__given_names", family="person__family_name", pseudonym="person__pseudonym",
            relation="relation", birth_date="person__birth_date", person="person_id",
            is_shielded="person__is_shielded",
        ),
        goal_rows=_rows(Goal.objects.all(), "agreed_on", "id", words="words", state="state"),
        measure_rows=_rows(
            Measure.objects.filter(state__in=UNFINISHED),
            F("due_on").asc(nulls_last=True), "id",
            id="id", title="title", state="state", responsible="responsible", organisation="organisation__name",
            barrier="barrier__name", due_on="due_on", waiting_since="waiting_since",
        ),
        barrier_rows=_rows(
            CaseBarrier.objects.filter(Q(until__isnull=True) | Q(until__gt=today)), "since", "id", name="barrier__name"
        ),
        channel_rows=_rows(
            ContactChannel.objects.filter(replaced_on__isnull=True, until__isnull=True),
            "-preferred", "id",
            of=("person", "person_id"),
            value="value",
        ),
    ).first()  # fmt: skip
    if case is None:
        raise NotVisible
    return _file(case, today)


def _months(rules: Any, today: date) -> Subquery:
    """The months that hold today for the constellation of the case."""
    valid = rules.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=today),
        constellation=OuterRef("constellation"),
        valid_from__lte=today,
    )
    return Subquery(valid.order_by("-valid_from").values("months")[:1])


def _rows(rows: Any, *order: Any, of: tuple[str, str] = ("case", "id"), **columns: Any) -> ArraySubquery:
    """The rows that hang on the case, as an array of objects."""
    hanging = rows.filter(**{of[0]: OuterRef(of[1])}).order_by(*order)
    return ArraySubquery(hanging.values(row=JSONObject(**columns)))


def _file(case: Any, today: date) -> File:
    household = [_person(row) for row in case.household_rows]
    reveal(case.person, *household)
    members = tuple(_member(row) for row in case.circle_rows)
    constellation = Constellation(case.constellation)
    closing, reassessing = (
        [MonthsInForce(constellation, months)] if months and case.is_open else []
        for months in (case.closing_months, case.reassessment_months)
    )
    return File(
        case=case,
        circle=circle_from((member.account_id, member.function, member.scope) for member in members),
        members=members,
        household=tuple(_relative(row, who) for row, who in zip(case.household_rows, household, strict=True)),
        goals=tuple(GoalLine(row["words"], GoalState(row["state"])) for row in case.goal_rows),
        next_steps=tuple(_next_step(row, today) for row in case.measure_rows),
        barriers=tuple(row["name"] for row in case.barrier_rows),
        reached_by=tuple(row["value"] for row in case.channel_rows),
        closing_proposed_on=proposed_for_closing_on(
            constellation=case.constellation,
            opened_on=case.opened_on,
            last_contact_on=max(filter(None, (case.last_contact_on, case.stay_since)), default=None),
            rules=[] if case.put_off_until else closing,
        ),
        closing_put_off_until=case.put_off_until if case.is_open else None,
        reassessment_due_on=reassessment_due_on(
            constellation=case.constellation,
            since=case.constellation_since,
            last_assessed_on=case.last_assessed_on,
            rules=reassessing,
        ),
    )


def _member(row: dict[str, Any]) -> Member:
    return Member(
        id=UUID(row["id"]),
        account_id=UUID(row["account_id"]),
        name=row["name"],
        function=CircleFunction(row["function"]),
        reason=row["reason"],
        since=date.fromisoformat(row["since"]),
        until=_day(row["until"]),
        scope=CircleScope(row["scope"]),
        life_domain_ids=tuple(UUID(one) for one in row["life_domains"]),
        ends_at=datetime.fromisoformat(row["ends_at"]) if row["ends_at"] else None,
    )


def _person(row: dict[str, Any]) -> Person:
    return Person(
        id=UUID(row["person"]),
        family_name=row["family"],
        given_names=row["given"],
        pseudonym=row["pseudonym"],
        birth_date=_day(row["birth_date"]),
        is_shielded=row["is_shielded"],
    )


def _relative(row: dict[str, Any], person: Person) -> Relative:
    return Relative(name=person.full_name, relation=Relation(row["relation"]), birth_date=person.birth_date)


def _next_step(row: dict[str, Any], today: date) -> NextStep:
    due_on = _day(row["due_on"])
    return NextStep(
        id=UUID(row["id"]),
        title=row["title"],
        state=MeasureState(row["state"]),
        responsible=Responsible(row["responsible"]),
        organisation=row["organisation"] or "",
        barrier=row["barrier"] or "",
        due_on=due_on,
        waiting_since=_day(row["waiting_since"]),
        overdue=is_overdue(due_on, today),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
