"""A crowd in which everybody of the test set of names is looked for, through the search of the database.

The second name of each pair is stored, together with so many strangers with common names; the first one is typed. One
actor helps in all cases and sees people by name, another one is in no circle and sees them masked.
"""

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from faden.demo.names import origin
from faden.domain.cases.enums import AccessPath, CircleFunction, Constellation, Phase
from faden.domain.cases.models import Case, CircleMember
from faden.domain.cases.queries.people_search import Found, Search, find_people
from faden.domain.people.calculation import search_keys
from faden.domain.people.models import NameToken, Person
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from tests import given

SEED = 1887
EACH = 25
TOP = 5

#: Of another year than those of ``given``.
_numbers = count(1)


@dataclass(frozen=True)
class Pair:
    """A name as it is typed and a name as it is stored; of one person, or of two."""

    origin: str
    kind: str
    one: str
    born_one: date | None
    other: str
    born_other: date | None
    same: bool
    part: str


def _pair(row: dict[str, str]) -> Pair:
    born = {name: date.fromisoformat(row[name]) if row[name] else None for name in ("born_one", "born_other")}
    return Pair(**{**row, **born, "same": row["same"] == "yes"})  # type: ignore[arg-type]


with (Path(__file__).parents[2] / "lib" / "names_pairs.csv").open(encoding="utf-8") as file:
    PAIRS = tuple(map(_pair, csv.DictReader(file)))


@dataclass(frozen=True)
class Crowd:
    """Who looks, and how the person of each pair is known to them."""

    insider: Actor
    outsider: Actor
    people: tuple[tuple[Pair, Person, str], ...]

    def finds(self, pair: Pair, person: Person, responsible: str, *, masked: bool) -> bool:
        """Whether the person stands among the first five."""
        found = self.search(pair.one, pair.born_one, masked=masked)
        if not masked:
            return person.id in [one.person.id for one in found.known[:TOP]]
        initials = person.given_names[:1] + person.family_name[:1]
        born_in = person.birth_date and person.birth_date.year
        wanted = (initials, born_in, responsible)
        return wanted in [(one.initials, one.born_in, one.responsible) for one in found.masked[:TOP]]

    def search(self, text: str, born_on: date | None, *, masked: bool) -> Found:
        """The real search before somebody new is stored, as somebody who sees everybody or nobody."""
        actor = self.outsider if masked else self.insider
        with act_as(actor, today=given.TODAY):
            return find_people(Search(text, born_on, whole=True), actor=actor)


def gather(strangers: int) -> Crowd:
    """Store everybody, in the cases of many colleagues."""
    random = Random(SEED)
    insider, outsider = (given.actor(Role.CASE_MANAGER) for _ in range(2))
    wanted = [(pair, _stored(pair, random)) for pair in PAIRS]
    others = [_stranger(random) for _ in range(strangers)]
    random.shuffle(others)
    everybody = [person for _, person in wanted] + others
    responsible: dict[Any, str] = {}
    for begin in range(0, len(everybody), EACH):
        group = everybody[begin : begin + EACH]
        colleague = given.actor(Role.CASE_MANAGER, name=f"Kollegin {begin}")
        _keep(group, colleague, insider)
        responsible |= dict.fromkeys((person.id for person in group), colleague.name)
    return Crowd(insider, outsider, tuple((pair, person, responsible[person.id]) for pair, person in wanted))


def _stored(pair: Pair, random: Random) -> Person:
    """The last word is the family name, or what stands before a comma."""
    family_name, given_names = pair.other.split(", ") if "," in pair.other else reversed(pair.other.rsplit(" ", 1))
    born_on = pair.born_other or _born(random)
    return Person(family_name=family_name, given_names=given_names, birth_date=born_on, sort_name=family_name)


def _stranger(random: Random) -> Person:
    came_from = origin(random)
    given_names = random.choice(came_from.women + came_from.men)
    return Person(
        family_name=random.choice(came_from.families),
        given_names=given_names,
        birth_date=_born(random),
        sort_name=given_names,
    )


def _born(random: Random) -> date:
    return date(1950, 1, 1) + timedelta(days=random.randrange(365 * 65))


def _keep(group: list[Person], colleague: Actor, insider: Actor) -> None:
    with act_as(colleague, today=given.TODAY):
        place = given.municipality()
        Person.objects.bulk_create(group)
        NameToken.objects.bulk_create(
            NameToken(person=person, value=key)
            for person in group
            for key in search_keys(person.family_name, person.given_names, "")
        )
        cases = Case.objects.bulk_create(
            Case(
                number=f"25-{next(_numbers):06}",
                person=person,
                municipality=place,
                manager_id=colleague.id,
                access_path=AccessPath.OPEN_HOUR,
                constellation=Constellation.SHORT,
                phase=Phase.ACCESS,
                opened_on=given.TODAY,
                sort_name=person.sort_name,
            )
            for person in group
        )
        for function, account in ((CircleFunction.RESPONSIBLE, colleague), (CircleFunction.HELPER, insider)):
            CircleMember.objects.bulk_create(
                CircleMember(
                    case=case,
                    person_id=case.person_id,
                    account_id=account.id,
                    function=function,
                    reason="Test",
                    since=given.TODAY,
                )
                for case in cases
            )
