"""Read the Sperrvermerke: for whoever keeps them, by case number; for the opened file, that there is one."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from faden.domain.people.models import Clearance, Person, Restriction, ShieldRequest
from faden.domain.people.queries.identity import reveal
from faden.domain.people.rules import may_read_shields
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import NotVisible, Refused
from faden.lib import german
from faden.lib.identifiers import CASE_NUMBERS


@dataclass(frozen=True)
class Kept:
    """A Sperrvermerk (or somebody asking for one) with the numbers of the cases about the person."""

    row: Any
    numbers: tuple[str, ...]


MOST_LIFTED = 100


def restrictions_in_force(actor: Actor) -> list[Kept]:
    """Every Sperrvermerk in force, the newest first.

    :raises Refused: the actor neither keeps them nor protects data
    """
    may_read_shields.check(actor)
    return _with_numbers(
        Restriction.objects.filter(lifted_on__isnull=True).select_related("set_by").order_by("-since", "-id")
    )


def lifted_restrictions(actor: Actor) -> list[Kept]:
    """What was lifted, the last first."""
    may_read_shields.check(actor)
    lifted = Restriction.objects.filter(lifted_on__isnull=False).select_related("set_by", "lifted_by")
    return _with_numbers(lifted.order_by("-lifted_on", "-id")[:MOST_LIFTED])


def open_requests(actor: Actor) -> list[Kept]:
    """Who waits for an answer, the oldest first."""
    may_read_shields.check(actor)
    waiting = ShieldRequest.objects.filter(answered_on__isnull=True).select_related("asked_by")
    return _with_numbers(waiting.order_by("asked_on", "id"))


def restriction_or_404(key: UUID) -> Restriction:
    """A Sperrvermerk the actor may read.

    :raises NotVisible: no such one, or not for this actor
    """
    found = Restriction.objects.filter(id=key).first()
    if found is None:
        raise NotVisible
    return found


def request_or_404(key: UUID) -> ShieldRequest:
    """A request the actor may read.

    :raises NotVisible: no such one, or not for this actor
    """
    found = ShieldRequest.objects.filter(id=key).select_related("asked_by").first()
    if found is None:
        raise NotVisible
    return found


def restriction_of(person: Person) -> Restriction | None:
    """The Sperrvermerk in force."""
    if not person.is_shielded:
        return None
    return Restriction.objects.filter(person=person, lifted_on__isnull=True).select_related("set_by").first()


def request_of(person: Person) -> ShieldRequest | None:
    """The request that waits for its answer."""
    return ShieldRequest.objects.filter(person=person, answered_on__isnull=True).first()


def cleared_accounts(person: Person) -> frozenset[UUID]:
    """Who was let in by name, beside the responsible."""
    if not person.is_shielded:
        return frozenset()
    return frozenset(
        Clearance.objects.filter(person=person, withdrawn_on__isnull=True).values_list("account_id", flat=True)
    )


def person_of_case(number: str) -> UUID | None:
    """Whom a case is about, for whoever keeps the Sperrvermerke; None where there is no such case."""
    if not CASE_NUMBERS.matches(number):
        return None
    found = _ask("faden_person_of_case(%s)", CASE_NUMBERS.parse(number))
    return UUID(str(found)) if found else None


def shield_keepers() -> tuple[str, ...]:
    """The names of those who set and lift Sperrvermerke today."""
    return tuple(_ask("faden_shield_keepers()") or ())


def ask_keepers() -> str:
    """What somebody reads to whom a restricted person is closed."""
    names = shield_keepers()
    whom = f"Auskunft gibt: {german.join(names)}." if names else "Bitte fragen Sie die Administration."
    return f"Für diese Person gilt ein Sperrvermerk. {whom}"


def awaiting_shield(people: Collection[UUID]) -> set[UUID]:
    """About whom of these somebody has asked for a Sperrvermerk and nobody has answered yet."""
    asked = ShieldRequest.objects.filter(person_id__in=people, answered_on__isnull=True)
    return set(asked.values_list("person_id", flat=True))


def check_open(person: Person) -> None:
    """Lay the identity over somebody restricted.

    :raises Refused: it is closed to the actor
    """
    reveal(person)
    if person.is_closed:
        raise Refused(ask_keepers())


def _with_numbers(rows: Iterable[Any]) -> list[Kept]:
    found = list(rows)
    known = _ask("faden_numbers_about(%s)", [row.person_id for row in found]) or {} if found else {}
    return [Kept(row, tuple(known.get(str(row.person_id), ()))) for row in found]


def _ask(call: str, *arguments: str | list[UUID]) -> Any:
    """What a guard function answers."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {call}", arguments)
        row = cursor.fetchone()
    answer = row and row[0]
    return json.loads(answer) if isinstance(answer, str) and answer[:1] in "[{" else answer
