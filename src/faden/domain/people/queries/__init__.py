"""Read people and households the actor may see."""

from faden.domain.people.queries.entries import History, entry_or_404, histories_of, reached_by
from faden.domain.people.queries.people import household_members, people_by_id, person_or_404

__all__ = [
    "History",
    "entry_or_404",
    "histories_of",
    "household_members",
    "people_by_id",
    "person_or_404",
    "reached_by",
]
