"""Who may be stored twice, who was told apart, and who was made one."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from faden.domain.duplicates.calculation import DAYS_TO_UNDO
from faden.domain.duplicates.models import Distinction, PersonMerge
from faden.domain.duplicates.rules import may_look_for_duplicates
from faden.domain.people.models import Person
from faden.domain.people.queries import people_by_id
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import NotVisible
from faden.lib.birth_dates import near_birth_dates
from faden.lib.name_matching import Candidate, Wanted, rank, shares_birthday

MOST_SHOWN = 100
#: Years in which somebody may be born who is counselled.
LIVING = range(1880, 2100)


@dataclass(frozen=True)
class Stranger:
    """Somebody counselled by others: enough to ask the right colleague, and nothing else."""

    initials: str
    born_in: int | None
    responsible: tuple[str, ...]


@dataclass(frozen=True)
class Pair:
    """Two who may be one; ``other`` is None where only others see the second one, who then stands in ``stranger``."""

    one: Person
    other_id: UUID
    other: Person | None
    stranger: Stranger | None
    reasons: tuple[str, ...]
    likeness: float


@dataclass(frozen=True)
class Apart:
    """Two who were told apart; None where only others see the person."""

    distinction: Distinction
    first: Person | None
    second: Person | None


def possible_duplicates(actor: Actor) -> list[Pair]:
    """Pairs of which the actor sees at least one, the most alike first.

    :raises Refused: the actor does not counsel
    """
    may_look_for_duplicates.check(actor)
    born = Person.objects.filter(birth_date__isnull=False).values_list("id", "birth_date")
    near = {str(key): [day.isoformat() for day in near_birth_dates(on) if day.year in LIVING] for key, on in born if on}
    answer = _ask("faden_possible_duplicates(%s::jsonb)", json.dumps(near)) or []
    people = people_by_id({UUID(one[side]) for one in answer for side in ("one", "other")})
    return sorted(_pairs(answer, people), key=lambda pair: (-pair.likeness, pair.one.sort_name, str(pair.other_id)))


def pair_or_404(one: UUID, other: UUID, actor: Actor) -> Pair:
    """A pair of the list.

    :raises NotVisible: the two do not stand in the actor's list
    """
    for pair in possible_duplicates(actor):
        if {pair.one.id, pair.other_id} == {one, other}:
            return pair
    raise NotVisible


def others_responsible(people: Iterable[UUID]) -> list[str]:
    """Who else is responsible for a case of these people or of their households; an empty name where nobody is."""
    return sorted({name for one in people for name in _ask("faden_others_responsible_for(%s)", one) or ()})


def _ask(call: str, argument: str | UUID) -> Any:
    """What a guard function answers."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {call}", [argument])
        row = cursor.fetchone()
    return json.loads(row[0]) if row and isinstance(row[0], str) else row and row[0]


def _pairs(answer: Sequence[dict[str, Any]], people: dict[UUID, Person]) -> Iterator[Pair]:
    for found in answer:
        one, other_id = people[UUID(found["one"])], UUID(found["other"])
        if not found["known"]:
            stranger = Stranger(found["initials"], found["born_in"], tuple(found["responsible"] or ()))
            same = "gleiches Geburtsdatum" if found["same_day"] else "ähnliches Geburtsdatum"
            yield Pair(one, other_id, None, stranger, ("ähnlicher Name", same), 95 if found["same_day"] else 85)
        elif likeness := _likeness(one, people[other_id]):
            yield Pair(one, other_id, people[other_id], None, *likeness)


def _likeness(one: Person, other: Person) -> tuple[tuple[str, ...], float] | None:
    """Why two people of one's own may be the same, and how sure that is; None where the names are too far apart."""
    wanted = Wanted(one.full_name, one.birth_date)
    candidate = Candidate(other.id, (other.full_name,), other.birth_date)
    if found := rank(wanted, [candidate]):
        missing = () if one.birth_date and other.birth_date else ("ein Geburtsdatum fehlt",)
        return (*found[0].reasons, *missing), found[0].score
    reasons = shares_birthday(wanted, candidate)
    return (reasons, 70) if reasons else None


def told_apart() -> list[Apart]:
    """Who was told apart and still is, the newest first."""
    rows = Distinction.objects.filter(withdrawn_on__isnull=True).select_related("decided_by")
    found = list(rows.order_by("-decided_on", "-id")[:MOST_SHOWN])
    people = people_by_id({key for one in found for key in (one.first_id, one.second_id)})
    return [Apart(one, people.get(one.first_id), people.get(one.second_id)) for one in found]


def merges(today: date) -> list[PersonMerge]:
    """Merges that can be undone, the newest first."""
    standing = PersonMerge.objects.filter(undone_on__isnull=True, merged_on__gte=today - DAYS_TO_UNDO)
    return list(standing.select_related("survivor", "merged_by").order_by("-merged_at")[:MOST_SHOWN])


def newest_merge(survivor_id: UUID) -> PersonMerge | None:
    """The newest merge of somebody that stands."""
    standing = PersonMerge.objects.filter(survivor=survivor_id, undone_on__isnull=True)
    return standing.order_by("-merged_at", "-id").first()


def merge_or_404(key: UUID) -> PersonMerge:
    """A merge the actor sees.

    :raises NotVisible: no such merge, or not for this actor
    """
    found = PersonMerge.objects.filter(id=key).first()
    if found is None:
        raise NotVisible
    return found


def distinction_or_404(key: UUID) -> Distinction:
    """A distinction the actor sees.

    :raises NotVisible: no such distinction, or not for this actor
    """
    found = Distinction.objects.filter(id=key).first()
    if found is None:
        raise NotVisible
    return found


def are_told_apart(one: UUID, other: UUID) -> bool:
    """Whether somebody has said that these are two."""
    either = Q(first=one, second=other) | Q(first=other, second=one)
    return Distinction.objects.filter(either, withdrawn_on__isnull=True).exists()
