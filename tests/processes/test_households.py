"""Families change: who leaves is no longer seen from there, the case follows its client, nothing is overwritten."""

from datetime import timedelta
from typing import Any

import pytest

from faden.domain.cases.models import Case, CircleMember
from faden.domain.cases.queries.family import family_of
from faden.domain.people.enums import Relation
from faden.domain.people.models import HouseholdMember, Person
from faden.domain.people.queries.households import former_members, other_households
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid, Refused
from faden.kernel.access.roles import Role
from faden.processes.client_data import add_relative
from faden.processes.households import move_client, move_member
from tests import given

pytestmark = pytest.mark.django_db
TODAY = given.TODAY
BEFORE = TODAY - timedelta(days=200)


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


def family(manager: Actor, *names: str, family_name: str = "Đorđević") -> tuple[Case, list[HouseholdMember]]:
    """A case with relatives who joined some time ago."""
    case = given.case(manager, on=BEFORE, consented=True, family_name=family_name)
    relations = [Relation.PARTNER, Relation.CHILD, Relation.CHILD]
    with act_as(manager, today=TODAY):
        members = [
            add_relative(
                case=Case.objects.get(id=case.id),
                relation=relation,
                since=BEFORE,
                household_name="Familie",
                given_names=name,
                family_name=family_name,
                actor=manager,
                today=TODAY,
            )
            for name, relation in zip(names, relations, strict=False)
        ]
        return Case.objects.get(id=case.id), members


def moved(manager: Actor, case: Case, members: list[HouseholdMember], **how: Any) -> Case:
    with act_as(manager, today=TODAY):
        move_client(case=case, members=members, on=TODAY, actor=manager, today=TODAY, **how)
        return Case.objects.get(id=case.id)


def test_whoever_has_moved_out_is_no_longer_seen_from_there(manager: Actor) -> None:
    case, (partner, child) = family(manager, "Marko", "Mila")
    with act_as(manager, today=TODAY):
        move_member(case=case, member=partner, on=TODAY, actor=manager, today=TODAY)
        assert not Person.objects.filter(id=partner.person_id).exists()
        assert Person.objects.filter(id=child.person_id).exists()
        assert [(one.name, one.relation) for one in former_members(partner.household_id, TODAY)] == [
            ("", Relation.PARTNER)
        ]


def test_the_case_follows_its_client_into_a_new_household(manager: Actor) -> None:
    case, (partner, child) = family(manager, "Marko", "Mila")
    before = case.household_id
    case = moved(manager, case, [child], household_name="Ana und Mila")
    with act_as(manager, today=TODAY):
        assert case.household_id != before
        assert {one.person.given_names: one.relation for one in family_of(case, TODAY)} == {
            "Ana": Relation.SELF,
            "Mila": Relation.CHILD,
        }
        assert set(CircleMember.objects.filter(case=case).values_list("household_id", flat=True)) == {case.household_id}
        assert not Person.objects.filter(id=partner.person_id).exists()


def test_who_moves_along_into_a_household_that_is_there_stays_in_sight(manager: Actor) -> None:
    case, (_, child) = family(manager, "Marko", "Mila")
    family(manager, "Ivan", family_name="Novak")
    with act_as(manager, today=TODAY):
        into = other_households(case.household_id)[0]
    case = moved(manager, case, [child], into=into)
    with act_as(manager, today=TODAY):
        assert case.household_id == into.id
        assert {one.person.given_names for one in family_of(case, TODAY)} >= {"Mila", "Ivan"}


def test_a_child_can_live_in_two_households(manager: Actor) -> None:
    _, (_, child) = family(manager, "Marko", "Mila")
    other, _ = family(manager, "Ivan", family_name="Novak")
    with act_as(manager, today=TODAY):
        case = Case.objects.get(household_id=child.household_id)
        into = other_households(case.household_id)[0]
        move_member(case=case, member=child, on=TODAY, into=into, stays=True, actor=manager, today=TODAY)
        for one in (case, other):
            assert "Mila" in {relative.person.given_names for relative in family_of(one, TODAY)}


@pytest.mark.parametrize("day", [TODAY + timedelta(days=1), BEFORE - timedelta(days=1)])
def test_nobody_moves_before_they_came_or_tomorrow(manager: Actor, day: Any) -> None:
    case, (partner,) = family(manager, "Marko")
    with act_as(manager, today=TODAY), pytest.raises(Invalid) as invalid:
        move_member(case=case, member=partner, on=day, actor=manager, today=TODAY)
    assert set(invalid.value.errors) == {"on"}


def test_the_client_does_not_leave_the_case_behind(manager: Actor) -> None:
    case, _ = family(manager, "Marko")
    with act_as(manager, today=TODAY):
        own = HouseholdMember.objects.get(person_id=case.person_id)
    with act_as(manager, today=TODAY), pytest.raises(Refused):
        move_member(case=case, member=own, on=TODAY, actor=manager, today=TODAY)


def test_a_new_household_needs_a_name(manager: Actor) -> None:
    case, _ = family(manager, "Marko")
    with pytest.raises(Invalid) as invalid:
        moved(manager, case, [])
    assert set(invalid.value.errors) == {"household_name"}


def test_a_helper_does_not_move_the_case(manager: Actor) -> None:
    case, _ = family(manager, "Marko")
    helper = given.helper(case, manager)
    with pytest.raises(Refused):
        moved(helper, case, [], household_name="x")


def test_a_colleagues_case_in_the_family_is_known_but_not_seen(manager: Actor) -> None:
    case, (partner,) = family(manager, "Marko")
    colleague = given.actor(Role.CASE_MANAGER)
    with act_as(manager, today=TODAY):
        theirs = given.case_about(manager, partner.person, household=case.household)
        first: dict[str, Any] = {"case": theirs, "person_id": partner.person_id, "household_id": case.household_id}
        for account, function in ((manager, "responsible"), (colleague, "helper")):
            CircleMember.objects.create(account_id=account.id, function=function, reason="x", since=TODAY, **first)
        CircleMember.objects.filter(case=theirs, account_id=manager.id).update(until=TODAY)
        seen = {one.person.given_names: one for one in family_of(case, TODAY)}
        assert seen["Marko"].is_elsewhere
        assert seen["Marko"].case is None
    organisation = given.organisation()
    partner_organisation = given.actor(Role.PARTNER, organisation=organisation)
    release = given.release(case, organisation, manager)
    with act_as(manager, today=TODAY):
        CircleMember.objects.create(
            case=case,
            release=release,
            account_id=partner_organisation.id,
            person_id=case.person_id,
            household_id=case.household_id,
            function="helper",
            reason="x",
            since=TODAY,
        )
    with act_as(partner_organisation, today=TODAY):
        seen = {one.person.given_names: one for one in family_of(case, TODAY)}
        assert not seen["Marko"].is_elsewhere
