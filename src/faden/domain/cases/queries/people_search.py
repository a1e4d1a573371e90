"""Find before create: is this person counselled already, by me or by a colleague?"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from faden.domain.cases.models import Case
from faden.domain.people.calculation import pseudonym_key
from faden.domain.people.models import Person
from faden.domain.people.queries import people_by_id
from faden.domain.people.rules import may_keep_people
from faden.kernel.access.actor import Actor
from faden.lib.birth_dates import near_birth_dates
from faden.lib.identifiers import CASE_NUMBERS
from faden.lib.name_matching import Candidate, Wanted, begins_like, rank, shares_birthday, slips, wanted_keys, words

# How much a key tells: the written form, Cologne phonetics, a consonant skeleton of a transliteration.
WEIGHTS = {"S": 1.0, "P": 1.0, "C": 0.8, "R": 0.7}
BEGINNING = 0.9
SLIP = 0.75
SHORTEST_BEGINNING = 3
MOST_WORDS = 6
#: Of so many words one may be missing: second given names, names of fathers, former names.
MAY_MISS_ONE = 3
MOST_SHOWN = 10


@dataclass(frozen=True)
class Search:
    """What somebody typed: any parts of a name, a pseudonym, a birth date or a case number.

    :param whole: the name is typed to its end, as before somebody new is stored; otherwise a word may be a beginning
    """

    text: str = ""
    born_on: date | None = None
    whole: bool = False

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
    """The answer of a search; ``more`` says that further masked people were left out.

    :param shielded: a restricted person fits, or several: not who and not how many
    :param keepers: who tells more about restricted people
    """

    known: tuple[KnownPerson, ...]
    masked: tuple[MaskedPerson, ...]
    more: bool
    shielded: bool = False
    keepers: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nobody fits."""
        return not (self.known or self.masked or self.shielded)


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
    return Found(
        known,
        tuple(masked[:MOST_MASKED]),
        more=len(masked) > MOST_MASKED,
        shielded=answer["keepers"] is not None,
        keepers=tuple(answer["keepers"] or ()),
    )


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
    keys += [
        {"word": index, "key": key, "weight": SLIP} for index, word in enumerate(spelled) for key in sorted(slips(word))
    ]
    beginnings = [
        {"word": index, "key": f"S:{word}", "weight": BEGINNING}
        for index, word in enumerate(spelled)
        if len(word) >= SHORTEST_BEGINNING and not search.whole
    ]
    typed = len(spelled) or (1 if search.text.strip() else 0)
    return {
        "keys": keys if search.text.strip() else [],
        "beginnings": beginnings,
        "words": typed,
        "least": typed - 1 if typed >= MAY_MISS_ONE else typed,
        "born": search.born_on.isoformat() if search.born_on else None,
        "near": [day.isoformat() for day in near_birth_dates(search.born_on)] if search.born_on else [],
        "number": search.number,
    }


def _known(search: Search, ids: list[UUID]) -> Iterator[KnownPerson]:
    """The actor's own people, best first, each with the cases the actor sees."""
    if not ids:
        return
    people = people_by_id(ids)
    cases = cases_about(ids)
    for key, reasons in _in_order(search, people)[:MOST_SHOWN]:
        yield KnownPerson(people[key], reasons, tuple(cases.get(key, ())))


def _in_order(search: Search, people: Mapping[UUID, Person]) -> list[tuple[UUID, tuple[str, ...]]]:
    """Who is shown, and why; where there are whole names nobody is shown for the beginning of one."""
    if not words(search.text) or search.number:
        return [(key, ()) for key in people]
    # A restricted person of one's own has no name to compare here; the guard has compared it.
    shielded = [(person.id, ("Sperrvermerk",)) for person in people.values() if person.is_shielded]
    wanted = Wanted(search.text, search.born_on)
    candidates = [_candidate(one, whole=search.whole) for one in people.values() if not one.is_shielded]
    found = [(match.key, match.reasons) for match in rank(wanted, candidates, limit=MOST_SHOWN)]
    found += [(person.id, ("gleiches Pseudonym",)) for person in people.values() if _is_called(person, search.text)]
    found += [(one.key, reasons) for one in candidates if (reasons := shares_birthday(wanted, one))]
    if not found and not search.whole:
        found = [(one.key, ("Name beginnt so",)) for one in candidates if begins_like(search.text, one.names)]
    first: dict[UUID, tuple[str, ...]] = {}
    for key, reasons in [*found, *shielded]:
        first.setdefault(key, reasons)
    return list(first.items())


def _is_called(person: Person, text: str) -> bool:
    return bool(person.pseudonym) and pseudonym_key(person.pseudonym) == pseudonym_key(text)


def _candidate(person: Person, *, whole: bool) -> Candidate[UUID]:
    """Where given names and family name were typed each in its own field, the other order is worth a word."""
    orders = (person.full_name,) if whole else (person.full_name, person.list_name)
    spelled = tuple(name for name in (*orders, person.pseudonym) if name)
    return Candidate(person.id, spelled, person.birth_date)


def running_cases_of(person: Person) -> tuple[Case, ...]:
    """The open cases about somebody that the actor sees."""
    return tuple(case for case in cases_about([person.id]).get(person.id, ()) if case.is_open)


def cases_about(ids: Iterable[UUID]) -> dict[UUID, list[Case]]:
    """The cases of several people that the actor sees, the running ones first."""
    found: dict[UUID, list[Case]] = {}
    for case in Case.objects.filter(person__in=ids).order_by("-closed_on", "-opened_on", "id"):
        found.setdefault(case.person_id, []).append(case)
    return found
