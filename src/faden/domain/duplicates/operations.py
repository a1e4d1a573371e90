"""Tell two people apart, and take that back."""

from datetime import date
from uuid import UUID

from django.db import transaction

from faden.domain.duplicates.models import Distinction
from faden.domain.duplicates.queries import are_told_apart
from faden.domain.duplicates.rules import may_look_for_duplicates, may_take_back
from faden.domain.people.models import Person
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock, save_edit
from faden.kernel.access.errors import Invalid
from faden.kernel.audit import operations as audit


@transaction.atomic
def tell_apart(*, one: Person, other_id: UUID, reason: str, on: date, actor: Actor) -> None:
    """Say that two people who look alike are two; sent twice it is stored once.

    :param one: somebody the actor sees
    :param other_id: the other one, whom perhaps only others see
    """
    may_look_for_duplicates.check(actor)
    if one.id == other_id:
        raise Invalid({"": "Das ist dieselbe Person."})
    if not reason.strip():
        raise Invalid({"reason": "Bitte schreiben Sie, woran die beiden zu unterscheiden sind."})
    lock(one)
    if are_told_apart(one.id, other_id):
        return
    distinction = Distinction(
        first=one, second_id=other_id, reason=reason.strip(), decided_on=on, decided_by_id=actor.id
    )
    distinction.save(force_insert=True)
    audit.record("people.told_apart", actor=actor, subject=one, other=other_id, on=on)


@transaction.atomic
def take_back(*, distinction: Distinction, on: date, actor: Actor) -> None:
    """The two may be one after all; the pair stands in the list again."""
    may_look_for_duplicates.check(actor)
    current = lock(distinction)
    may_take_back.check(current)
    save_edit(current, withdrawn_on=on, withdrawn_by_id=actor.id)
    audit.record("people.distinction_taken_back", actor=actor, subject=current, on=on)
