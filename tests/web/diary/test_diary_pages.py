"""/termine/, /aufgaben/: for colleagues and strangers, with wrong dates, twice, and at a fixed price."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from faden.domain.cases.models import Case
from faden.domain.diary.models import Appointment, Task
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from faden.lib import german
from faden.lib.identifiers import new_id
from tests import given
from tests.signed_in import signed_in
from tests.statements import statements
from tests.web.signed_in import somebody, today, words_of

pytestmark = pytest.mark.django_db

NEW_APPOINTMENT, NEW_TASK = "/termine/neu/", "/aufgaben/neu/"


def _appointment(**change: Any) -> dict[str, Any]:
    told = {"kind": "home", "title": "Besuch", "day": "heute", "starts_at": "14:00", "minutes": "45"}
    return {**told, "appointment_id": str(new_id()), **change}


def _task(**change: Any) -> dict[str, Any]:
    return {"text": "Antrag abgeben", "due_on": "heute", "task_id": str(new_id()), **change}


def _of(actor: Actor, model: Any) -> list[Any]:
    with act_as(actor, today=today()):
        return list(model.objects.order_by("id"))


@pytest.fixture
def office() -> tuple[Actor, Client, Case]:
    manager, client = somebody(Role.CASE_MANAGER)
    return manager, client, given.case(manager, on=today())


def test_an_appointment_of_a_case_stands_in_the_list_and_on_its_page(office: tuple[Actor, Client, Case]) -> None:
    manager, client, case = office
    answer = client.post(f"{NEW_APPOINTMENT}?fall={case.number}", _appointment())
    assert answer.headers["Location"] == f"/faelle/{case.number}/"
    assert re.search(r"Termine und Aufgaben .*14:00 Uhr Besuch", words_of(client.get(f"/faelle/{case.number}/")))
    listed = words_of(client.get("/termine/"))
    assert re.search(r"14:00 Uhr bis 14:45 Uhr Besuch Hausbesuch", listed)
    assert "Ana Đorđević" in listed
    (made,) = _of(manager, Appointment)
    assert made.participant_ids == [manager.id]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"day": "31.02.2026"}, "day"),
        ({"day": ""}, "day"),
        ({"starts_at": "25:00"}, "starts_at"),
        ({"minutes": "0"}, "minutes"),
        ({"minutes": "99999"}, "minutes"),
        ({"kind": "party"}, "kind"),
        ({"title": "x" * 201}, "title"),
        ({"participants": ["00000000-0000-7000-8000-000000000001"]}, "participants"),
        ({"note": "x" * 4001}, "note"),
    ],
)
def test_a_wrong_appointment_is_mended_and_nothing_typed_is_lost(change: dict[str, Any], field: str) -> None:
    manager, client = somebody(Role.COORDINATOR)
    answer = client.post(NEW_APPOINTMENT, _appointment(**{"title": "Bleibt stehen", **change}))
    assert answer.status_code == 422
    assert f'id="id_{field}-error"' in answer.text
    assert field == "title" or "Bleibt stehen" in answer.text
    assert _of(manager, Appointment) == []


@pytest.mark.parametrize("shares", [False, True])
def test_what_a_form_calls_itself_cannot_be_somebody_elses(office: tuple[Actor, Client, Case], *, shares: bool) -> None:
    manager, client, case = office
    client.post(f"{NEW_APPOINTMENT}?fall={case.number}", _appointment())
    client.post(f"{NEW_TASK}?fall={case.number}", _task())
    (made,), (task,) = _of(manager, Appointment), _of(manager, Task)
    theirs = signed_in(given.helper(case, manager, today=today())) if shares else somebody(Role.CASE_MANAGER)[1]
    for page, typed in (
        (NEW_APPOINTMENT, _appointment(appointment_id=str(made.id))),
        (NEW_TASK, _task(task_id=str(task.id))),
    ):
        answer = theirs.post(page, typed)
        assert answer.status_code == 422
        assert "Bitte laden Sie die Seite neu" in words_of(answer)
    assert client.post(NEW_TASK, _task(task_id=str(task.id))).status_code == 303, "the own one is there already"
    assert len(_of(manager, Task)) == 1


def test_strangers_find_nothing_and_colleagues_without_the_right_read_the_reason(
    office: tuple[Actor, Client, Case],
) -> None:
    manager, client, case = office
    stranger, theirs = somebody(Role.CASE_MANAGER)
    client.post(f"{NEW_APPOINTMENT}?fall={case.number}", _appointment())
    client.post(f"{NEW_TASK}?fall={case.number}", _task())
    (made,), (task,) = _of(manager, Appointment), _of(manager, Task)
    for address in (f"/termine/{made.id}/", f"/termine/{made.id}/absagen/", f"/aufgaben/{task.id}/"):
        assert theirs.get(address).status_code == 404
    for act in ("beenden", "aufnehmen", "verschieben"):
        assert theirs.post(f"/aufgaben/{task.id}/{act}/", {"state": "done", "days": "1"}).status_code == 404
    for page in (NEW_APPOINTMENT, NEW_TASK):
        assert theirs.get(f"{page}?fall={case.number}").status_code == 404
    client.post(NEW_APPOINTMENT, _appointment(participants=[str(stranger.id)], title="Teamtreffen"))
    shared = next(one for one in _of(manager, Appointment) if one.case_id is None)
    assert "Diesen Termin ändert, wer ihn angelegt hat" in words_of(theirs.get(f"/termine/{shared.id}/"))
    assert theirs.post(f"/termine/{shared.id}/", _appointment(version="1")).status_code == 403
    assert somebody()[1].get("/termine/").status_code == 403


def test_a_change_over_somebody_elses_change_shows_both(office: tuple[Actor, Client, Case]) -> None:
    manager, client, _ = office
    client.post(NEW_APPOINTMENT, _appointment())
    (made,) = _of(manager, Appointment)
    first = client.post(f"/termine/{made.id}/", _appointment(version="1", title="Ihre Fassung"))
    assert first.status_code == 303
    second = client.post(f"/termine/{made.id}/", _appointment(version="1", title="Meine Fassung"))
    assert second.status_code == 409
    assert "Ihre Fassung" in second.text
    assert "Meine Fassung" in second.text


def test_a_cancelled_appointment_says_so(office: tuple[Actor, Client, Case]) -> None:
    manager, client, _ = office
    client.post(NEW_APPOINTMENT, _appointment())
    (made,) = _of(manager, Appointment)
    assert client.post(f"/termine/{made.id}/absagen/", {"version": "1", "reason": "krank"}).status_code == 303
    assert "abgesagt" in words_of(client.get("/termine/"))
    page = words_of(client.get(f"/termine/{made.id}/"))
    assert "Der Termin ist abgesagt." in page
    assert "krank" in page


def test_a_task_is_done_with_one_press_and_taken_up_again(office: tuple[Actor, Client, Case]) -> None:
    manager, client, case = office
    client.post(f"{NEW_TASK}?fall={case.number}", _task())
    (task,) = _of(manager, Task)
    done = client.post(f"/aufgaben/{task.id}/beenden/", {"state": "done", "weiter": "/heute/"})
    assert done.headers["Location"] == "/heute/"
    assert client.post(f"/aufgaben/{task.id}/beenden/", {"state": "done"}).status_code == 403
    assert "Wieder aufnehmen" in client.get(f"/aufgaben/{task.id}/").text
    assert client.post(f"/aufgaben/{task.id}/aufnehmen/").headers["Location"] == "/aufgaben/"
    assert "Antrag abgeben" in words_of(client.get("/aufgaben/"))


def test_a_task_is_postponed_from_today_when_it_is_overdue(office: tuple[Actor, Client, Case]) -> None:
    manager, client, _ = office
    client.post(NEW_TASK, _task(due_on=german.day(today() - timedelta(days=9))))
    (task,) = _of(manager, Task)
    client.post(f"/aufgaben/{task.id}/verschieben/", {"days": "7"})
    assert _of(manager, Task)[0].due_on == today() + timedelta(days=7)


@pytest.mark.parametrize("days", ["", "0", "viele", "9999"])
def test_a_bent_press_moves_nothing(days: str, office: tuple[Actor, Client, Case]) -> None:
    manager, client, _ = office
    client.post(NEW_TASK, _task())
    (task,) = _of(manager, Task)
    assert client.post(f"/aufgaben/{task.id}/verschieben/", {"days": days}).status_code == 422
    assert client.post(f"/aufgaben/{task.id}/beenden/", {"state": "open"}).status_code == 422
    assert _of(manager, Task)[0].due_on == today()


def test_nobody_is_sent_to_another_site(office: tuple[Actor, Client, Case]) -> None:
    manager, client, _ = office
    client.post(NEW_TASK, _task())
    (task,) = _of(manager, Task)
    for address in ("https://elsewhere.invalid/", "//elsewhere.invalid", "javascript:alert(1)", "\\\\x"):
        answer = client.post(f"/aufgaben/{task.id}/verschieben/", {"days": "1", "weiter": address})
        assert answer.headers["Location"] == "/aufgaben/"


@pytest.mark.parametrize("text", ["", " ", "x" * 301])
def test_a_task_says_what_is_to_be_done(text: str) -> None:
    _, client = somebody(Role.ASSISTANT)
    answer = client.post(NEW_TASK, _task(text=text))
    assert answer.status_code == 422
    assert 'id="id_text-error"' in answer.text


def test_opening_what_belongs_to_a_case_is_written_into_the_trace(office: tuple[Actor, Client, Case]) -> None:
    manager, client, case = office
    client.post(f"{NEW_TASK}?fall={case.number}", _task())
    (task,) = _of(manager, Task)
    client.get(f"/aufgaben/{task.id}/")
    with act_as(manager, today=today()):
        assert AuditEntry.objects.filter(act="file.read", file_id=case.id).count() == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_the_lists_cost_the_same_for_one_and_for_three(rows: int) -> None:
    manager, _ = somebody(Role.CASE_MANAGER)
    client = signed_in(manager)
    for _ in range(rows):
        number = given.case(manager, on=today()).number
        client.post(f"{NEW_APPOINTMENT}?fall={number}", _appointment())
        client.post(f"{NEW_TASK}?fall={number}", _task())
    client.get("/termine/")  # takes the sentence about what has just been done
    for page in ("/termine/", "/aufgaben/"):
        with statements() as sent:
            assert client.get(page).status_code == 200
        assert len(sent) == 4, page


@pytest.mark.parametrize("since", ["", "morgen", "x", "99.99.9999", "\0"])
def test_the_list_begins_where_one_likes(since: str) -> None:
    _, client = somebody(Role.MEMBER)
    assert client.get("/termine/", {"ab": since}).status_code == 200
