"""Look for a person, and leave a trace of it."""

from django.db import transaction

from faden.domain.cases.queries.people_search import Found, Search, find_people
from faden.kernel.access.actor import Actor
from faden.kernel.audit import operations as audit
from faden.kernel.identity.models import Account


@transaction.atomic
def search_people(*, search: Search, actor: Actor) -> Found:
    """Look through everybody counselled at the site; whom the actor does not see comes masked.

    The trace says how many were found, never what was typed.
    """
    found = find_people(search, actor=actor)
    audit.record(
        "people.searched",
        actor=actor,
        subject=Account(id=actor.id),
        known=len(found.known),
        masked=len(found.masked),
        shielded=found.shielded,
        by_name=bool(search.text),
        by_birth_date=search.born_on is not None,
    )
    return found
