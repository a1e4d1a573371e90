"""A refusal leaves a line that says who and which page, and nothing that stood in the address."""

import logging

import pytest
from django.test import Client

from faden.kernel.access.roles import Role
from tests import given
from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def test_who_was_refused_what(caplog: pytest.LogCaptureFixture) -> None:
    member = given.actor(Role.MEMBER)
    with caplog.at_level(logging.WARNING):
        assert signed_in(member).get("/faelle/PB-2026-0815/").status_code == 404
    assert [record.getMessage() for record in caplog.records] == [f"404 GET casework:case by {member.id}"]


def test_an_address_that_does_not_exist_is_not_repeated(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert Client().get("/amira-yilmaz/").status_code == 404
    assert [record.getMessage() for record in caplog.records] == ["404 GET no such address by nobody"]


def test_the_interface_tells_it_too(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert Client().get("/api/v1/cases").status_code == 401
    assert "401 GET" in caplog.text
    assert "by nobody" in caplog.text


def test_signing_in_and_failing_to_is_noted_without_the_address(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="faden.security"):
        Client().post("/anmelden/", {"email": "amira.yilmaz@kreis.invalid", "password": "falsch geraten"})
        client = signed_in(colleague := given.actor(Role.MEMBER))
        client.post("/abmelden/")
    said = [record.getMessage() for record in caplog.records]
    assert said[0].startswith("failed proof: ")
    assert f"signed out: {colleague.id}" in said
    assert "amira" not in caplog.text
