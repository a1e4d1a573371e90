"""Read who lives with whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from faden.domain.people.enums import Relation
from faden.domain.people.models import Household, HouseholdMember, Person
from faden.kernel.access.errors import NotVisible


@dataclass(frozen=True)
class FormerMember:
    """Somebody who lived here once; ``name`` is empty when the actor does not see them any more."""

    name: str
    relation: Relation
    since: date
    until: date


def former_members(household_id: UUID, on: date) -> list[FormerMember]:
    """Who has left a household, the last one first."""
    # Row security hides whoever has left and is not counselled by the actor: then only that somebody did is told.
    names = JSONObject(given="given_names", family="family_name", pseudonym="pseudonym")
    whose = Subquery(Person.objects.filter(id=OuterRef("person_id")).values(row=names))
    left = HouseholdMember.objects.filter(household=household_id, until__lte=on).annotate(whose=whose)
    return [
        FormerMember(_name(row.whose), Relation(row.relation), row.since, row.until)
        for row in left.order_by("-until", "-id")
        if row.until is not None
    ]


def _name(whose: Mapping[str, str] | None) -> str:
    if whose is None:
        return ""
    return f"{whose['given']} {whose['family']}".strip() or whose["pseudonym"]


def member_or_404(household_id: UUID | None, member_id: UUID, on: date) -> HouseholdMember:
    """Somebody who lives in a household that day.

    :raises NotVisible: there is no such member
    """
    living = Q(until__isnull=True) | Q(until__gt=on)
    found = HouseholdMember.objects.filter(living, household=household_id, id=member_id, since__lte=on)
    member = found.select_related("person", "household").first() if household_id else None
    if member is None:
        raise NotVisible
    return member


def other_households(household_id: UUID | None) -> list[Household]:
    """The other households of the actor's cases, by name."""
    others = Household.objects.order_by("name", "id")
    return list(others.exclude(id=household_id) if household_id else others)


def home_of(person: Person, on: date) -> Household | None:
    """The household in which somebody lives that day, where the actor sees just one."""
    living = Q(until__isnull=True) | Q(until__gt=on)
    homes = HouseholdMember.objects.filter(living, person=person, since__lte=on).select_related("household")[:2]
    return homes[0].household if len(homes) == 1 else None
