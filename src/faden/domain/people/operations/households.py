"""Households change: somebody moves out, or a household goes on as two."""

from datetime import date

from django.db import transaction

from faden.domain.people.models import HouseholdMember
from faden.domain.people.rules import may_keep_people
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock
from faden.kernel.access.errors import Invalid
from faden.kernel.audit import operations as audit


@transaction.atomic
def leave_household(*, member: HouseholdMember, on: date, actor: Actor, today: date) -> HouseholdMember:
    """Say that somebody does not live in a household any more.

    :param on: the first day on which they do not; from then on the circle of the household sees them no longer
    :raises Invalid: in the future, or before they joined
    """
    may_keep_people.check(actor)
    current = lock(member)
    if current.until is not None:
        raise Invalid({"": "Die Person gehört schon nicht mehr zu diesem Haushalt."})
    if on > today:
        raise Invalid({"on": "Der Tag liegt in der Zukunft."})
    if on < current.since:
        raise Invalid({"on": f"Die Person gehört erst seit dem {current.since:%d.%m.%Y} zum Haushalt."})
    audit.record("household.left", actor=actor, subject=current.person, household=current.household_id, on=on)
    current.until = on
    current.save(update_fields=["until"])
    return current
