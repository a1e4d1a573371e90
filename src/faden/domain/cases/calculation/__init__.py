"""Deadlines, waiting times, scores, the criteria of case management: pure, the day is an argument."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from uuid import UUID

from faden.domain.cases.enums import (
    CircleFunction,
    CircleScope,
    Constellation,
    ContactKind,
    GoalState,
    MeasureState,
    Recommendation,
)
from faden.lib.periods import add_months

#: domain.md 5: every goal reached / partly / not.
GOAL_SCORES: Mapping[GoalState, Decimal] = MappingProxyType(
    {GoalState.REACHED: Decimal(1), GoalState.PARTLY: Decimal("0.5"), GoalState.MISSED: Decimal(0)}
)


#: What counts as a contact with the client before a closing is proposed: somebody has answered. A talk with an
#: organisation is not one with the client, and an unanswered mail or call is none at all.
REAL_CONTACTS = frozenset(
    {ContactKind.VISIT, ContactKind.PHONE, ContactKind.MAIL, ContactKind.HOME, ContactKind.ACCOMPANIMENT}
)


@dataclass(frozen=True)
class Circle:
    """Who sees a file on a day, and as what: account → function.

    :param partial: who sees a part of it only, and which
    """

    functions: Mapping[UUID, CircleFunction]
    partial: Mapping[UUID, CircleScope] = field(default_factory=dict)

    def has(self, account_id: UUID) -> bool:
        """Whether this account sees the whole file."""
        return account_id in self.functions

    def takes_part(self, account_id: UUID) -> bool:
        """Whether this account can be given a task or asked to an appointment: it sees the file or a part of it."""
        return account_id in self.functions or account_id in self.partial

    def is_led_by(self, account_id: UUID) -> bool:
        """Whether this account is responsible for the case."""
        return self.functions.get(account_id) == CircleFunction.RESPONSIBLE


def circle_from(entries: Iterable[tuple[UUID, str, str]]) -> Circle:
    """The circle that these entries (account, function, scope) make; whoever leads does not also help."""
    whole: dict[UUID, CircleFunction] = {}
    partial: dict[UUID, CircleScope] = {}
    for account, function, scope in entries:
        if scope != CircleScope.WHOLE:
            partial[account] = CircleScope(scope)
        elif whole.get(account) != CircleFunction.RESPONSIBLE:
            whole[account] = CircleFunction(function)
    return Circle(whole, {account: scope for account, scope in partial.items() if account not in whole})


@dataclass(frozen=True)
class DomainView:
    """One life domain as somebody rates it in an assessment."""

    life_domain_id: UUID
    need: int
    own_view: int | None = None
    remark: str = ""
    resources: str = ""
    wishes: str = ""
    barrier_ids: tuple[UUID, ...] = ()
    barrier_words: str = ""


@dataclass(frozen=True)
class MonthsInForce:
    """So many months for cases of this constellation."""

    constellation: Constellation
    months: int


@dataclass(frozen=True)
class StateChange:
    """A step of a plan changed its state on a day."""

    on: date
    to_state: MeasureState


def is_overdue(due_on: date | None, today: date) -> bool:
    """A deadline is overdue from the day after (§ 188 BGB: the last day counts)."""
    return due_on is not None and due_on < today


def proposed_for_closing_on(
    *, constellation: str, opened_on: date, last_contact_on: date | None, rules: Iterable[MonthsInForce]
) -> date | None:
    """The day from which closing is proposed: so many months after the last contact, or after the opening without one.

    Source: WAF, process description (3 months after a Kurzintervention, 6 after case management); the months are site
    data.
    """
    months = _months(constellation, rules)
    return None if months is None else add_months(last_contact_on or opened_on, months)


def reassessment_due_on(
    *, constellation: str, since: date, last_assessed_on: date | None, rules: Iterable[MonthsInForce]
) -> date | None:
    """The day on which the needs are to be assessed again: so many months after the last time.

    Without an assessment the months count from the beginning of the constellation; a later beginning does not put off
    what is due already. None where the site asks for no reassessment.
    """
    months = _months(constellation, rules)
    return None if months is None else add_months(last_assessed_on or since, months)


def _months(constellation: str, rules: Iterable[MonthsInForce]) -> int | None:
    return next((rule.months for rule in rules if rule.constellation == constellation), None)


def waits(changes: Iterable[StateChange]) -> list[tuple[date, date | None]]:
    """When a step of the plan has waited: from, and until when; None while it still does.

    :param changes: in the order in which they happened
    """
    found: list[tuple[date, date | None]] = []
    since: date | None = None
    for change in changes:
        if change.to_state == MeasureState.WAITING:
            since = since or change.on
        elif since is not None:
            found.append((since, change.on))
            since = None
    return [*found, (since, None)] if since is not None else found


def waiting_days(changes: Iterable[StateChange], today: date) -> int:
    """Days a step of the plan has spent waiting, over all its waits.

    :param changes: in the order in which they happened
    """
    return sum(((until or today) - since).days for since, until in waits(changes))


def mean_goal_score(states: Iterable[str]) -> Decimal | None:
    """Mean of 1 (reached), 0.5 (partly) and 0 (missed) over the evaluated goals; None without any."""
    scores = [GOAL_SCORES[GoalState(state)] for state in states if state != GoalState.OPEN]
    return sum(scores, Decimal()) / len(scores) if scores else None


@dataclass(frozen=True)
class Criteria:
    """Does it need case management? The four answers (ME), and who has one of its own already (PB 6.3)."""

    longer_term: bool
    several_actors: bool
    overall_plan: bool
    mandate: bool
    other_case_management: str = ""


@dataclass(frozen=True)
class Advice:
    """What the answers speak for, and why in a German sentence."""

    recommendation: Recommendation
    why: str


def advise(criteria: Criteria) -> Advice:
    """Weigh the answers.

    Whoever has a case management elsewhere is referred there (PB 6.3). Without a mandate nothing longer is begun; all
    four criteria make a case management (ME); a need that lasts or must be planned, but not all of it, is accompanied.
    """
    if criteria.other_case_management.strip():
        return Advice(
            Recommendation.REFERRAL,
            f"Ein eigenes Fallmanagement besteht bei: {criteria.other_case_management.strip()}. "
            "Doppelstrukturen werden vermieden.",
        )
    if not criteria.mandate:
        return Advice(Recommendation.SHORT, "Ein Auftrag der Klientin oder des Klienten liegt nicht vor.")
    if criteria.longer_term and criteria.several_actors and criteria.overall_plan:
        return Advice(Recommendation.CASE_MANAGEMENT, "Alle vier Kriterien treffen zu.")
    if criteria.longer_term or criteria.overall_plan:
        return Advice(
            Recommendation.GUIDANCE,
            "Der Bedarf besteht länger oder muss geplant werden, aber nicht alle Kriterien treffen zu.",
        )
    return Advice(Recommendation.SHORT, "Das Anliegen lässt sich in einem oder wenigen Gesprächen klären.")


Period = tuple[date, date]


def uncovered(wanted: Period, taken: Iterable[tuple[date, date | None]]) -> list[Period]:
    """The parts of a period that no other one covers; all half-open, an open end is None.

    :param taken: in any order; they may overlap, and an empty one takes nothing
    """
    free, begin, end = [], wanted[0], wanted[1]
    for since, until in sorted(taken, key=lambda period: period[0]):
        if since >= end:
            break
        if since == until:
            continue
        if since > begin:
            free.append((begin, since))
        begin = max(begin, until or end)
    return [*free, (begin, end)] if begin < end else free
