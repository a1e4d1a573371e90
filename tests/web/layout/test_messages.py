"""What an act has brought about is told on the next page: once, within a minute, to whoever did it."""

import time
from typing import Any

import pytest
from django.test import Client

from faden.domain.diary.operations.tasks import plan_task
from faden.kernel.access.acting import act_as
from faden.kernel.access.roles import Role
from faden.web.layout.messages import COOKIE, COUNTS_FOR
from tests.web.signed_in import somebody, today, words_of

pytestmark = pytest.mark.django_db

TOLD = "Die Aufgabe ist erledigt."


@pytest.fixture
def told() -> tuple[Any, Client]:
    """Somebody who has just ended a task."""
    actor, client = somebody(Role.CASE_MANAGER)
    with act_as(actor, today=today()):
        task = plan_task(case=None, text="Anrufen", actor=actor, today=today())
    answer = client.post(f"/aufgaben/{task.id}/beenden/", {"state": "done"})
    assert answer.status_code == 303
    assert answer.cookies[COOKIE]["httponly"]
    return actor, client


def test_it_is_told_once(told: tuple[Any, Client]) -> None:
    _, client = told
    assert TOLD in words_of(client.get("/aufgaben/"))
    assert client.cookies[COOKIE].value == ""
    assert TOLD not in words_of(client.get("/aufgaben/"))


def test_nobody_else_is_told(told: tuple[Any, Client]) -> None:
    _, client = told
    _, other = somebody(Role.CASE_MANAGER)
    other.cookies[COOKIE] = client.cookies[COOKIE].value
    assert TOLD not in words_of(other.get("/aufgaben/"))


@pytest.mark.parametrize("bent", ["", "x", "InNhdHoi:1wMQ3a:AAAA", "ü" * 5000])
def test_what_was_not_signed_here_says_nothing(told: tuple[Any, Client], bent: str) -> None:
    _, client = told
    client.cookies[COOKIE] = bent
    answer = client.get("/aufgaben/")
    assert answer.status_code == 200
    assert TOLD not in words_of(answer)


def test_after_a_minute_it_is_not_told_any_more(told: tuple[Any, Client], monkeypatch: pytest.MonkeyPatch) -> None:
    _, client = told
    later = time.time() + COUNTS_FOR + 1
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert TOLD not in words_of(client.get("/aufgaben/"))
