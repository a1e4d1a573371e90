"""Before a meeting: seats, date and place, agenda."""

from datetime import timedelta

import pytest

from faden.domain.steering.enums import MeetingState
from faden.domain.steering.models import Meeting, Seat
from faden.domain.steering.operations.preparing import (
    add_item,
    change_item,
    change_meeting,
    move_item_up,
    move_meeting,
    occupy_seat,
    plan_meeting,
    remove_item,
)
from faden.domain.steering.queries import agenda_of, recipients_of
from faden.domain.steering.transitions import MeetingAct
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Conflict, Invalid, Refused
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from tests import given

pytestmark = pytest.mark.django_db
TODAY = given.TODAY
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def assistant() -> Actor:
    return given.actor(Role.ASSISTANT)


@pytest.fixture
def member() -> Actor:
    return given.actor(Role.MEMBER)


@pytest.fixture
def meeting(assistant: Actor) -> Meeting:
    with act_as(assistant, today=TODAY):
        return given.meeting(given.body(seats=2), assistant, on=TOMORROW)


def _titles(meeting: Meeting) -> list[tuple[int, str]]:
    return [(item.position, item.title) for item in agenda_of(meeting)]


def test_a_seat_is_occupied_and_vacated(assistant: Actor, member: Actor) -> None:
    with act_as(assistant, today=TODAY):
        seat = given.body(seats=1).seats.get()
        account = given.account_of(member)
        taken = occupy_seat(
            seat=seat,
            version=1,
            holder_name=" Ela Amt ",
            holder_email="e@faden.invalid",
            holder=account,
            actor=assistant,
        )
        assert (taken.holder_name, taken.holder_id, taken.version) == ("Ela Amt", member.id, 2)
        vacant = occupy_seat(seat=seat, version=2, holder_name="", actor=assistant)
        assert (vacant.holder_name, vacant.holder_email, vacant.holder_id) == ("", "", None)


def test_an_address_needs_somebody_it_belongs_to(assistant: Actor) -> None:
    with act_as(assistant, today=TODAY):
        seat = given.body(seats=1).seats.get()
        with pytest.raises(Invalid) as invalid:
            occupy_seat(seat=seat, version=1, holder_name=" ", holder_email="e@faden.invalid", actor=assistant)
    assert "holder_name" in invalid.value.errors


def test_two_who_occupy_the_same_seat_see_the_conflict(assistant: Actor) -> None:
    with act_as(assistant, today=TODAY):
        seat = given.body(seats=1).seats.get()
        occupy_seat(seat=seat, version=1, holder_name="Ela Amt", actor=assistant)
        with pytest.raises(Conflict) as conflict:
            occupy_seat(seat=seat, version=1, holder_name="Udo Amt", actor=assistant)
    assert conflict.value.fields["holder_name"] == ("Name", "Ela Amt")


def test_an_address_is_invited_once_for_all_its_seats(assistant: Actor, member: Actor) -> None:
    with act_as(assistant, today=TODAY):
        body = given.body(seats=4)
        first, second, third, fourth = Seat.objects.filter(body=body).order_by("position")
        occupy_seat(seat=second, version=1, holder_name="x", holder_email=first.holder_email.upper(), actor=assistant)
        occupy_seat(seat=third, version=1, holder_name="y", holder=given.account_of(member), actor=assistant)
        occupy_seat(seat=fourth, version=1, holder_name="z", actor=assistant)
        found = recipients_of(body)
    assert [(r.email, r.seats) for r in found] == [
        (first.holder_email, ("Amt 1, Leitung", "Amt 2, Leitung")),
        (member.email, ("Amt 3, Leitung",)),
    ]


def test_who_does_not_keep_bodies_plans_nothing(assistant: Actor, member: Actor) -> None:
    with act_as(assistant, today=TODAY):
        body = given.body(seats=1)
    with act_as(member, today=TODAY):
        with pytest.raises(Refused):
            given.meeting(body, member)
        with pytest.raises(Refused):
            occupy_seat(seat=body.seats.get(), version=1, holder_name="x", actor=member)


def test_a_meeting_ends_after_it_begins(assistant: Actor) -> None:
    with act_as(assistant, today=TODAY):
        planned = given.meeting(given.body(), assistant)
        with pytest.raises(Invalid) as invalid:
            plan_meeting(
                body=planned.body, starts_at=planned.ends_at, ends_at=planned.starts_at, place="x", actor=assistant
            )
    assert "ends_at" in invalid.value.errors


