"""In and after a meeting: attendance, discussion, decisions, assignments."""

from datetime import date, timedelta

import pytest

from faden.domain.findings.enums import GapKind, Level, Nature
from faden.domain.programme.enums import Counted
from faden.domain.steering.calculation import Vote
from faden.domain.steering.enums import BodyKind, Presence
from faden.domain.steering.models import AgendaItem, Meeting
from faden.domain.steering.operations.preparing import add_item, move_meeting, occupy_seat
from faden.domain.steering.operations.recording import (
    correct_decision,
    finish_assignment,
    give_assignment,
    record_attendance,
    record_decision,
    record_discussion,
    write_minutes,
)
from faden.domain.steering.queries import (
    agenda_of,
    attendance_of,
    counts_for_goals,
    finished_assignments,
    next_meetings,
    open_assignments,
    past_meetings,
    seats_at,
    seats_of,
    seats_taken,
)
from faden.domain.steering.transitions import MeetingAct
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Conflict, Invalid, Refused
from faden.kernel.access.roles import Role
from faden.processes.report_gap_from_case import report_gap_from_case
from tests import given

pytestmark = pytest.mark.django_db
TODAY = given.TODAY
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.fixture
def assistant() -> Actor:
    return given.actor(Role.ASSISTANT)


@pytest.fixture
def item(assistant: Actor) -> AgendaItem:
    """A point of today's meeting, five seats of which are taken."""
    with act_as(assistant, today=TODAY):
        meeting = given.meeting(given.body(seats=5), assistant)
        given.attended(meeting, assistant)
        return add_item(meeting=meeting, title="Kinderbetreuung", actor=assistant)


def test_attendance_is_kept_seat_by_seat(item: AgendaItem, assistant: Actor) -> None:
    with act_as(assistant, today=TODAY):
        meeting = item.meeting
        first, second, *_ = meeting.body.seats.order_by("position")
        record_attendance(
            meeting=meeting, presences={first.id: Presence.EXCUSED}, guests=" Kreissportbund ", actor=assistant
        )
        record_attendance(meeting=meeting, presences={second.id: Presence.DEPUTY}, actor=assistant)
        found = {seat: noted.presence for seat, noted in attendance_of(meeting).items()}
        meeting.refresh_from_db()
        assert (found[first.id], found[second.id]) == (Presence.EXCUSED, Presence.DEPUTY)
        assert meeting.guests == "Kreissportbund"
        assert seats_taken(meeting) == 4


def test_minutes_name_who_sat_there_on_that_day(item: AgendaItem, assistant: Actor) -> None:
    with act_as(assistant, today=TODAY):
        meeting = item.meeting
        first, second, *_ = meeting.body.seats.order_by("position")
        occupy_seat(seat=second, version=1, holder_name="Ela Amt", deputy_name="Udo Amt", actor=assistant)
        record_attendance(meeting=meeting, presences={second.id: Presence.DEPUTY}, actor=assistant)
        occupy_seat(seat=second, version=2, holder_name="Neu im Amt", actor=assistant)
        meeting.body.seats.filter(id=first.id).update(ended_on=TODAY)
        noted = attendance_of(meeting)
        assert (noted[first.id].person, noted[second.id].person) == ("Mitglied 1", "Udo Amt")
        assert first in seats_at(meeting)
        assert first not in seats_of(meeting.body)


def test_only_seats_of_the_body_have_an_attendance(item: AgendaItem, assistant: Actor) -> None:
    with act_as(assistant, today=TODAY):
        stranger = given.body(BodyKind.TEAM, seats=1, name="Team").seats.get()
        with pytest.raises(Invalid):
            record_attendance(meeting=item.meeting, presences={stranger.id: Presence.PRESENT}, actor=assistant)


def test_words_are_kept_and_two_versions_meet(item: AgendaItem, assistant: Actor) -> None:
    with act_as(assistant, today=TODAY):
        record_discussion(item=item, version=1, discussion="Alle berichten.", actor=assistant)
        with pytest.raises(Conflict) as conflict:
            record_discussion(item=item, version=1, discussion="Niemand berichtet.", actor=assistant)
        assert conflict.value.fields == {"discussion": ("Beratung", "Alle berichten.")}
        write_minutes(meeting=item.meeting, version=1, minutes_text="Begrüßung", actor=assistant)
        with pytest.raises(Conflict):
            write_minutes(meeting=item.meeting, version=1, minutes_text="Eröffnung", actor=assistant)


