"""Appointments, tasks and tracks through the interface."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from faden.domain.cases.models import Case
from faden.domain.diary.models import Appointment, Task
from faden.domain.tracks.models import TrackAnswer
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.identity.queries import system_actor
from tests import given
from tests.api.conftest import Caller, cost_of, fields_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def track(today: date) -> str:
    """A track with a question for a day, a choice and a yes or no."""
    with act_as(system_actor(), today=today):
        return given.track().key


def meeting(**changes: Any) -> dict[str, Any]:
    begins = timezone.now().replace(microsecond=0) + timedelta(hours=2)
    ends = begins + timedelta(hours=1)
    return {"kind": "counselling", "starts_at": begins.isoformat(), "ends_at": ends.isoformat(), **changes}


def test_an_appointment_is_made_once_moved_and_called_off(
    call: Caller, manager: Actor, case: Case, today: date
) -> None:
    data = meeting(id=str(uuid4()), case=case.number, title="Beratung")
    made, again = (call(manager, "POST", "/appointments", data=data) for _ in range(2))
    assert made.json()["id"] == again.json()["id"]
    assert [one["case"] for one in call(manager, "GET", "/appointments").json()["items"]] == [case.number]
    own = f"/appointments/{made.json()['id']}"
    moved = call(manager, "PUT", own, data=meeting(place="Rathaus"), if_match=made["ETag"])
    assert (moved.json()["place"], moved.json()["title"]) == ("Rathaus", "")
    late = call(manager, "PUT", own, data=meeting(place="Kreishaus"), if_match=made["ETag"])
    assert late.status_code == 412
    assert "Rathaus" in str(late.json()["errors"])
    off = call(manager, "POST", f"{own}/cancellation", data={"reason": "krank"}, if_match=moved["ETag"])
    assert (off.json()["state"], call(manager, "GET", own).json()["cancellation"]) == ("cancelled", "krank")
    assert call(given.actor(Role.CASE_MANAGER, today=today), "GET", own).status_code == 404
    with act_as(manager, today=today):
        assert Appointment.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"starts_at": "2026-11-20T14:00:00"}, "starts_at"),
        ({"starts_at": "morgen"}, "starts_at"),
        ({"starts_at": "9999-12-31T23:59:59Z"}, "starts_at"),
        ({"ends_at": "1999-01-01T08:00:00Z"}, "ends_at"),
        ({"kind": "seance"}, "kind"),
        ({"title": "x" * 10_000}, "title"),
        ({"participants": [str(uuid4())]}, "participants"),
    ],
)
def test_what_is_wrong_with_an_appointment_is_said_at_its_field(
    call: Caller, manager: Actor, *, changes: dict[str, Any], field: str
) -> None:
    assert fields_of(call(manager, "POST", "/appointments", data=meeting(**changes))) == [field]


def test_a_task_is_planned_changed_ended_and_taken_up(call: Caller, manager: Actor, case: Case, today: date) -> None:
    data = {"text": "Antrag ausfüllen", "case": case.number, "due_on": today.isoformat()}
    made = call(manager, "POST", "/tasks", data=data)
    assert made.status_code == 201
    own = f"/tasks/{made.json()['id']}"
    changed = call(manager, "PUT", own, data={"text": "Antrag abgeben"}, if_match=made["ETag"])
    assert changed.json()["due_on"] is None
    assert call(manager, "PUT", own, data={"text": "x"}, if_match=made["ETag"]).status_code == 412
    later = (today + timedelta(days=3)).isoformat()
    assert call(manager, "POST", f"{own}/postponement", data={"due_on": later}).json()["due_on"] == later
    assert call(manager, "POST", f"{own}/end", data={"is_needed": False}).json()["state"] == "dropped"
    assert call(manager, "POST", f"{own}/end", data={}).status_code == 403
    assert call(manager, "POST", f"{own}/resumption").json()["state"] == "open"
    assert [one["id"] for one in call(manager, "GET", "/tasks").json()["items"]] == [made.json()["id"]]
    for wrong, field in (({"text": " "}, "text"), ({"responsible": str(uuid4())}, "responsible")):
        assert fields_of(call(manager, "POST", "/tasks", data={**data, **wrong})) == [field]
    foreign = given.case(given.actor(Role.CASE_MANAGER, today=today), on=today).number
    assert call(manager, "POST", "/tasks", data={**data, "case": foreign}).status_code == 404
    assert call(manager, "GET", f"/tasks/{uuid4()}").status_code == 404
    with act_as(manager, today=today):
        assert Task.objects.count() == 1


def test_a_key_of_somebody_elses_makes_nothing(call: Caller, manager: Actor, today: date) -> None:
    colleague = given.actor(Role.CASE_MANAGER, today=today)
    theirs = call(colleague, "POST", "/tasks", data={"text": "Meins"}).json()["id"]
    assert fields_of(call(manager, "POST", "/tasks", data={"text": "Meins", "id": theirs})) == ["id"]
    met = call(colleague, "POST", "/appointments", data=meeting()).json()["id"]
    assert fields_of(call(manager, "POST", "/appointments", data=meeting(id=met))) == ["id"]
    talk = {"on": today.isoformat(), "minutes": 5, "municipality": given.municipality().key}
    noted = call(colleague, "POST", "/contacts", data=talk).json()["id"]
    assert fields_of(call(manager, "POST", "/contacts", data={**talk, "id": noted})) == ["id"]


def test_a_track_is_begun_answered_moved_and_ended(
    call: Caller, manager: Actor, case: Case, track: str, today: date
) -> None:
    address, day = f"/cases/{case.number}/tracks", today.isoformat()
    assert [one["key"] for one in call(manager, "GET", address).json()["offered"]] == [track]
    begun = call(manager, "POST", address, data={"track": track, "on": day, "answers": {"job": day}}).json()
    steps = {one["key"]: one for one in begun["steps"]}
    assert steps["work"]["due_on"] == day
    own = f"{address}/{begun['id']}"
    answered = call(manager, "POST", f"{own}/answers", data={"answers": {"health": True}}, if_match='"1"')
    assert {one["key"]: one["answer"] for one in answered.json()["questions"]} == {
        "job": day, "who": None, "health": True
    }  # fmt: skip
    stale = f'"{begun["version"]}"'
    assert call(manager, "POST", f"{own}/answers", data={"answers": {"job": None}}, if_match=stale).status_code == 412
    done = {"act": "do", "on": day}
    check = f"{own}/steps/{steps['check']['id']}"
    assert fields_of(call(manager, "POST", check, data=done, if_match='"1"')) == ["answers.who"]
    moved = call(manager, "POST", check, data={**done, "answers": {"who": "wir"}}, if_match='"1"').json()
    assert {one["key"]: one["state"] for one in moved["steps"]}["check"] == "done"
    version = f'"{moved["version"]}"'
    ended = call(manager, "POST", f"{own}/state", data={"act": "end", "on": day, "reason": "geschafft"},
                 if_match=version)  # fmt: skip
    assert ended.json()["state"] == "ended"
    with act_as(manager, today=today):
        assert TrackAnswer.objects.filter(replaced_on__isnull=True).count() == 3


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"job": "gestern"}, "answers.job"),
        ({"who": "niemand"}, "answers.who"),
        ({"health": "vielleicht"}, "answers.health"),
        ({"magie": "x"}, "answers.magie"),
    ],
)
def test_an_answer_that_does_not_fit_is_said_at_its_question(
    call: Caller, manager: Actor, case: Case, track: str, *, answers: dict[str, Any], field: str
) -> None:
    data = {"track": track, "on": case.opened_on.isoformat(), "answers": answers}
    assert fields_of(call(manager, "POST", f"/cases/{case.number}/tracks", data=data)) == [field]


def test_lists_cost_the_same_with_one_and_with_three(
    call: Caller, manager: Actor, case: Case, track: str, today: date
) -> None:
    def more(key: str) -> None:
        assert call(manager, "POST", "/appointments", data=meeting(case=case.number)).status_code == 201
        assert call(manager, "POST", "/tasks", data={"text": "Antrag", "case": case.number}).status_code == 201
        begin = {"track": key, "on": today.isoformat()}
        assert call(manager, "POST", f"/cases/{case.number}/tracks", data=begin).status_code == 201

    def costs() -> dict[str, int]:
        paths = {"appointments": "/appointments", "tasks": "/tasks", "tracks": f"/cases/{case.number}/tracks"}
        return {name: cost_of(call, manager, path) for name, path in paths.items()}

    with act_as(system_actor(), today=today):
        others = [given.track(key=key).key for key in ("zweiter", "dritter", "vierter")]
    more(track)
    assert costs() == {"appointments": 6, "tasks": 6, "tracks": 19}
    more(others[0])
    more(others[1])
    assert costs() == {"appointments": 6, "tasks": 6, "tracks": 19}


def test_reading_is_limited_to_three_months(call: Caller, manager: Actor) -> None:
    assert fields_of(call(manager, "GET", "/appointments?since=2026-01-01&last_day=2026-12-31")) == ["last_day"]
    assert fields_of(call(manager, "GET", "/appointments?since=2026-02-01&last_day=2026-01-31")) == ["last_day"]
    assert fields_of(call(manager, "GET", "/appointments?since=gestern")) == ["since"]
    assert call(manager, "GET", "/appointments?since=2199-12-20").status_code == 200
