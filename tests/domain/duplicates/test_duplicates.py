"""Who may be stored twice: found, masked, told apart, taken back."""

from datetime import date
from typing import Any

import pytest
from django.db import connection

from faden.domain.cases.models import Case, CircleMember
from faden.domain.duplicates.models import Distinction
from faden.domain.duplicates.operations import take_back, tell_apart
from faden.domain.duplicates.queries import Pair, possible_duplicates, told_apart
from faden.domain.people.enums import Relation
from faden.domain.people.models import Person
from faden.domain.people.operations import begin_household, correct_person, join_household
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid, NotVisible, Refused
from faden.kernel.access.roles import Role
from tests import given

TODAY = given.TODAY
BORN = date(1987, 4, 3)
pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


@pytest.fixture
def colleague() -> Actor:
    return given.actor(Role.CASE_MANAGER, name="Kollegin")


def known(manager: Actor, family_name: str, given_names: str, born_on: date | None = BORN) -> Person:
    """Somebody of this case manager, with the keys of the search."""
    person = given.case(manager, family_name="Vorher", given_names=given_names).person
    with act_as(manager, today=TODAY):
        data: dict[str, Any] = {"family_name": family_name, "birth_date": born_on}
        return correct_person(person=person, version=1, actor=manager, today=TODAY, **data)


def pairs_of(actor: Actor) -> list[Pair]:
    with act_as(actor, today=TODAY):
        return possible_duplicates(actor)


@pytest.mark.parametrize(
    ("name", "born_on", "reasons"),
    [
        (("Hamdan", "Jusuf"), BORN, ("klingt ähnlich", "gleiches Geburtsdatum")),
        (("Hamdan", "Yousef"), date(1987, 4, 8), ("gleicher Name", "Geburtsdatum weicht in einer Ziffer ab")),
        (("Yousef", "Hamdan"), BORN, ("gleicher Name, andere Reihenfolge", "gleiches Geburtsdatum")),
        (("Hamdan", "Yousef"), None, ("gleicher Name", "ein Geburtsdatum fehlt")),
        (("Schneider", "Yousef"), BORN, ("ein gleicher Namensteil", "gleiches Geburtsdatum")),
        (("Hamdan", "Yousef"), date(1951, 12, 12), None),
        (("Kovalenko", "Olha"), BORN, None),
        (("Hamdan", "Salma"), date(1987, 4, 8), None),
    ],
)
def test_of_ones_own_people_the_near_ones(
    manager: Actor, name: tuple[str, str], born_on: date | None, reasons: tuple[str, ...] | None
) -> None:
    known(manager, "Hamdan", "Yousef")
    known(manager, *name, born_on)
    assert [pair.reasons for pair in pairs_of(manager)] == ([reasons] if reasons else [])


def test_twins_of_one_household_are_no_duplicates(manager: Actor) -> None:
    person = known(manager, "Hamdan", "Yousef")
    twin = known(manager, "Hamdan", "Salma")
    assert len(pairs_of(manager)) == 1, "the same family name and day, and nothing that says they live together"
    with act_as(manager, today=TODAY):
        household = begin_household(name="Familie Hamdan", actor=manager)
        case = Case.objects.get(person=person)
        case.household = household
        case.save()
        CircleMember.objects.filter(case=case).update(household=household)
        for one, relation in ((person, Relation.SELF), (twin, Relation.SIBLING)):
            join_household(household=household, person=one, relation=relation, since=TODAY, actor=manager)
    assert not pairs_of(manager)


def test_somebody_of_others_comes_masked_with_whom_to_ask(manager: Actor, colleague: Actor) -> None:
    mine, theirs = known(manager, "Hamdan", "Yousef"), known(colleague, "Hamdan", "Jusuf")
    (pair,) = pairs_of(manager)
    assert (pair.one.id, pair.other_id, pair.other) == (mine.id, theirs.id, None)
    assert pair.stranger
    assert (pair.stranger.initials, pair.stranger.born_in, pair.stranger.responsible) == ("JH", 1987, ("Kollegin",))
    (from_there,) = pairs_of(colleague)
    assert from_there.one.id == theirs.id


def test_the_database_discloses_no_name_and_answers_only_counsellors(manager: Actor, colleague: Actor) -> None:
    mine = known(manager, "Hamdan", "Yousef")
    known(colleague, "Hamdan", "Jusuf")
    asked = f'{{"{mine.id}": ["1987-04-03"]}}'
    for actor, knows in ((manager, True), (given.actor(Role.LEAD), False)):
        with act_as(actor, today=TODAY), connection.cursor() as cursor:
            cursor.execute("SELECT faden_possible_duplicates(%s)::text", [asked])
            (answer,) = cursor.fetchone() or ("",)
            assert "Jusuf" not in str(answer)
            assert (answer is not None) == knows


def test_nobody_asks_with_somebody_elses_person(manager: Actor, colleague: Actor) -> None:
    theirs = known(colleague, "Hamdan", "Yousef")
    known(colleague, "Hamdan", "Jusuf")
    with act_as(manager, today=TODAY), connection.cursor() as cursor:
        cursor.execute("SELECT faden_possible_duplicates(%s)::text", [f'{{"{theirs.id}": ["1987-04-03"]}}'])
        assert cursor.fetchone() == ("[]",)


def test_only_counsellors_look(manager: Actor) -> None:
    known(manager, "Hamdan", "Yousef")
    with pytest.raises(Refused, match="nur das Case Management"):
        pairs_of(given.actor(Role.COORDINATOR))


def test_two_are_told_apart_for_everybody_and_that_is_taken_back(manager: Actor, colleague: Actor) -> None:
    mine, theirs = known(manager, "Hamdan", "Yousef"), known(colleague, "Hamdan", "Jusuf")
    with act_as(manager, today=TODAY):
        for _ in range(2):
            tell_apart(one=mine, other_id=theirs.id, reason="Beide waren hier.", on=TODAY, actor=manager)
        assert Distinction.objects.count() == 1
    assert not pairs_of(manager)
    assert not pairs_of(colleague)
    with act_as(colleague, today=TODAY):
        (apart,) = told_apart()
        assert (apart.first, apart.second and apart.second.id) == (None, theirs.id)
        take_back(distinction=apart.distinction, on=TODAY, actor=colleague)
        with pytest.raises(Refused, match="schon zurückgenommen"):
            take_back(distinction=apart.distinction, on=TODAY, actor=colleague)
    assert len(pairs_of(manager)) == 1


def test_a_reason_is_needed_and_strangers_have_nothing_to_say(manager: Actor, colleague: Actor) -> None:
    mine, theirs = known(manager, "Hamdan", "Yousef"), known(colleague, "Hamdan", "Jusuf")
    with act_as(manager, today=TODAY):
        with pytest.raises(Invalid, match="woran die beiden"):
            tell_apart(one=mine, other_id=theirs.id, reason=" ", on=TODAY, actor=manager)
        with pytest.raises(Invalid, match="dieselbe Person"):
            tell_apart(one=mine, other_id=mine.id, reason="x", on=TODAY, actor=manager)
    stranger = given.actor(Role.CASE_MANAGER)
    with act_as(stranger, today=TODAY), pytest.raises(NotVisible):
        tell_apart(one=mine, other_id=theirs.id, reason="x", on=TODAY, actor=stranger)