def test_a_decision_follows_its_vote_and_bears_the_day_of_the_meeting(item: AgendaItem, assistant: Actor) -> None:
    with act_as(assistant, today=TODAY):
        decision = record_decision(
            item=item, text=" Das Jugendamt berichtet. ", vote=Vote(3, 1, 1), on=TOMORROW, actor=assistant
        )
        assert (decision.text, decision.is_adopted, decision.decided_on) == ("Das Jugendamt berichtet.", True, TODAY)
        with pytest.raises(Invalid):
            record_decision(item=item, text="Noch einmal", vote=Vote(3, 0, 0), on=TODAY, actor=assistant)


def test_more_votes_than_seats_are_no_vote(item: AgendaItem, assistant: Actor) -> None:
    with act_as(assistant, today=TODAY), pytest.raises(Invalid) as invalid:
        record_decision(item=item, text="x", vote=Vote(5, 1, 0), on=TODAY, actor=assistant)
    assert "yes" in invalid.value.errors


def test_nothing_is_decided_before_the_meeting_or_by_a_stranger(item: AgendaItem, assistant: Actor) -> None:
    with act_as(assistant, today=TODAY), pytest.raises(Refused):
        record_decision(item=item, text="x", vote=Vote(3, 0, 0), on=YESTERDAY, actor=assistant)
    member = given.actor(Role.MEMBER)
    with act_as(member, today=TODAY), pytest.raises(Refused):
        record_decision(item=item, text="x", vote=Vote(3, 0, 0), on=TODAY, actor=member)


def test_nothing_is_recorded_of_a_cancelled_meeting(item: AgendaItem, assistant: Actor) -> None:
    with act_as(assistant, today=TODAY):
        move_meeting(meeting=item.meeting, act=MeetingAct.CANCEL, reason="Krankheit", on=TODAY, actor=assistant)
        cancelled = AgendaItem.objects.get(id=item.id)
        with pytest.raises(Refused):
            record_decision(item=cancelled, text="x", vote=Vote(3, 0, 0), on=TODAY, actor=assistant)
        with pytest.raises(Refused):
            record_attendance(meeting=cancelled.meeting, presences={}, actor=assistant)


def test_a_slip_is_mended_but_the_result_is_not_turned(item: AgendaItem, assistant: Actor) -> None:
    with act_as(assistant, today=TODAY):
        decision = record_decision(item=item, text="x", vote=Vote(3, 1, 1), on=TODAY, actor=assistant)
        mended = correct_decision(decision=decision, version=1, text="y", vote=Vote(4, 1, 0), actor=assistant)
        assert (mended.text, mended.yes, mended.is_adopted, mended.version) == ("y", 4, True, 2)
        with pytest.raises(Invalid) as invalid:
            correct_decision(decision=decision, version=2, text="y", vote=Vote(1, 4, 0), actor=assistant)
        assert "umkehren" in invalid.value.errors["yes"]
        with pytest.raises(Conflict):
            correct_decision(decision=decision, version=1, text="z", vote=Vote(3, 0, 0), actor=assistant)


def test_an_assignment_is_given_and_finished(item: AgendaItem, assistant: Actor) -> None:
    worker = given.actor(Role.CASE_MANAGER)
    with act_as(assistant, today=TODAY):
        decision = record_decision(item=item, text="x", vote=Vote(3, 0, 0), on=TODAY, actor=assistant)
        with pytest.raises(Invalid) as invalid:
            give_assignment(
                decision=decision, text="x", responsible_text="Jugendamt", due_on=YESTERDAY, actor=assistant
            )
        assert "due_on" in invalid.value.errors
        assignment, _ = (
            give_assignment(
                decision=decision,
                text="Kurse mit Betreuung zählen",
                responsible_text="Jugendamt",
                responsible=given.account_of(worker),
                due_on=TOMORROW,
                actor=assistant,
            )
            for _ in range(2)  # two clicks are one assignment
        )
        assert [a.id for a in open_assignments()] == [assignment.id]
    stranger = given.actor(Role.CASE_MANAGER)
    with act_as(stranger, today=TODAY), pytest.raises(Refused):
        finish_assignment(assignment=assignment, version=1, result="x", on=TODAY, actor=stranger)
    with act_as(worker, today=TODAY):
        with pytest.raises(Invalid):
            finish_assignment(assignment=assignment, version=1, result="x", on=YESTERDAY, actor=worker)
        done = finish_assignment(assignment=assignment, version=1, result=" Gezählt. ", on=TOMORROW, actor=worker)
        assert (done.result, done.done_on) == ("Gezählt.", TOMORROW)
        assert not open_assignments()
        assert [a.id for a in finished_assignments()] == [assignment.id]
        with pytest.raises(Refused):
            finish_assignment(assignment=done, version=2, result="noch einmal", on=TOMORROW, actor=worker)


