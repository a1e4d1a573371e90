"""A caller with a token of their own."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from faden.domain.cases.models import Case
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.identity.operations import issue_token
from faden.processes.key_scopes import EVERY_SCOPE
from tests import given
from tests.statements import statements

Caller = Callable[..., Any]


@pytest.fixture
def today() -> date:
    """The day on which programs call."""
    return timezone.localdate()


@pytest.fixture
def manager(today: date) -> Actor:
    """A case manager."""
    return given.actor(Role.CASE_MANAGER, today=today)


@pytest.fixture
def case(manager: Actor, today: date) -> Case:
    """A case of the manager, with the consent to data processing."""
    return given.case(manager, on=today, consented=True)


def token_of(actor: Actor) -> str:
    """A key with which a program acts as somebody."""
    with act_as(actor, today=given.TODAY):
        expires_on = timezone.localdate() + timedelta(days=30)
        return issue_token(name="Test", expires_on=expires_on, scopes=EVERY_SCOPE, actor=actor, now=timezone.now())[1]


def fields_of(answer: Any) -> list[str]:
    """The fields that an answer finds wrong, each with a message."""
    assert answer.status_code == 422, answer.content
    errors = answer.json()["errors"]
    assert all(error["message"] for error in errors)
    return [error["field"] for error in errors]


def cost_of(call: Caller, actor: Actor, path: str) -> int:
    """How many statements it takes to read something."""
    assert call(actor, "GET", path).status_code == 200
    with statements() as sent:
        call(actor, "GET", path)
    return len(sent)


@pytest.fixture
def call(client: Client) -> Caller:
    """``call(actor, "GET", "/cases", …)`` → the response."""
    tokens: dict[Actor, str] = {}

    def perform(actor: Actor, method: str, path: str, *, data: object = None, if_match: str | None = None) -> Any:
        headers = {} if if_match is None else {"If-Match": if_match}
        if actor not in tokens:
            tokens[actor] = token_of(actor)
        return client.generic(
            method,
            f"/api/v1{path}",
            data="" if data is None else json.dumps(data),
            content_type="application/json",
            headers={"Authorization": f"Bearer {tokens[actor]}", **headers},
        )

    return perform
