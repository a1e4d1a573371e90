"""The way of a meeting: every state with every act."""

import pytest

from faden.domain.steering.enums import MeetingState
from faden.domain.steering.transitions import MEETING, MeetingAct

TABLE = {
    "planned": {"einladen": "invited", "durchführen": "held", "absagen": "cancelled"},
    "invited": {"einladen": "invited", "durchführen": "held", "absagen": "cancelled"},
    "held": {},
    "cancelled": {},
}


@pytest.mark.parametrize("state", MeetingState)
@pytest.mark.parametrize("act", MeetingAct)
def test_meetings(state: MeetingState, act: MeetingAct) -> None:
    assert MEETING.moves.get((state, act)) == TABLE[state].get(act)


def test_what_was_held_or_cancelled_stays_so() -> None:
    assert set(MEETING.final) == {MeetingState.HELD, MeetingState.CANCELLED}
