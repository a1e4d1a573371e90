"""Invents a client and the people they live with."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from faden.demo.catalogue import Catalogue
from faden.demo.names import Origin, origin
from faden.demo.shelf import Shelf
from faden.domain.people.calculation import search_keys
from faden.domain.people.enums import Relation
from faden.domain.people.models import Household, HouseholdMember, NameToken, Person, PersonTargetGroup
from faden.domain.places.models import Municipality
from faden.lib.countries import ALPHA_3
from faden.lib.names import sort_key

PSEUDONYMS = ("Amsel", "Birke", "Distel", "Eiche", "Falke", "Ginster", "Hasel", "Iltis", "Kiebitz", "Linde", "Möwe")
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Newcomer:
    """Somebody who came to be counselled, and their family; ``nationality`` is the code of a state."""

    person: Person
    nationality: str
    household: Household | None = None
    partner: Person | None = None


def invent_client(shelf: Shelf, random: Random, catalogue: Catalogue, place: Municipality, on: date) -> Newcomer:
    """A client who came on that day, in four of ten cases with a family."""
    came_from = origin(random)
    client = _person(random, came_from, place, on, years=(19, 62))
    if random.random() < 0.04:
        client.family_name = client.given_names = ""
        client.pseudonym = f"{random.choice(PSEUDONYMS)} {random.randint(2, 99)}"
    _keep(shelf, client)
    for group in _groups(random, client, came_from.nationality, on):
        if group in catalogue.groups:
            shelf.put(PersonTargetGroup(person=client, target_group=catalogue.groups[group], since=on))
    if not client.family_name or random.random() > 0.42:
        return Newcomer(client, ALPHA_3[came_from.nationality])
    household = shelf.put(Household(name=f"Familie {client.family_name}"))
    shelf.put(HouseholdMember(household=household, person=client, relation=Relation.SELF, since=on))
    partner = None
    for relation, years in _relatives(random):
        member = _person(random, came_from, place, on, years)
        member.family_name, member.interpreter_needed = client.family_name, False
        _keep(shelf, member)
        shelf.put(HouseholdMember(household=household, person=member, relation=relation, since=on))
        partner = member if relation == Relation.PARTNER else partner
    return Newcomer(client, ALPHA_3[came_from.nationality], household, partner)


def _person(random: Random, came_from: Origin, place: Municipality, on: date, years: tuple[int, int]) -> Person:
    born = on - YEAR * random.uniform(*years)
    return Person(
        family_name=random.choice(came_from.families),
        given_names=random.choice(came_from.women if random.random() < 0.5 else came_from.men),
        birth_date=born,
        language=came_from.language,
        interpreter_needed=random.random() < 0.45,
        arrived_on=max(born, on - timedelta(days=random.randint(20, 2600))),
        municipality=place,
    )


def _keep(shelf: Shelf, person: Person) -> None:
    person.sort_name = sort_key(person.family_name or person.pseudonym, person.given_names)[:260]
    shelf.put(person)
    keys = search_keys(person.family_name, person.given_names, person.pseudonym)
    shelf.put_all(NameToken(person=person, value=key) for key in sorted(keys))


def _relatives(random: Random) -> list[tuple[Relation, tuple[int, int]]]:
    """Who lives with the client, and between which ages."""
    partner = [(Relation.PARTNER, (20, 60))] if random.random() < 0.7 else []
    return partner + [(Relation.CHILD, (0, 17))] * random.choice((1, 1, 2, 2, 3, 4))


def _groups(random: Random, client: Person, nationality: str, on: date) -> list[str]:
    """Keys of target groups; they overlap on purpose."""
    keys = {"UA": ["flucht-ukraine"], "RO": ["eu-2"], "BG": ["eu-2"]}.get(nationality, ["flucht"])
    is_new = on - (client.arrived_on or on) < 3 * YEAR
    alone = ["alleinerziehend"] if random.random() < 0.12 else []
    return [*keys, "neuzugewandert" if is_new else "laenger-hier", *alone]