def test_a_meeting_is_moved_in_time_and_place(meeting: Meeting, assistant: Actor) -> None:
    later = {"starts_at": meeting.starts_at + timedelta(hours=1), "ends_at": meeting.ends_at + timedelta(hours=1)}
    with act_as(assistant, today=TODAY):
        changed = change_meeting(meeting=meeting, version=1, place="Rathaus", actor=assistant, **later)
        assert (changed.place, changed.version) == ("Rathaus", 2)
        with pytest.raises(Conflict) as conflict:
            change_meeting(meeting=meeting, version=1, place="Kreishaus", actor=assistant, **later)
        assert conflict.value.fields["place"] == ("Ort", "Rathaus")
        with pytest.raises(Invalid):
            change_meeting(
                meeting=meeting,
                version=2,
                starts_at=later["ends_at"],
                ends_at=later["starts_at"],
                place="x",
                actor=assistant,
            )


def test_a_cancelled_meeting_has_a_reason_and_stays_as_it_is(meeting: Meeting, assistant: Actor) -> None:
    with act_as(assistant, today=TODAY):
        with pytest.raises(Invalid) as invalid:
            move_meeting(meeting=meeting, act=MeetingAct.CANCEL, reason=" ", on=TODAY, actor=assistant)
        assert "reason" in invalid.value.errors
        moved = move_meeting(meeting=meeting, act=MeetingAct.CANCEL, reason="Krankheit", on=TODAY, actor=assistant)
        assert (moved.state, moved.cancellation, moved.invited_on) == (MeetingState.CANCELLED, "Krankheit", None)
        with pytest.raises(Refused):
            add_item(meeting=moved, title="x", actor=assistant)


def test_a_meeting_is_held_on_its_day_not_before(meeting: Meeting, assistant: Actor) -> None:
    with act_as(assistant, today=TODAY):
        assert move_meeting(meeting=meeting, act=MeetingAct.INVITE, on=TODAY, actor=assistant).invited_on == TODAY
        with pytest.raises(Refused):
            move_meeting(meeting=meeting, act=MeetingAct.HOLD, on=TODAY, actor=assistant)
        held = move_meeting(meeting=meeting, act=MeetingAct.HOLD, on=TOMORROW, actor=assistant)
        assert (held.state, held.invited_on) == (MeetingState.HELD, TODAY)


def test_the_agenda_keeps_its_order(meeting: Meeting, assistant: Actor) -> None:
    with act_as(assistant, today=TODAY):
        first, second, third = (add_item(meeting=meeting, title=title, actor=assistant) for title in "ABC")
        move_item_up(item=third, actor=assistant)
        # The row in hand still says "2": the operation looks where the point is now.
        move_item_up(item=second, actor=assistant)
        move_item_up(item=first, actor=assistant)
        assert _titles(meeting) == [(1, "A"), (2, "B"), (3, "C")]
        remove_item(item=first, actor=assistant)
        assert _titles(meeting) == [(1, "B"), (2, "C")]


def test_a_point_is_reworded_and_two_versions_meet(meeting: Meeting, assistant: Actor) -> None:
    with act_as(assistant, today=TODAY):
        item = add_item(meeting=meeting, title="Sachstand", actor=assistant)
        change_item(item=item, version=1, title="Sachstandsbericht", proposal="Kenntnis nehmen", actor=assistant)
        with pytest.raises(Conflict) as conflict:
            change_item(item=item, version=1, title="Stand", proposal="", actor=assistant)
    assert conflict.value.fields["title"] == ("Tagesordnungspunkt", "Sachstandsbericht")


def test_a_theme_stands_on_an_agenda_once(meeting: Meeting, assistant: Actor) -> None:
    coordinator = given.actor(Role.COORDINATOR)
    with act_as(coordinator, today=TODAY):
        theme = given.theme(coordinator)
        add_item(meeting=meeting, title="x", theme=theme, actor=coordinator)
        with pytest.raises(Invalid) as invalid:
            add_item(meeting=meeting, title="y", theme=theme, actor=coordinator)
    assert "theme" in invalid.value.errors


def test_every_act_leaves_its_trace_without_a_name(meeting: Meeting, assistant: Actor) -> None:
    with act_as(assistant, today=TODAY):
        occupy_seat(seat=meeting.body.seats.all()[0], version=1, holder_name="Ela Amt", actor=assistant)
        add_item(meeting=meeting, title="Vertrauliches", actor=assistant)
        entries = list(AuditEntry.objects.filter(actor_id=assistant.id))
    assert {entry.act for entry in entries} == {"meeting.planned", "seat.occupied", "agenda_item.added"}
    assert not any("Ela" in str(entry.facts) or "Vertrauliches" in str(entry.facts) for entry in entries)
