"""Correct a client's data and add the family: only with the consent, and every list follows."""

from typing import Any

import pytest
from django.db.utils import ProgrammingError

from faden.domain.cases.models import Case, CircleMember
from faden.domain.consent.enums import ConsentKind
from faden.domain.consent.operations import record_consent
from faden.domain.people.enums import Relation
from faden.domain.people.models import Household, HouseholdMember, Person
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Conflict, Invalid, Refused
from faden.kernel.access.roles import Role
from faden.processes.client_data import add_relative, correct_client
from tests import given

TODAY = given.TODAY
pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager)


def _consent(case: Case, manager: Actor) -> None:
    record_consent(
        person=case.person,
        kind=ConsentKind.DATA_PROCESSING,
        form_version="1",
        given_on=TODAY,
        actor=manager,
        today=TODAY,
    )


def _relative(case: Case, manager: Actor, **changes: Any) -> HouseholdMember:
    told: dict[str, Any] = {
        "relation": Relation.CHILD,
        "since": TODAY,
        "household_name": "Familie Đorđević",
        "family_name": "Đorđević",
        "given_names": "Mila",
        **changes,
    }
    return add_relative(case=case, actor=manager, today=TODAY, **told)


def test_a_corrected_name_sorts_the_case_anew(case: Case, manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        corrected = correct_client(case=case, version=1, actor=manager, today=TODAY, family_name="Abel")
        assert Case.objects.get().sort_name == corrected.sort_name


def test_before_the_consent_a_telephone_number_is_not_stored(case: Case, manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        with pytest.raises(Invalid) as invalid:
            correct_client(case=case, version=1, actor=manager, today=TODAY, arrived_on=TODAY, language="sr")
        assert set(invalid.value.errors) == {"arrived_on"}
        _consent(case, manager)
        correct_client(case=case, version=1, actor=manager, today=TODAY, arrived_on=TODAY, language="sr")
        assert Person.objects.get().arrived_on == TODAY
        with pytest.raises(Conflict):
            correct_client(case=case, version=1, actor=manager, today=TODAY, pseudonym="Amsel")


def test_the_first_relative_begins_the_household_and_is_seen(case: Case, manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        _consent(case, manager)
        member = _relative(case, manager)
        fresh = Case.objects.get()
        assert str(fresh.household) == "Familie Đorđević"
        assert CircleMember.objects.get().household == fresh.household
        assert {one.relation for one in HouseholdMember.objects.all()} == {"self", "child"}
        assert Person.objects.filter(id=member.person_id).exists()
        _relative(fresh, manager, given_names="Luka", household_name="")
        assert HouseholdMember.objects.count() == 3
        assert Household.objects.count() == 1


def test_a_household_waits_for_the_consent(case: Case, manager: Actor) -> None:
    with act_as(manager, today=TODAY), pytest.raises(Refused, match="Einwilligung"):
        _relative(case, manager)


def test_a_household_needs_a_name(case: Case, manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        _consent(case, manager)
        with pytest.raises(Invalid) as invalid:
            _relative(case, manager, household_name=" ")
        assert set(invalid.value.errors) == {"household_name"}


def test_a_case_cannot_be_moved_into_somebody_elses_household(case: Case, manager: Actor) -> None:
    colleague = given.actor(Role.CASE_MANAGER)
    foreign = given.case(colleague, family_name="Fremd")
    with act_as(colleague, today=TODAY):
        _consent(foreign, colleague)
        household = _relative(foreign, colleague).household
    with pytest.raises(ProgrammingError, match="row-level security"), act_as(manager, today=TODAY):
        Case.objects.filter(id=case.id).update(household=household)
    with pytest.raises(ProgrammingError, match="row-level security"), act_as(manager, today=TODAY):
        Case.objects.filter(id=case.id).update(person=foreign.person)