def test_nothing_follows_from_what_was_voted_down(item: AgendaItem, assistant: Actor) -> None:
    with act_as(assistant, today=TODAY):
        decision = record_decision(item=item, text="x", vote=Vote(1, 3, 0), on=TODAY, actor=assistant)
        with pytest.raises(Invalid):
            give_assignment(decision=decision, text="x", responsible_text="x", due_on=TODAY, actor=assistant)


def _held(kind: BodyKind, on: date, by: Actor) -> Meeting:
    meeting = given.meeting(given.body(kind, name=kind.label), by, on=on)
    return move_meeting(meeting=meeting, act=MeetingAct.HOLD, on=on, actor=by)


def test_what_lies_ahead_and_what_is_over(assistant: Actor) -> None:
    with act_as(assistant, today=TODAY):
        body = given.body()
        ahead = [given.meeting(body, assistant, on=TODAY + timedelta(days=days)) for days in (9, 2)]
        missed = given.meeting(body, assistant, on=YESTERDAY)
        held = _held(BodyKind.TEAM, YESTERDAY - timedelta(days=9), assistant)
        now = ahead[0].starts_at - timedelta(days=9)
        assert [m.id for m in next_meetings(now=now)] == [ahead[1].id, ahead[0].id]
        past = past_meetings(now=now)
        assert [m.id for m in past] == [missed.id, held.id]
        assert past_meetings(now=now, before=(missed.starts_at, missed.id)) == [held]


def test_operative_goals_are_counted_in_their_school_year(assistant: Actor) -> None:
    manager, coordinator = given.actor(Role.CASE_MANAGER), given.actor(Role.COORDINATOR)
    case = given.case(manager)
    with act_as(manager, today=TODAY):
        gap = report_gap_from_case(
            case=case,
            kind=GapKind.ACCESS,
            nature=Nature.QUALITATIVE,
            life_domain=given.life_domain(),
            level=Level.KREIS,
            text="Die Anmeldung geht nur online.",
            municipalities=[given.municipality()],
            on=TODAY,
            actor=manager,
        )
    with act_as(coordinator, today=TODAY):
        from_casework, by_itself = given.theme(coordinator), given.theme(coordinator, title="Ohne Meldung")
        given.join(from_casework, gap, coordinator)
        body = given.body()
        first, second = (given.meeting(body, coordinator, on=TODAY - timedelta(days=days)) for days in (0, 30))
        for meeting in (first, second):
            add_item(meeting=meeting, title="x", theme=from_casework, actor=coordinator)
            move_meeting(meeting=meeting, act=MeetingAct.HOLD, on=TODAY, actor=coordinator)
        other = given.meeting(body, coordinator, on=TODAY)
        add_item(meeting=other, title="y", theme=by_itself, actor=coordinator)
        move_meeting(meeting=other, act=MeetingAct.HOLD, on=TODAY, actor=coordinator)
        _held(BodyKind.WORKING_GROUP, TODAY, coordinator)
        _held(BodyKind.STEERING_GROUP, date(2026, 7, 31), coordinator)
        given.meeting(body, coordinator, on=TODAY)
        assert counts_for_goals(date(2026, 8, 1), date(2027, 8, 1)) == {
            Counted.STEERING_MEETINGS: 3,
            Counted.WORKING_GROUP_MEETINGS: 1,
            Counted.CASEWORK_THEMES: 1,
        }
        assert [item.position for item in agenda_of(first)] == [1]
