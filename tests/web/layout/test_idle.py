"""The end of an idle session: warned of, never prolonged by being asked, and nothing typed is lost."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.lib import german
from faden.lib.identifiers import new_id
from faden.web.layout.session import BEGAN, SEEN
from tests import given
from tests.signed_in import signed_in
from tests.web.signed_in import somebody, today

pytestmark = pytest.mark.django_db
HALF_AN_HOUR = 30 * 60


def _age(client: Client, **by: timedelta) -> None:
    session = client.session
    for name, much in by.items():
        session[name] -= much.total_seconds()
    session.save()


def _left(client: Client) -> Any:
    return client.get("/sitzung/").json()


def test_being_asked_prolongs_nothing() -> None:
    actor, client = somebody(Role.CASE_MANAGER)
    _age(client, **{SEEN: timedelta(minutes=20)})
    assert [_left(client)["left"] // 60 for _ in range(3)] == [9, 9, 9]
    assert _left(client)["who"] == str(actor.id)
    _age(client, **{SEEN: timedelta(minutes=11)})
    assert _left(client)["left"] == 0
    assert client.get("/konto/").status_code == 302


def test_staying_begins_the_half_hour_anew_but_not_the_ten_hours() -> None:
    _, client = somebody(Role.CASE_MANAGER)
    _age(client, **{SEEN: timedelta(minutes=29)})
    assert client.post("/sitzung/verlaengern/").status_code == 204
    assert HALF_AN_HOUR - 5 <= _left(client)["left"] <= HALF_AN_HOUR
    assert not _left(client)["last"]
    _age(client, **{BEGAN: timedelta(hours=9, minutes=59)})
    assert client.post("/sitzung/verlaengern/").status_code == 204
    assert _left(client)["left"] <= 60
    assert _left(client)["last"]
    about = re.search(r'data-idle="(\d+)"', client.get("/konto/").text)
    assert about is not None
    assert int(about[1]) <= 60
    _age(client, **{BEGAN: timedelta(minutes=2)})
    assert client.post("/sitzung/verlaengern/").status_code == 302


def test_a_stranger_has_nothing_left() -> None:
    assert _left(Client()) == {"left": 0, "who": "", "last": False}
    assert Client().post("/sitzung/verlaengern/").status_code == 302


def test_the_page_tells_the_script_whose_it_is() -> None:
    actor, client = somebody(Role.CASE_MANAGER)
    box = re.search(r'<dialog class="session"[^>]*>', client.get("/konto/").text)
    assert box is not None
    for attribute in (f'data-who="{actor.id}"', 'data-idle="1800"', 'data-warns="120"', 'role="alertdialog"'):
        assert attribute in box[0]


@pytest.fixture
def manager() -> Actor:
    actor = given.actor(Role.CASE_MANAGER, today=today())
    given.set_password(actor)
    return actor


def test_without_a_script_what_is_sent_too_late_comes_back_and_can_be_sent_again(manager: Actor) -> None:
    client, address = signed_in(manager), "/aufgaben/neu/"
    task = str(new_id())
    typed = {
        "task_id": task,
        "text": 'Ärztin anrufen, "heute" <noch>',
        "due_on": german.day(today() + timedelta(days=3)),
    }
    _age(client, **{SEEN: timedelta(minutes=31)})
    late = client.post(address, typed)
    assert late.status_code == 403
    assert "Was Sie gerade abgeschickt haben" in late.text
    kept = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', late.text))
    assert kept["text"] == "Ärztin anrufen, &#34;heute&#34; &lt;noch&gt;"
    signs_in = client.post("/anmelden/", {"email": manager.email, "password": given.PASSWORD})
    assert signs_in.status_code == 302
    assert client.post(address, typed).status_code == 303
    assert "Ärztin anrufen" in client.get("/aufgaben/").text


def test_what_was_typed_into_a_form_is_there_after_signing_in_again(manager: Actor) -> None:
    case = given.case(manager, on=today(), consented=True)
    client, address = signed_in(manager), f"/faelle/{case.number}/kontakt/"
    page = client.get(address).text
    draft = re.search(r'data-draft-name="draft_id" value="([^"]+)"', page)
    form = re.search(r'data-draft-form="([^"]*)" data-draft-subject="([^"]*)"', page)
    assert draft is not None
    assert form is not None
    told = {"draft_id": draft[1], "draft_form": form[1], "draft_subject": form[2], "text": "Ein langes Gespräch."}
    assert client.post("/entwurf/", told).status_code == 200
    _age(client, **{SEEN: timedelta(minutes=31)})
    assert client.get(address).status_code == 302
    client.post("/anmelden/", {"email": manager.email, "password": given.PASSWORD})
    assert "Ein langes Gespräch." in client.get(address).text
