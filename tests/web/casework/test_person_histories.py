"""The page of a person: readable sections, each with its own small form."""

from typing import Any

import pytest

from faden.domain.cases.models import Case
from faden.domain.people.enums import EntryKind
from faden.domain.people.models import ContactChannel
from faden.kernel.access.acting import act_as
from faden.kernel.access.roles import Role
from faden.lib import german
from tests import given
from tests.statements import statements
from tests.web.signed_in import somebody, today, words_of

pytestmark = pytest.mark.django_db
PHONE = {"kind": "phone", "value": "05251 12345"}


def _address(case: Case, rest: str = "") -> str:
    return f"/faelle/{case.number}/person/{case.person_id}/{rest}"


def _client(**more: Any) -> tuple[Any, Any, Case]:
    manager, client = somebody(Role.CASE_MANAGER)
    return manager, client, given.case(manager, on=today(), **{"consented": True, **more})


@pytest.mark.parametrize("history", EntryKind.values)
def test_every_history_has_its_form(history: str) -> None:
    _, client, case = _client()
    assert client.get(_address(case, f"{history}/neu/")).status_code == 200
    assert client.post(_address(case, f"{history}/neu/"), {"leer": "1"}).status_code == 422


def test_a_line_is_added_corrected_ended_and_struck_out() -> None:
    manager, client, case = _client()
    assert client.post(_address(case, "erreichbarkeit/neu/"), PHONE).headers["Location"] == _address(case)
    assert "05251 12345" in words_of(client.get(_address(case)))
    with act_as(manager, today=today()):
        line = ContactChannel.objects.get()
    page = _address(case, f"erreichbarkeit/{line.id}/")
    assert 'value="05251 12345"' in client.get(page).text
    assert client.post(page, {**PHONE, "value": "05251 54321", "version": "1"}).status_code == 303
    assert client.post(page, {**PHONE, "value": "05251 99999", "version": "1"}).status_code == 409
    shown = words_of(client.get(_address(case)))
    assert "05251 54321" in shown
    assert "Berichtigte und gestrichene Angaben (1)" in shown
    assert client.post(f"{page}beenden/", {"last_day": "31.12.2999", "version": "2"}).status_code == 422
    assert client.post(f"{page}beenden/", {"last_day": german.day(today()), "version": "2"}).status_code == 303
    assert client.post(f"{page}streichen/", {"version": "3"}).status_code == 303
    assert "Berichtigte und gestrichene Angaben (2)" in words_of(client.get(_address(case)))
    assert client.get(page).status_code == 404


def test_before_the_consent_nothing_is_written_down() -> None:
    _, client, case = _client(consented=False)
    assert client.post(_address(case, "erreichbarkeit/neu/"), PHONE).status_code == 403


def test_a_wrong_history_or_somebody_elses_person_is_not_there() -> None:
    manager, client, case = _client()
    assert client.get(_address(case, "lieblingsfarbe/neu/")).status_code == 404
    other = given.case(manager, on=today())
    assert client.get(f"/faelle/{case.number}/person/{other.person_id}/").status_code == 404


def test_a_helper_without_case_management_reads_and_writes_nothing() -> None:
    manager, client, case = _client()
    client.post(_address(case, "erreichbarkeit/neu/"), PHONE)
    stranger = somebody(Role.COORDINATOR)[1]
    assert stranger.get(_address(case)).status_code == 404
    del manager


@pytest.mark.parametrize("lines", [1, 3])
def test_the_page_takes_the_same_statements_however_long_the_histories(lines: int) -> None:
    _, client, case = _client()
    for number in range(lines):
        client.post(_address(case, "erreichbarkeit/neu/"), {**PHONE, "value": f"05251 1234{number}"})
    with statements() as made:
        client.get(_address(case))
    assert len(made) == 16
