"""The people of a case: the client and the household."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from faden.domain.cases.models import Case
from faden.domain.people.models import HouseholdMember, Person
from faden.domain.people.queries import person_or_404
from faden.kernel.access.errors import NotVisible


def person_in_file(case: Case, person_id: UUID, on: date) -> Person:
    """The client, or somebody who lives in the household of the case that day.

    :raises NotVisible: nobody of this case
    """
    if person_id != case.person_id and not _lives_there(case, person_id, on):
        raise NotVisible
    return person_or_404(person_id)


def _lives_there(case: Case, person_id: UUID, on: date) -> bool:
    if case.household_id is None:
        return False
    members = HouseholdMember.objects.filter(household_id=case.household_id, person_id=person_id, since__lte=on)
    return members.filter(Q(until__isnull=True) | Q(until__gt=on)).exists()
