"""A family changes: somebody moves out, or the client goes on living with others. The case follows the client."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from faden.domain.cases.models import Case
from faden.domain.cases.operations.belonging import change_household
from faden.domain.cases.queries.circle import circle_of
from faden.domain.cases.rules import may_name_household
from faden.domain.consent.queries import check_consent
from faden.domain.people.enums import Relation
from faden.domain.people.models import Household, HouseholdMember
from faden.domain.people.operations import begin_household, join_household
from faden.domain.people.operations.households import leave_household
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid, Refused


@transaction.atomic
def move_member(
    *,
    case: Case,
    member: HouseholdMember,
    on: date,
    actor: Actor,
    today: date,
    into: Household | None = None,
    stays: bool = False,
) -> None:
    """Somebody who is not the client moves out, or lives in another household of the actor's cases (too).

    :param into: where they live from then on; None: nowhere the actor knows of
    :param stays: they live in both, like children of parents who live apart
    :raises Refused: the client moves with the case, not alone
    """
    if member.person_id == case.person_id:
        raise Refused("Wer den Fall hat, zieht mit dem Fall um: „Haushalt wechseln“.")
    if stays and into is None:
        raise Invalid({"into": "Bitte den zweiten Haushalt auswählen, in dem die Person auch lebt."})
    _check_day(on, member, today)
    if into is not None:
        check_consent(case.person, today)
        join_household(household=into, person=member.person, relation=_seen_from_anew(member), since=on, actor=actor)
    if not stays:
        leave_household(member=member, on=on, actor=actor, today=today)


@transaction.atomic
def move_client(
    *,
    case: Case,
    members: Iterable[HouseholdMember],
    on: date,
    actor: Actor,
    today: date,
    into: Household | None = None,
    household_name: str = "",
) -> Household:
    """The client moves into another household, or begins one, alone or with others; the case goes with them.

    :param members: who of the present household moves along; the client always does
    :param into: another household of the actor's cases; None begins a new one
    :raises Invalid: no name for a new household, or a day that cannot be
    """
    check_consent(case.person, today)
    if case.household_id is None:
        raise Refused("Der Fall hat noch keinen Haushalt.")
    moving = _with_client(case, members)
    for member in moving:
        _check_day(on, member, today)
    may_name_household.check(actor, case, circle_of(case, today))
    target = into or begin_household(name=household_name, actor=actor)
    # They join before they leave: whoever has left is no longer one of the actor's own, whom alone it takes.
    for member in moving:
        relation = _seen_from_anew(member)
        if member.person_id == case.person_id:
            relation = Relation.SELF if into is None else Relation.OTHER
        join_household(household=target, person=member.person, relation=relation, since=on, actor=actor)
    for member in moving:
        leave_household(member=member, on=on, actor=actor, today=today)
    change_household(case=case, household=target, actor=actor, today=today)
    return target


def _with_client(case: Case, members: Iterable[HouseholdMember]) -> list[HouseholdMember]:
    own = HouseholdMember.objects.filter(household=case.household, person_id=case.person_id, until__isnull=True)
    chosen = {member.id: member for member in (*own.select_related("person"), *members)}
    return list(chosen.values())


def _seen_from_anew(member: HouseholdMember) -> Relation:
    """Children stay children; how the others are related in the new household, nobody has said yet."""
    return Relation.CHILD if member.relation == Relation.CHILD else Relation.OTHER


def _check_day(on: date, member: HouseholdMember, today: date) -> None:
    if on > today:
        raise Invalid({"on": "Der Tag liegt in der Zukunft."})
    if on < member.since:
        told = f"{member.person.full_name} gehört erst seit dem {member.since:%d.%m.%Y} zum Haushalt."
        raise Invalid({"on": told})
