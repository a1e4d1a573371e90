"""Register and correct people; keys are kept with the names."""

from datetime import date

import pytest

from faden.domain.people.calculation import cleaned_person
from faden.domain.people.models import NameToken, Person
from faden.domain.people.operations import correct_person, register_person
from faden.kernel.access.acting import act_as
from faden.kernel.access.errors import Conflict, Invalid, Refused
from faden.kernel.access.roles import Role
from faden.lib.name_matching import stored_keys
from tests import given

TODAY = given.TODAY


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        ({"family_name": "Đorđević"}, set()),
        ({"pseudonym": "Vogel 7"}, set()),
        ({}, {"pseudonym"}),
        ({"given_names": "Ana"}, {"family_name"}),
        ({"family_name": "Đorđević 2"}, {"family_name"}),
        ({"family_name": "x" * 10_000}, {"family_name"}),
        ({"family_name": "Ali", "given_names": "علي"}, {"given_names"}),
        ({"pseudonym": "x" * 81}, {"pseudonym"}),
        ({"family_name": "Ali", "birth_date": date(2026, 11, 21)}, {"birth_date"}),
        ({"family_name": "Ali", "birth_date": date(1906, 11, 19)}, {"birth_date"}),
        ({"family_name": "Ali", "birth_date": date(1906, 11, 20)}, set()),
        ({"family_name": "Ali", "arrived_on": date(2026, 11, 21)}, {"arrived_on"}),
        ({"family_name": "Ali", "birth_date": date(2000, 1, 1), "arrived_on": date(1999, 1, 1)}, {"arrived_on"}),
    ],
)
def test_what_is_wrong_is_said_at_its_field(data: dict[str, object], wrong: set[str]) -> None:
    assert set(cleaned_person(data, TODAY)[1]) == wrong


@pytest.mark.django_db
def test_only_counsellors_register_people() -> None:
    lead = given.actor(Role.LEAD)
    with act_as(lead, today=TODAY), pytest.raises(Refused, match="nur das Case Management"):
        register_person(actor=lead, today=TODAY, family_name="Ali")


@pytest.mark.django_db
def test_a_new_person_is_stored_with_keys_but_seen_only_with_a_circle() -> None:
    manager = given.actor(Role.CASE_MANAGER)
    with act_as(manager, today=TODAY):
        person = register_person(actor=manager, today=TODAY, family_name="Đorđević", given_names="Ana")
        assert not Person.objects.filter(id=person.id).exists()
    assert NameToken.objects.using("owner").model is NameToken
    assert person.sort_name.startswith("DORDEVIC")


@pytest.mark.django_db
def test_keys_follow_a_correction() -> None:
    manager = given.actor(Role.CASE_MANAGER)
    person = given.case(manager, family_name="Jankowic").person
    with act_as(manager, today=TODAY):
        correct_person(person=person, version=1, actor=manager, today=TODAY, family_name="Janković")
        keys = set(NameToken.objects.filter(person=person).values_list("value", flat=True))
        assert keys == stored_keys("Janković", "Ana")


@pytest.mark.django_db
def test_a_correction_of_an_older_version_shows_what_stands_there_now() -> None:
    manager = given.actor(Role.CASE_MANAGER)
    person = given.case(manager).person
    with act_as(manager, today=TODAY):
        correct_person(person=person, version=1, actor=manager, today=TODAY, pseudonym="Amsel")
        with pytest.raises(Conflict) as conflict:
            correct_person(person=person, version=1, actor=manager, today=TODAY, pseudonym="Birke")
    assert conflict.value.fields == {"pseudonym": ("Pseudonym", "Amsel")}


@pytest.mark.django_db
def test_a_wrong_correction_changes_nothing() -> None:
    manager = given.actor(Role.CASE_MANAGER)
    person = given.case(manager).person
    with act_as(manager, today=TODAY):
        with pytest.raises(Invalid) as invalid:
            correct_person(person=person, version=1, actor=manager, today=TODAY, family_name="")
        assert set(invalid.value.errors) == {"family_name"}
        assert Person.objects.get(id=person.id).version == 1
