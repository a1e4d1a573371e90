"""A caller with a token of their own."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.identity.operations import issue_token
from tests import given

Caller = Callable[..., Any]


@pytest.fixture
def call(client: Client) -> Caller:
    """``call(actor, "GET", "/cases", …)`` → the response."""
    tokens: dict[Actor, str] = {}

    def perform(actor: Actor, method: str, path: str, *, data: object = None, if_match: str | None = None) -> Any:
        headers = {} if if_match is None else {"If-Match": if_match}
        if actor not in tokens:
            today = timezone.localdate()
            with act_as(actor, today=given.TODAY):
                _, tokens[actor] = issue_token(
                    name="Test", expires_on=today + timedelta(days=30), actor=actor, now=timezone.now()
                )
        return client.generic(
            method,
            f"/api/v1{path}",
            data="" if data is None else json.dumps(data),
            content_type="application/json",
            headers={"Authorization": f"Bearer {tokens[actor]}", **headers},
        )

    return perform
