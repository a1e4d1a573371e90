"""Closing with an evaluation, reopening as a new stay; nothing that was is lost."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as for_all
from hypothesis import strategies as st

from faden.domain.cases.enums import ClosingReason, Constellation, GoalState, MeasureState, Responsible
from faden.domain.cases.models import (
    Case,
    CaseBarrier,
    ConstellationPeriod,
    ContactNote,
    PhasePeriod,
    Stay,
)
from faden.domain.cases.operations.barriers import record_barrier
from faden.domain.cases.operations.circle import invite_helper
from faden.domain.cases.operations.closing import close_case, reopen_case
from faden.domain.cases.operations.goals import agree_goal
from faden.domain.cases.operations.measures import plan_measure
from faden.domain.cases.operations.notes import write_note
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Conflict, Invalid, Refused
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from faden.lib.periods import Period, first_overlap
from tests import given
from tests.domain.cases.acts import NOW, close, note

pytestmark = pytest.mark.django_db
TODAY = given.TODAY


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager, on=date(2026, 3, 12), consented=True)


def test_closing_evaluates_goals_and_ends_what_was_going_on(manager: Actor, case: Case) -> None:
    helper = given.actor(Role.CASE_MANAGER)
    with act_as(manager, today=TODAY):
        goal = agree_goal(
            case=case, life_domain=given.life_domain(), words="Arbeit finden", on=TODAY, actor=manager, today=TODAY
        )
        measure = plan_measure(
            case=case,
            title="Lebenslauf",
            responsible=Responsible.CLIENT,
            due_on=TODAY + timedelta(days=3),
            on=TODAY,
            actor=manager,
            today=TODAY,
        )
        record_barrier(case=case, barrier=given.barrier(), on=TODAY, actor=manager, today=TODAY)
        invite_helper(
            case=case,
            account=given.account_of(helper),
            reason="Sprachberatung",
            since=TODAY,
            last_day=TODAY + timedelta(days=90),
            actor=manager,
            today=TODAY,
        )
        stay = close(case, manager, goals={goal.id: GoalState.PARTLY})
        case.refresh_from_db()
        goal.refresh_from_db()
        measure.refresh_from_db()
        assert (case.closed_on, case.due_on) == (TODAY, None)
        assert (stay.until, stay.closing_reason) == (TODAY + timedelta(days=1), ClosingReason.GOALS_REACHED)
        assert goal.state == GoalState.PARTLY
        assert (measure.state, measure.ended_on) == (MeasureState.ABORTED, TODAY)
        assert CaseBarrier.objects.get().until == TODAY + timedelta(days=1)
        assert not ConstellationPeriod.objects.filter(until__isnull=True).exists()
        assert not PhasePeriod.objects.filter(until__isnull=True).exists()
        closed = AuditEntry.objects.get(act="case.closed")
        assert Decimal(closed.facts["goal_score"]) == Decimal("0.5")
    with act_as(helper, today=TODAY):
        assert not Case.objects.exists()


def test_every_goal_has_to_be_evaluated(manager: Actor, case: Case) -> None:
    with act_as(manager, today=TODAY):
        goal = agree_goal(
            case=case, life_domain=given.life_domain(), words="Arbeit", on=TODAY, actor=manager, today=TODAY
        )
        with pytest.raises(Invalid) as invalid:
            close(case, manager)
        assert list(invalid.value.errors) == [f"goal_{goal.id}"]
        assert Case.objects.get().is_open


def test_a_stay_does_not_end_before_its_last_contact(manager: Actor, case: Case) -> None:
    with act_as(manager, today=TODAY):
        note(case, manager, on=TODAY)
        with pytest.raises(Invalid, match=r"Der letzte Kontakt ist vom 20\.11\.2026"):
            close(case, manager, on=TODAY - timedelta(days=1))


def test_a_stay_does_not_end_in_the_future(manager: Actor, case: Case) -> None:
    with act_as(manager, today=TODAY), pytest.raises(Invalid, match="Zukunft"):
        close(case, manager, on=TODAY + timedelta(days=1))


def test_a_helper_does_not_close(manager: Actor, case: Case) -> None:
    helper = given.helper(case, manager)
    with act_as(helper, today=TODAY), pytest.raises(Refused, match="Nur die fallführende Person"):
        close(case, helper)


def test_two_who_close_meet_a_conflict(manager: Actor, case: Case) -> None:
    with act_as(manager, today=TODAY):
        close(case, manager)
        with pytest.raises(Conflict):
            close(case, manager)


def test_reopening_begins_a_new_stay_and_keeps_the_former(manager: Actor, case: Case) -> None:
    with act_as(manager, today=TODAY):
        written = note(case, manager, on=date(2026, 4, 1))
        close(case, manager, on=date(2026, 9, 30))
        case.refresh_from_db()
        stay = reopen_case(
            case=case,
            version=case.version,
            on=TODAY,
            reason="Kündigung der Wohnung",
            constellation=Constellation.CASE_MANAGEMENT,
            actor=manager,
            today=TODAY,
        )
        case.refresh_from_db()
        assert case.is_open
        assert case.constellation == Constellation.CASE_MANAGEMENT
        assert list(Stay.objects.values_list("since", "until")) == [
            (date(2026, 3, 12), date(2026, 10, 1)),
            (TODAY, None),
        ]
        assert stay.reason == "Kündigung der Wohnung"
        assert ContactNote.objects.get() == written


def test_reopened_on_the_day_of_closing_each_day_belongs_to_one_stay(manager: Actor, case: Case) -> None:
    with act_as(manager, today=TODAY):
        close(case, manager)
        case.refresh_from_db()
        stay = reopen_case(
            case=case,
            version=case.version,
            on=TODAY,
            reason="Versehen",
            constellation=Constellation.GUIDANCE,
            actor=manager,
            today=TODAY,
        )
        assert stay.since == TODAY + timedelta(days=1)
        note(Case.objects.get(), manager, on=TODAY)


def test_in_a_closed_case_nobody_works_on(manager: Actor, case: Case) -> None:
    with act_as(manager, today=TODAY):
        close(case, manager)
        with pytest.raises(Refused, match="wiedereröffnet"):
            note(case, manager)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@for_all(gaps=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=5))
def test_stays_never_overlap_and_nothing_is_lost(manager: Actor, gaps: list[tuple[int, int]]) -> None:
    """However often a case is closed and reopened, and however soon."""
    case = given.case(manager, on=date(2025, 1, 1), consented=True)
    today, notes = date(2025, 1, 1), 0
    for worked, rested in gaps:
        today += timedelta(days=worked)
        with act_as(manager, today=today):
            write_note(case=case, on=today, kind="phone", minutes=5, text="x", actor=manager, today=today, now=NOW)  # type: ignore[arg-type]
            notes += 1
            today = max(today, Stay.objects.get(case=case, until__isnull=True).since)
        with act_as(manager, today=today):
            close(Case.objects.get(id=case.id), manager, on=today, today=today)
            today += timedelta(days=rested)
        with act_as(manager, today=today):
            reopened = Case.objects.get(id=case.id)
            reopen_case(
                case=reopened,
                version=reopened.version,
                on=today,
                reason="wieder da",
                constellation=Constellation.GUIDANCE,
                actor=manager,
                today=today,
            )
    with act_as(manager, today=today):
        for kind in (Stay, ConstellationPeriod, PhasePeriod):
            periods = [Period(row.since, row.until) for row in kind.objects.filter(case=case)]
            assert len(periods) == len(gaps) + 1
            assert first_overlap(periods) is None
        assert ContactNote.objects.filter(case=case).count() == notes


def test_closing_and_reopening_need_words(manager: Actor, case: Case) -> None:
    with act_as(manager, today=TODAY):
        with pytest.raises(Invalid) as invalid:
            close_case(
                case=case,
                version=1,
                reason=ClosingReason.MOVED,
                on=TODAY,
                evaluation=" ",
                goals={},
                actor=manager,
                today=TODAY,
            )
        assert list(invalid.value.errors) == ["evaluation"]
        close(case, manager)
        with pytest.raises(Invalid) as invalid:
            reopen_case(
                case=case,
                version=2,
                on=TODAY,
                reason=" ",
                constellation=Constellation.GUIDANCE,
                actor=manager,
                today=TODAY,
            )
        assert list(invalid.value.errors) == ["reason"]
