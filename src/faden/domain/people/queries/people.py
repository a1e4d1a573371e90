"""Read people and households the actor may see."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q

from faden.domain.people.models import HouseholdMember, Person
from faden.kernel.access.errors import NotVisible


def person_or_404(person_id: UUID) -> Person:
    """The person, if the actor sees them.

    :raises NotVisible: no such person, or not for this actor
    """
    person = Person.objects.select_related("municipality").filter(id=person_id).first()
    if person is None:
        raise NotVisible
    return person


def people_by_id(ids: Iterable[UUID]) -> dict[UUID, Person]:
    """Those of these people whom the actor sees."""
    return Person.objects.select_related("municipality").in_bulk(list(ids))


def household_members(household_id: UUID, on: date) -> list[HouseholdMember]:
    """Who lives in a household on that day, each with the person loaded, the oldest first."""
    return list(
        HouseholdMember.objects.filter(Q(until__isnull=True) | Q(until__gt=on), household=household_id, since__lte=on)
        .select_related("person")
        .order_by("person__birth_date", "id")
    )
