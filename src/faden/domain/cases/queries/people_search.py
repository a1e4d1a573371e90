"""Find before create: is this person counselled already, by me or by a colleague?"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from faden.domain.cases.models import Case
from faden.domain.people.calculation import near_birth_dates, pseudonym_key
from faden.domain.people.models import Person
from faden.domain.people.queries import people_by_id
from faden.domain.people.rules import may_keep_people
from faden.kernel.access.actor import Actor
from faden.lib.identifiers import CASE_NUMBERS
from faden.lib.name_matching import Candidate, Wanted, rank, wanted_keys, words

# How much a key tells: the written form, Cologne phonetics, a consonant skeleton of a transliteration.
WEIGHTS = {"S": 1.0, "P": 1.0, "C": 0.8, "R": 0.7}
BEGINNING = 0.9
SHORTEST_BEGINNING = 3
MOST_WORDS = 6
MOST_SHOWN = 10


@dataclass(frozen=True)
class Search:
    """What somebody typed: any parts of a name, a pseudonym, a birth date or a case number."""

    text: str = ""
    born_on: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self.born_on or self.number or words(self.text))

    @property
    def number(self) -> str | None:
        """The case number, if the text is one."""
        return CASE_NUMBERS.parse(self.text) if CASE_NUMBERS.matches(self.text) else None


@dataclass(frozen=True)
class KnownPerson:
    """Somebody of the actor's own circles; ``cases`` are theirs or their household's, the running ones first."""

    person: Person
    reasons: tuple[str, ...]
    cases: tuple[Case, ...]


@dataclass(frozen=True)
class MaskedPerson:
    """Somebody counselled by others: what a colleague must know to ask, and nothing else."""

    initials: str
    born_in: int | None
    responsible: str | None


@dataclass(frozen=True)
class Found:
    """The answer of a search; ``more`` says that further masked people were left out."""

    known: tuple[KnownPerson, ...]
    masked: tuple[MaskedPerson, ...]
    more: bool


MOST_MASKED = 5


def find_people(search: Search, *, actor: Actor) -> Found:
    """Look through everybody counselled at the site; whom the actor does not see comes masked.

    :raises Refused: the actor does not counsel
    """
    may_keep_people.check(actor)
    with connection.cursor() as cursor:
        cursor.execute("SELECT faden_find_people(%s::jsonb)", [json.dumps(asked_of_the_guard(search))])
        row = cursor.fetchone()
    answer = json.loads(row[0]) if row and isinstance(row[0], str) else (row[0] if row else None)
    if answer is None:
        return Found((), (), more=False)
    masked = [MaskedPerson(one["initials"], one["born_in"], one["responsible"]) for one in answer["others"]]
    known = tuple(_known(search, [UUID(one) for one in answer["mine"]]))
    return Found(known, tuple(masked[:MOST_MASKED]), more=len(masked) > MOST_MASKED)


def asked_of_the_guard(search: Search) -> dict[str, Any]:
    """What the guard function is asked: keys by word, beginnings, dates, number."""
    spelled = words(search.text)[:MOST_WORDS]
    keys = [
        {"word": index, "key": key, "weight": WEIGHTS[key[0]]}
        for index, group in enumerate(wanted_keys(search.text)[:MOST_WORDS])
        for key in sorted(group)
    ]
    # A whole pseudonym may hold digits and counts as every word at once.
    whole = pseudonym_key(search.text)
    keys += [{"word": index, "key": whole, "weight": WEIGHTS["P"]} for index in range(max(1, len(spelled)))]
    beginnings = [
        {"word": index, "key": f"S:{word}", "weight": BEGINNING}
        for index, word in enumerate(spelled)
        if len(word) >= SHORTEST_BEGINNING
    ]
    return {
        "keys": keys if search.text.strip() else [],
        "beginnings": beginnings,
        "words": len(spelled) or (1 if search.text.strip() else 0),
        "born": search.born_on.isoformat() if search.born_on else None,
        "near": [day.isoformat() for day in near_birth_dates(search.born_on)] if search.born_on else [],
        "number": search.number,
    }


def _known(search: Search, ids: list[UUID]) -> Iterator[KnownPerson]:
    """The actor's own people, best first, each with the cases the actor sees."""
    if not ids:
        return
    people = people_by_id(ids)
    cases = _cases_of(ids)
    order: list[tuple[UUID, tuple[str, ...]]] = []
    if words(search.text):
        wanted = Wanted(search.text, search.born_on)
        order = [(match.key, match.reasons) for match in rank(wanted, map(_candidate, people.values()), at_least=0.0)]
    order += [(key, ()) for key in people if key not in {one for one, _ in order}]
    for key, reasons in order[:MOST_SHOWN]:
        yield KnownPerson(people[key], reasons, tuple(cases.get(key, ())))


def _candidate(person: Person) -> Candidate[UUID]:
    spelled = tuple(name for name in (person.list_name, person.pseudonym) if name)
    return Candidate(person.id, spelled, person.birth_date)


def _cases_of(ids: list[UUID]) -> dict[UUID, list[Case]]:
    found: dict[UUID, list[Case]] = {}
    for case in Case.objects.filter(person__in=ids).order_by("-closed_on", "-opened_on", "id"):
        found.setdefault(case.person_id, []).append(case)
    return found
