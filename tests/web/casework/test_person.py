"""The pages of the client's data and of the family."""

import re
from typing import Any

import pytest
from django.db import ProgrammingError, transaction

from faden.domain.cases.models import Case
from faden.domain.cases.operations.belonging import name_household
from faden.domain.people.models import HouseholdMember, Person
from faden.domain.people.operations import begin_household, correct_person
from faden.kernel.access.acting import act_as
from faden.kernel.access.roles import Role
from faden.lib import german
from tests import given
from tests.web.signed_in import somebody, today, words_of

pytestmark = pytest.mark.django_db


def _typed(**changes: Any) -> dict[str, Any]:
    return {"family_name": "Đorđević", "given_names": "Ana", "language": "sr", "version": "1", **changes}


def _page(case: Case, rest: str = "bearbeiten/") -> str:
    return f"/faelle/{case.number}/person/{case.person_id}/{rest}"


def test_data_are_corrected_and_a_second_tab_sees_the_conflict() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    page = _page(given.case(manager, on=today()))
    assert 'value="Đorđević"' in client.get(page).text
    assert client.post(page, _typed(given_names="Anna")).status_code == 303
    conflict = client.post(page, _typed(given_names="Anja"))
    assert conflict.status_code == 409
    assert "Anna" in words_of(conflict)
    assert "Anja" in conflict.text
    with act_as(manager, today=today()):
        assert Person.objects.get().given_names == "Anna"


def test_who_lives_alone_is_named_once() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    page = client.get(f"/faelle/{given.case(manager, on=today()).number}/person/").text
    assert [words.strip() for words in re.findall(r"<h[12][^>]*>([^<]*)", page)][:2] == ["Ana Đorđević", "Zur Person"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"arrived_on": german.day(today())}, "arrived_on"),
        ({"family_name": "R2D2"}, "family_name"),
        ({"family_name": "x" * 10_000}, "family_name"),
        ({"birth_date": "30.2.2020"}, "birth_date"),
        ({"family_name": "", "given_names": ""}, "pseudonym"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(changes: dict[str, Any], field: str) -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    page = _page(given.case(manager, on=today()))
    answer = client.post(page, _typed(**changes))
    assert answer.status_code == 422
    assert f'id="id_{field}-error"' in answer.text


def test_before_a_relative_is_stored_those_who_are_there_are_offered() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    case = given.case(manager, on=today(), consented=True)
    there = given.case(manager, family_name="Vorher", given_names="Mila", on=today()).person
    with act_as(manager, today=today()):
        correct_person(person=there, version=1, actor=manager, today=today(), family_name="Đorđević")
    page = f"/faelle/{case.number}/familie/neu/"
    typed = {
        "given_names": "Mila",
        "family_name": "Djordjevic",
        "relation": "child",
        "since": german.day(today()),
        "household_name": "Familie Đorđević",
    }
    asked = client.post(page, typed)
    assert f'name="person" value="{there.id}"' in asked.text
    assert (
        client.post(page, {**typed, "person": str(there.id)}).headers["Location"] == f"/faelle/{case.number}/familie/"
    )
    with act_as(manager, today=today()):
        assert {member.person_id for member in HouseholdMember.objects.all()} == {case.person_id, there.id}
    again = client.post(page, {**typed, "person": str(there.id)})
    assert "Die Person gehört schon zu diesem Haushalt." in words_of(again)


def test_somebody_elses_client_cannot_be_taken_into_the_family() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    colleague, _ = somebody(Role.CASE_MANAGER)
    number = given.case(manager, on=today(), consented=True).number
    foreign = given.case(colleague, on=today()).person
    typed = {"relation": "child", "since": german.day(today()), "household_name": "x"}
    for wanted in (str(foreign.id), "x", "\x00"):
        assert client.post(f"/faelle/{number}/familie/neu/", {**typed, "person": wanted}).status_code == 404
    with act_as(manager, today=today()):
        household = begin_household(name="Familie", actor=manager)
        name_household(case=Case.objects.get(), household=household, actor=manager, today=today())
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            HouseholdMember.objects.create(household=household, person=foreign, relation="child", since=today())


def test_the_family_grows_with_the_consent() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    number = given.case(manager, on=today()).number
    page = f"/faelle/{number}/familie/neu/"
    typed = {
        "given_names": "Mila",
        "family_name": "Đorđević",
        "relation": "child",
        "since": german.day(today()),
        "household_name": "Familie Đorđević",
    }
    assert client.get(page).status_code == 200
    assert client.post(page, typed).status_code == 403
    consent = {
        "kind": "data_processing",
        "given_on": german.day(today()),
        "form_version": "2026-1",
        "language": "de",
        "given_how": "paper",
    }
    client.post(f"/faelle/{number}/einwilligung/", consent)
    assert client.post(page, typed).headers["Location"] == f"/faelle/{number}/familie/"
    assert "Mila Đorđević" in words_of(client.get(f"/faelle/{number}/familie/"))
    with act_as(manager, today=today()):
        assert HouseholdMember.objects.count() == 2


@pytest.mark.parametrize("page", ["person/{person}/bearbeiten", "familie/neu", "person/{person}/anschrift/neu"])
def test_strangers_find_nothing_and_others_hear_why(page: str) -> None:
    manager, _ = somebody(Role.CASE_MANAGER)
    case = given.case(manager, on=today())
    address = f"/faelle/{case.number}/{page.format(person=case.person_id)}/"
    assert somebody(Role.CASE_MANAGER)[1].get(address).status_code == 404
    assert somebody(Role.LEAD)[1].get(address).status_code == 403
