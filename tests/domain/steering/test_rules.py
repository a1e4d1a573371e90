"""Who keeps the bodies' business, and when: the truth tables."""

from datetime import UTC, date, datetime

import pytest

from faden.domain.steering.enums import MeetingState
from faden.domain.steering.models import Assignment, Meeting
from faden.domain.steering.rules import (
    may_finish_assignment,
    may_keep_bodies,
    may_move_meeting,
    may_prepare,
    may_record,
    may_record_decision,
)
from faden.domain.steering.transitions import MEETING, MeetingAct
from faden.kernel.access.actor import Actor, Grant
from faden.kernel.access.roles import Role
from faden.lib.identifiers import new_id

KEEPERS = {Role.COORDINATOR, Role.LEAD, Role.ASSISTANT, Role.SYSTEM}
#: Half past midnight in Berlin: the office's day, not the one in Greenwich.
STARTS = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)
BEFORE, DAY, AFTER = date(2026, 11, 19), date(2026, 11, 20), date(2026, 11, 21)


def _with(role: Role) -> Actor:
    return Actor(id=new_id(), name="Jemand", grants=(Grant(role),))


def _meeting(state: MeetingState) -> Meeting:
    return Meeting(starts_at=STARTS, state=state)


@pytest.mark.parametrize("role", Role)
def test_keep_bodies(role: Role) -> None:
    assert may_keep_bodies.allows(_with(role)) == (role in KEEPERS)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("state", MeetingState)
def test_prepare_and_record(role: Role, state: MeetingState) -> None:
    ahead = state in {MeetingState.PLANNED, MeetingState.INVITED}
    assert may_prepare.allows(_with(role), _meeting(state)) == (role in KEEPERS and ahead)
    assert may_record.allows(_with(role), _meeting(state)) == (role in KEEPERS and state != MeetingState.CANCELLED)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("state", MeetingState)
@pytest.mark.parametrize("on", [BEFORE, DAY, AFTER])
def test_decide_in_the_meeting_only(role: Role, state: MeetingState, on: date) -> None:
    expected = role in KEEPERS and state != MeetingState.CANCELLED and on >= DAY
    assert may_record_decision.allows(_with(role), _meeting(state), on) == expected


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("state", MeetingState)
@pytest.mark.parametrize("act", MeetingAct)
@pytest.mark.parametrize("on", [BEFORE, DAY, AFTER])
def test_move_a_meeting(role: Role, state: MeetingState, act: MeetingAct, on: date) -> None:
    timely = {MeetingAct.HOLD: on >= DAY, MeetingAct.INVITE: on <= DAY, MeetingAct.CANCEL: True}
    expected = role in KEEPERS and MEETING.may(state, act) and timely[act]
    assert may_move_meeting.allows(_with(role), _meeting(state), act, on) == expected


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("is_mine", [True, False])
@pytest.mark.parametrize("done_on", [None, DAY])
def test_finish_an_assignment(role: Role, done_on: date | None, *, is_mine: bool) -> None:
    actor = _with(role)
    assignment = Assignment(responsible_id=actor.id if is_mine else new_id(), done_on=done_on)
    expected = (is_mine or role in KEEPERS) and done_on is None
    assert may_finish_assignment.allows(actor, assignment) == expected


def test_refusals_say_when_it_will_be_possible() -> None:
    lead, meeting = _with(Role.LEAD), _meeting(MeetingState.INVITED)
    assert may_move_meeting(lead, meeting, MeetingAct.HOLD, BEFORE) == "Die Sitzung ist erst am 20.11.2026."
    assert may_record_decision(lead, meeting, BEFORE) == (
        "Die Sitzung ist erst am 20.11.2026; vorher gibt es nur einen Beschlussvorschlag."
    )
    assert may_move_meeting(lead, _meeting(MeetingState.HELD), MeetingAct.CANCEL, AFTER) == (
        "Die Sitzung ist durchgeführt; sie lässt sich nicht mehr absagen."
    )
