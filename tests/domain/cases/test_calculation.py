"""Deadlines, waiting times, scores; the source of each rule stands in its id."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.domain.cases.calculation import (
    MonthsInForce,
    StateChange,
    is_overdue,
    mean_goal_score,
    proposed_for_closing_on,
    waiting_days,
)
from faden.domain.cases.enums import Constellation, GoalState, MeasureState

RULES = (
    MonthsInForce(Constellation.SHORT, 3),
    MonthsInForce(Constellation.CASE_MANAGEMENT, 6),
)
WAIT, GO, DONE = MeasureState.WAITING, MeasureState.ACTIVE, MeasureState.DONE


@pytest.mark.parametrize(
    ("due_on", "today", "overdue"),
    [
        pytest.param(date(2026, 11, 20), date(2026, 11, 20), False, id="§ 188 BGB: the last day counts"),
        pytest.param(date(2026, 11, 20), date(2026, 11, 21), True, id="§ 188 BGB: the day after"),
        pytest.param(None, date(2026, 11, 20), False, id="no deadline"),
    ],
)
def test_overdue(due_on: date | None, today: date, overdue: bool) -> None:
    assert is_overdue(due_on, today) == overdue


@pytest.mark.parametrize(
    ("constellation", "last_contact_on", "proposed_on"),
    [
        pytest.param(Constellation.SHORT, date(2026, 3, 15), date(2026, 6, 15), id="WAF: 3 months, Kurzintervention"),
        pytest.param(
            Constellation.CASE_MANAGEMENT, date(2026, 3, 15), date(2026, 9, 15), id="WAF: 6 months, Case Management"
        ),
        pytest.param(Constellation.SHORT, date(2025, 11, 30), date(2026, 2, 28), id="§ 188 BGB: a shorter month"),
        pytest.param(Constellation.SHORT, None, date(2026, 4, 1), id="no contact: from the opening"),
        pytest.param(Constellation.GUIDANCE, date(2026, 3, 15), None, id="no rule for Prozessbegleitung"),
    ],
)
def test_proposal_to_close(constellation: str, last_contact_on: date | None, proposed_on: date | None) -> None:
    opened_on = date(2026, 1, 1)
    assert (
        proposed_for_closing_on(
            constellation=constellation, opened_on=opened_on, last_contact_on=last_contact_on, rules=RULES
        )
        == proposed_on
    )


@pytest.mark.parametrize(
    ("changes", "days"),
    [
        pytest.param([], 0, id="never waited"),
        pytest.param([(1, WAIT), (11, GO)], 10, id="one wait"),
        pytest.param([(1, WAIT), (11, GO), (15, WAIT), (18, DONE)], 13, id="two waits add up"),
        pytest.param([(1, WAIT)], 29, id="still waiting"),
        pytest.param([(1, WAIT), (5, WAIT), (11, GO)], 10, id="told twice, waited once"),
        pytest.param([(7, WAIT), (7, GO)], 0, id="the same day"),
    ],
)
def test_waiting_days(changes: list[tuple[int, MeasureState]], days: int) -> None:
    told = [StateChange(date(2026, 11, day), state) for day, state in changes]
    assert waiting_days(told, date(2026, 11, 30)) == days


@pytest.mark.parametrize(
    ("states", "score"),
    [
        pytest.param([], None, id="domain.md 5: nothing to evaluate"),
        pytest.param(["open"], None, id="domain.md 5: not evaluated yet"),
        pytest.param(["reached"], Decimal(1), id="domain.md 5: reached 1"),
        pytest.param(["partly"], Decimal("0.5"), id="domain.md 5: partly 0.5"),
        pytest.param(["missed"], Decimal(0), id="domain.md 5: missed 0"),
        pytest.param(["reached", "missed", "partly", "open"], Decimal("0.5"), id="domain.md 5: the mean"),
    ],
)
def test_mean_goal_score(states: list[str], score: Decimal | None) -> None:
    assert mean_goal_score(states) == score


@given(st.lists(st.sampled_from(GoalState.values)))
def test_a_score_lies_between_none_and_all(states: list[str]) -> None:
    score = mean_goal_score(states)
    assert score is None or 0 <= score <= 1
