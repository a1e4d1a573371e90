"""A restricted person on the pages: a calm line in the search, a mask in lists, who they are in the opened file."""

from datetime import date
from typing import Any

import pytest

from faden.domain.cases.models import Case
from faden.domain.people.enums import Relation, ShieldGround
from faden.domain.people.models import HouseholdMember, Person
from faden.domain.people.operations.shields import set_restriction
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.processes.client_data import add_relative, correct_client
from tests import given
from tests.web.casework.test_opening import _typed as opening
from tests.web.signed_in import somebody, today, words_of

pytestmark = pytest.mark.django_db
NAME = "Olha Kovalenko"
TOLD: dict[str, Any] = {"family_name": "Kovalenko", "given_names": "Olha", "birth_date": date(1991, 2, 3)}
PARTS = ("Kovalenko", "Olha", "1991")


@pytest.fixture
def keeper() -> Actor:
    return given.actor(Role.SHIELD_KEEPER, name="Hüterin Beispiel")


def shielded(manager: Actor, keeper: Actor) -> Case:
    case = given.case(manager, family_name="Vorher", on=today(), consented=True)
    with act_as(manager, today=today()):
        correct_client(case=case, version=1, actor=manager, today=today(), **TOLD)
    restrict(case.person, keeper)
    return case


def restrict(person: Person, keeper: Actor) -> None:
    with act_as(keeper, today=today()):
        set_restriction(
            person_id=person.id, ground=ShieldGround.VIOLENCE, reason="Drohungen", actor=keeper, today=today()
        )


def test_a_stranger_reads_one_calm_line_and_whom_to_ask(keeper: Actor) -> None:
    colleague, _ = somebody(Role.CASE_MANAGER)
    case = shielded(colleague, keeper)
    _, client = somebody(Role.CASE_MANAGER)
    answer = client.post("/suche/", {"text": NAME, "born_on": "3.2.1991"})
    assert answer.status_code == 200
    words = words_of(answer).split("Suchen", 1)[-1]
    assert "Eine geschützte Person passt zu dieser Suche." in words
    assert "Hüterin Beispiel" in words
    for secret in (case.number, colleague.name, "Jahrgang", "O. K."):
        assert secret not in words


def test_whoever_opens_a_case_is_asked_to_ask(keeper: Actor) -> None:
    colleague, _ = somebody(Role.CASE_MANAGER)
    shielded(colleague, keeper)
    _, client = somebody(Role.CASE_MANAGER)
    answer = client.post("/faelle/neu/", opening(family_name="Kovalenko", given_names="Olha", language="uk"))
    assert answer.status_code in {200, 422}
    assert "Eine geschützte Person passt zu dieser Suche." in words_of(answer)


def test_the_list_masks_and_the_opened_file_does_not(keeper: Actor) -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    case = shielded(manager, keeper)
    listed = words_of(client.get("/faelle/"))
    assert "Geschützte Person" in listed
    assert not any(part in listed for part in PARTS)
    opened = words_of(client.get(f"/faelle/{case.number}/"))
    assert NAME in opened
    assert "03.02.1991" in opened


def test_a_relatives_file_shows_a_mask_without_a_way_to_it(keeper: Actor) -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    his = given.case(manager, family_name="Kovalenko", given_names="Bohdan", on=today(), consented=True)
    with act_as(manager, today=today()):
        member = add_relative(
            case=his,
            relation=Relation.PARTNER,
            since=today(),
            actor=manager,
            today=today(),
            household_name="Familie K.",
            **TOLD,
        )
    restrict(member.person, keeper)
    with act_as(manager, today=today()):
        assert HouseholdMember.objects.count() == 2
    for page in ("", "familie/"):
        words = words_of(client.get(f"/faelle/{his.number}/{page}"))
        assert "Geschützte Person" in words
        assert "Olha" not in words
        assert "1991" not in words
    assert str(member.person_id) not in client.get(f"/faelle/{his.number}/familie/").text
    answer = client.get(f"/faelle/{his.number}/person/{member.person_id}/")
    assert answer.status_code == 403
    assert "Hüterin Beispiel" in words_of(answer)
    answer = client.post("/faelle/neu/", opening(person=str(member.person_id)))
    assert answer.status_code == 403
