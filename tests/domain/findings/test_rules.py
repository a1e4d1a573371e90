"""Who may report, bundle, describe and move: the truth tables."""

import pytest

from faden.domain.findings.enums import GapAct, GapState, ThemeAct, ThemeState
from faden.domain.findings.models import GapReport, Theme
from faden.domain.findings.rules import (
    may_bundle,
    may_describe,
    may_move,
    may_note_decision,
    may_report,
    may_tell_reporters,
    may_work_on,
)
from faden.domain.findings.transitions import BY_DECISION, ENDED, GAP, THEME
from faden.kernel.access.actor import Actor, Grant
from faden.kernel.access.roles import Role
from faden.lib.identifiers import new_id

BUNDLERS = {Role.COORDINATOR, Role.LEAD}
REPORTERS = {*BUNDLERS, Role.CASE_MANAGER, Role.PARTNER, Role.RESIDENCE_OFFICER}


def _with(role: Role) -> Actor:
    return Actor(id=new_id(), name="Jemand", grants=(Grant(role),))


LEAD = _with(Role.LEAD)


@pytest.mark.parametrize("role", Role)
def test_who_reports_and_who_bundles(role: Role) -> None:
    assert may_report.allows(_with(role)) == (role in REPORTERS)
    assert may_bundle.allows(_with(role)) == (role in BUNDLERS)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("state", GapState)
@pytest.mark.parametrize("act", GapAct)
def test_work_on_a_report(role: Role, state: GapState, act: GapAct) -> None:
    allowed = may_work_on.allows(_with(role), GapReport(state=state), act)
    assert allowed == (role in BUNDLERS and GAP.may(state, act))


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("state", ThemeState)
def test_describe_a_theme(role: Role, state: ThemeState) -> None:
    assert may_describe.allows(_with(role), Theme(state=state)) == (role in BUNDLERS and state not in ENDED)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("state", ThemeState)
@pytest.mark.parametrize("act", ThemeAct)
def test_move_a_theme(role: Role, state: ThemeState, act: ThemeAct) -> None:
    expected = role in BUNDLERS and THEME.may(state, act) and act not in BY_DECISION
    assert may_move.allows(_with(role), Theme(state=state), act) == expected


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("state", ThemeState)
def test_note_a_decision(role: Role, state: ThemeState) -> None:
    expected = role in {*BUNDLERS, Role.ASSISTANT} and THEME.may(state, ThemeAct.DECIDE)
    assert may_note_decision.allows(_with(role), Theme(state=state)) == expected


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("evidence", [0, 1])
def test_tell_those_who_reported(role: Role, evidence: int) -> None:
    expected = role in BUNDLERS and evidence > 0
    assert may_tell_reporters.allows(_with(role), Theme(evidence_gaps=evidence)) == expected


def test_a_refusal_names_the_act_and_the_state() -> None:
    reason = may_move(LEAD, Theme(state=ThemeState.PROPOSED), ThemeAct.CLOSE)
    assert reason == "„Thema abschließen“ geht nicht, solange das Thema „vorgeschlagen“ ist."
