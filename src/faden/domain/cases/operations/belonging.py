"""What a case repeats of its person and household, kept when they change."""

from datetime import date

from django.db import transaction

from faden.domain.cases.models import Case, CircleMember
from faden.domain.cases.operations.holding import hold
from faden.domain.cases.rules import may_name_household
from faden.domain.people.models import Household, Person
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Refused
from faden.kernel.audit import operations as audit


@transaction.atomic
def name_household(*, case: Case, household: Household, actor: Actor, today: date) -> Case:
    """Say which household a case is about; its circle sees that household from now on.

    :param household: new (in this transaction), or one the actor sees already
    :raises Refused: the case has a household
    """
    current = hold(case, may_name_household, actor=actor, today=today)
    if current.household_id is not None:
        raise Refused("Der Fall hat schon einen Haushalt.")
    current.household = household
    current.save(update_fields=["household"])
    CircleMember.objects.filter(case_id=current.id).update(household=household)
    audit.record("case.household_named", actor=actor, subject=current, household=household)
    return current


@transaction.atomic
def change_household(*, case: Case, household: Household, actor: Actor, today: date) -> Case:
    """Let a case follow its client into another household; its circle sees that one instead of the former.

    :param household: new (in this transaction), or one the actor sees already
    """
    current = hold(case, may_name_household, actor=actor, today=today)
    former = current.household_id
    current.household = household
    current.save(update_fields=["household"])
    CircleMember.objects.filter(case_id=current.id).update(household=household)
    audit.record("case.household_changed", actor=actor, subject=current, household=[former, household.id])
    return current


def follow_name(person: Person) -> None:
    """Sort the cases of a person by the name as it is now."""
    Case.objects.filter(person=person).exclude(sort_name=person.sort_name).update(sort_name=person.sort_name)
