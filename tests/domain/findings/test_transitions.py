"""The state tables of reports and themes: every state with every act."""

import pytest

from faden.domain.findings.calculation.road import MAIN_ROAD
from faden.domain.findings.enums import GapAct, GapState, ThemeAct, ThemeState
from faden.domain.findings.transitions import ENDED, GAP, NEEDS_REASON, THEME

GAP_TABLE = {
    "reported": {"review": "in_review", "join": "joined", "answer": "answered"},
    "in_review": {"join": "joined", "answer": "answered"},
    "joined": {"detach": "in_review"},
    "answered": {"review": "in_review"},
}
THEME_TABLE = {
    "proposed": {
        "to_working_group": "working_group",
        "to_project_group": "project_group",
        "before_steering": "before_steering",
        "reject": "rejected",
        "pass_on": "passed_on",
    },
    "working_group": {
        "to_project_group": "project_group",
        "before_steering": "before_steering",
        "reject": "rejected",
        "pass_on": "passed_on",
    },
    "project_group": {
        "to_working_group": "working_group",
        "before_steering": "before_steering",
        "decide": "decided",
        "reject": "rejected",
        "pass_on": "passed_on",
    },
    "before_steering": {
        "to_working_group": "working_group",
        "to_project_group": "project_group",
        "decide": "decided",
        "reject": "rejected",
        "pass_on": "passed_on",
    },
    "decided": {"implement": "implementing", "pass_on": "passed_on"},
    "implementing": {"check_effect": "effect_checked"},
    "effect_checked": {"implement": "implementing", "close": "closed"},
    "closed": {"take_up": "proposed"},
    "rejected": {"take_up": "proposed"},
    "passed_on": {"take_up": "proposed"},
}


@pytest.mark.parametrize("state", GapState)
@pytest.mark.parametrize("act", GapAct)
def test_reports(state: GapState, act: GapAct) -> None:
    assert GAP.moves.get((state, act)) == GAP_TABLE[state].get(act)


@pytest.mark.parametrize("state", ThemeState)
@pytest.mark.parametrize("act", ThemeAct)
def test_themes(state: ThemeState, act: ThemeAct) -> None:
    assert THEME.moves.get((state, act)) == THEME_TABLE[state].get(act)


def test_every_end_can_be_taken_up_again_and_nothing_else() -> None:
    assert set(THEME.states_with(ThemeAct.TAKE_UP)) == ENDED
    assert THEME.final == ()


def test_the_drawn_road_and_the_ends_are_all_states() -> None:
    assert {*MAIN_ROAD, *ENDED} == set(ThemeState)


def test_every_way_to_an_end_names_its_reason() -> None:
    ways = {act for (_, act), after in THEME.moves.items() if after in ENDED}
    assert ways <= NEEDS_REASON
