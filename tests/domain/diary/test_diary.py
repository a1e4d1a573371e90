"""Appointments and tasks: whose they are, what they refuse, what becomes of them when access ends."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from faden.domain.cases.models import Case
from faden.domain.cases.operations.circle import end_helper
from faden.domain.cases.queries.circle import circle_members
from faden.domain.diary.enums import AppointmentKind, TaskSource, TaskState
from faden.domain.diary.models import Appointment, Task
from faden.domain.diary.operations.appointments import cancel_appointment, change_appointment, make_appointment
from faden.domain.diary.operations.tasks import change_task, end_task, plan_task, postpone_task, take_up_task
from faden.domain.diary.queries import ahead_in, appointments_of, open_tasks, pressing_tasks
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Conflict, Invalid, NotVisible, Refused
from faden.kernel.access.roles import Role
from faden.lib.identifiers import new_id
from tests import given
from tests.given import TODAY

pytestmark = pytest.mark.django_db

NOW = timezone.now()
TEN = datetime(2026, 11, 20, 10, tzinfo=ZoneInfo("Europe/Berlin"))
HOUR = timedelta(hours=1)


def _make(actor: Actor, case: Case | None = None, **change: Any) -> Appointment:
    told: dict[str, Any] = {"kind": AppointmentKind.HOME, "starts_at": TEN, "ends_at": TEN + HOUR, "participants": []}
    with act_as(actor, today=TODAY):
        return make_appointment(case=case, actor=actor, today=TODAY, now=NOW, **{**told, **change})


def _plan(actor: Actor, case: Case | None = None, **change: Any) -> Task:
    with act_as(actor, today=TODAY):
        return plan_task(case=case, actor=actor, today=TODAY, **{"text": "Antrag abgeben", **change})


def _day(actor: Actor, days: int = 0) -> list[Appointment]:
    since = TODAY + timedelta(days=days)
    with act_as(actor, today=TODAY):
        return appointments_of(actor, since, since + timedelta(days=1))


def test_an_appointment_stands_in_the_diary_of_those_who_take_part() -> None:
    manager, colleague, stranger = (given.actor(Role.CASE_MANAGER) for _ in range(3))
    _make(manager, participants=[given.account_of(manager), given.account_of(colleague)])
    assert [len(_day(who)) for who in (manager, colleague, stranger)] == [1, 1, 0]
    assert _day(manager, 1) == []


def test_an_appointment_over_midnight_stands_on_both_days() -> None:
    manager = given.actor(Role.CASE_MANAGER)
    _make(manager, starts_at=TEN + 13 * HOUR, ends_at=TEN + 15 * HOUR)
    assert [len(_day(manager, days)) for days in (-1, 0, 1, 2)] == [0, 1, 1, 0]


def test_a_case_keeps_its_appointments_to_its_circle() -> None:
    manager, stranger = given.actor(Role.CASE_MANAGER), given.actor(Role.CASE_MANAGER)
    case = given.case(manager)
    with pytest.raises(Invalid, match="Kreis des Falls"):
        _make(manager, case, participants=[given.account_of(stranger)])
    with pytest.raises(NotVisible):
        _make(stranger, case)
    helper = given.helper(case, manager)
    _make(manager, case, participants=[given.account_of(helper)])
    assert len(_day(helper)) == 1
    with act_as(manager, today=TODAY):
        (member,) = [one for one in circle_members(case) if one.account_id == helper.id]
        end_helper(member=member, actor=manager, today=TODAY)
        assert len(ahead_in(case, TODAY, 5)[0]) == 1
    assert _day(helper) == []


@pytest.mark.parametrize("length", [timedelta(0), -HOUR, timedelta(days=15)])
def test_an_appointment_ends_after_it_begins_and_within_two_weeks(length: timedelta) -> None:
    with pytest.raises(Invalid):
        _make(given.actor(Role.CASE_MANAGER), ends_at=TEN + length)


def test_the_same_form_sent_twice_makes_one() -> None:
    manager, key = given.actor(Role.CASE_MANAGER), new_id()
    assert _make(manager, appointment_id=key) == _make(manager, appointment_id=key)
    assert _plan(manager, task_id=key) == _plan(manager, task_id=key)
    assert len(_day(manager)) == 1


def test_only_its_maker_changes_an_appointment_without_a_case_and_sees_conflicts() -> None:
    manager, colleague = given.actor(Role.CASE_MANAGER), given.actor(Role.CASE_MANAGER)
    made = _make(manager, participants=[given.account_of(colleague)])
    told: dict[str, Any] = {"kind": AppointmentKind.TEAM, "starts_at": TEN, "ends_at": TEN + HOUR, "participants": []}
    with act_as(colleague, today=TODAY), pytest.raises(Refused, match="angelegt hat"):
        change_appointment(appointment=made, version=1, actor=colleague, today=TODAY, now=NOW, **told)
    with act_as(manager, today=TODAY):
        change_appointment(appointment=made, version=1, actor=manager, today=TODAY, now=NOW, **told)
        with pytest.raises(Conflict):
            change_appointment(appointment=made, version=1, actor=manager, today=TODAY, now=NOW, **told)


def test_a_cancelled_appointment_stays_and_is_not_changed_any_more() -> None:
    manager = given.actor(Role.CASE_MANAGER)
    made = _make(manager)
    with act_as(manager, today=TODAY):
        cancel_appointment(appointment=made, version=1, reason="krank", actor=manager, now=NOW)
        with pytest.raises(Refused, match="abgesagt"):
            cancel_appointment(appointment=made, version=2, reason="", actor=manager, now=NOW)
    assert [one.is_cancelled for one in _day(manager)] == [True]


def test_a_task_in_a_case_goes_to_somebody_of_its_circle() -> None:
    manager, stranger = given.actor(Role.CASE_MANAGER), given.actor(Role.CASE_MANAGER)
    case = given.case(manager)
    with pytest.raises(Invalid, match="Kreis"):
        _plan(manager, case, responsible=given.account_of(stranger))
    helper = given.helper(case, manager)
    task = _plan(manager, case, responsible=given.account_of(helper), source=TaskSource.CONFERENCE)
    with act_as(helper, today=TODAY):
        assert open_tasks(helper, 9) == [task]
    with act_as(manager, today=TODAY):
        assert [one.id for one in ahead_in(case, TODAY, 5)[1]] == [task.id]
        assert open_tasks(manager, 9) == []
    with act_as(stranger, today=TODAY):
        assert not Task.objects.exists()


def test_a_task_without_a_case_can_be_given_to_a_colleague() -> None:
    manager, colleague = given.actor(Role.COORDINATOR), given.actor(Role.ASSISTANT)
    task = _plan(manager, responsible=given.account_of(colleague))
    with act_as(colleague, today=TODAY):
        assert end_task(task=task, actor=colleague, today=TODAY).state == TaskState.DONE


def test_a_task_is_ended_once_and_can_be_taken_up() -> None:
    manager = given.actor(Role.CASE_MANAGER)
    task = _plan(manager)
    with act_as(manager, today=TODAY):
        end_task(task=task, actor=manager, today=TODAY, state=TaskState.DROPPED)
        with pytest.raises(Refused, match="schon beendet"):
            end_task(task=task, actor=manager, today=TODAY)
        with pytest.raises(Refused, match="schon beendet"):
            postpone_task(task=task, due_on=TODAY, actor=manager)
        with pytest.raises(Refused, match="schon beendet"):
            change_task(task=task, version=2, text="x", actor=manager, today=TODAY)
        taken = take_up_task(task=task, actor=manager)
        assert (taken.is_open, taken.ended_on) == (True, None)
        with pytest.raises(Refused, match="offen"):
            take_up_task(task=task, actor=manager)


def test_in_a_closed_case_nothing_new_is_planned() -> None:
    manager = given.actor(Role.CASE_MANAGER)
    case = given.case(manager)
    with act_as(manager, today=TODAY):
        case.closed_on = TODAY
        case.save(update_fields=["closed_on"])
    for plan in (_plan, _make):
        with pytest.raises(Refused, match="abgeschlossen"):
            plan(manager, case)


def test_what_presses_today() -> None:
    manager = given.actor(Role.CASE_MANAGER)
    for text, due, remind in (
        ("überfällig", -3, None),
        ("heute", 0, None),
        ("bald", 7, None),
        ("später", 8, None),
        ("erinnert", 30, 0),
        ("noch nicht erinnert", 30, 1),
        ("irgendwann", None, None),
    ):
        _plan(
            manager,
            text=text,
            due_on=None if due is None else TODAY + timedelta(days=due),
            remind_on=None if remind is None else TODAY + timedelta(days=remind),
        )
    with act_as(manager, today=TODAY):
        assert [one.text for one in pressing_tasks(manager, TODAY, 9)] == [
            "überfällig",
            "heute",
            "bald",
            "erinnert",
            "irgendwann",
        ]


def test_a_reminder_comes_before_the_deadline_and_a_task_says_something() -> None:
    manager = given.actor(Role.CASE_MANAGER)
    with pytest.raises(Invalid, match="nach der Frist"):
        _plan(manager, due_on=TODAY, remind_on=TODAY + timedelta(days=1))
    with pytest.raises(Invalid, match="was zu tun ist"):
        _plan(manager, text="  ")
