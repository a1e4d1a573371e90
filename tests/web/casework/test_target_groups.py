"""Target groups on the page of a person: derived ones say why, others are set from–until."""

from typing import Any

import pytest

from faden.domain.catalogues.models import TargetGroupRule
from faden.domain.people.models import PersonTargetGroup
from faden.kernel.access.acting import act_as
from faden.kernel.access.roles import Role
from faden.lib import german
from tests import given
from tests.web.signed_in import somebody, today, words_of

pytestmark = pytest.mark.django_db


def test_a_derived_group_says_by_which_rule() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    case = given.case(manager, on=today(), consented=True)
    with act_as(manager, today=today()):
        case.person.arrived_on = today()
        case.person.save(update_fields=["arrived_on"])
    rule: dict[str, Any] = {"text": "vor weniger als drei Jahren eingereist", "arrived_within": 36}
    group = given.target_group("Neuzugewanderte")
    TargetGroupRule.objects.create(key="r", target_group=group, valid_from=today(), source="NRW 5", **rule)
    shown = words_of(client.get(f"/faelle/{case.number}/person/"))
    assert "Neuzugewanderte vor weniger als drei Jahren eingereist abgeleitet; Quelle: NRW 5" in shown


def test_a_group_is_set_and_ended() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    case = given.case(manager, on=today(), consented=True)
    page = f"/faelle/{case.number}/person/{case.person_id}/"
    typed = {"target_group": str(given.target_group().id), "since": german.day(today())}
    assert client.post(f"{page}zielgruppen/neu/", {**typed, "since": "31.12.2999"}).status_code == 422
    assert client.post(f"{page}zielgruppen/neu/", typed).headers["Location"] == page
    assert client.post(f"{page}zielgruppen/neu/", typed).status_code == 422
    assert "Alleinerziehende eingetragen" in words_of(client.get(page))
    with act_as(manager, today=today()):
        belonging = PersonTargetGroup.objects.get()
    end = f"{page}zielgruppen/{belonging.id}/"
    assert client.get(end).status_code == 200
    assert client.post(end, {"last_day": "1.1.2020"}).status_code == 422
    assert client.post(end, {"last_day": german.day(today())}).status_code == 303
    assert client.get(end).status_code == 200  # today is still the last day of it


def test_without_the_consent_no_group_is_set() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    case = given.case(manager, on=today())
    typed = {"target_group": str(given.target_group().id), "since": german.day(today())}
    page = f"/faelle/{case.number}/person/{case.person_id}/zielgruppen/neu/"
    assert client.post(page, typed).status_code == 403
    assert somebody(Role.CASE_MANAGER)[1].get(page).status_code == 404
