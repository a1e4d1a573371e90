"""Make one person of two who were stored twice, and undo it within 30 days: nothing is lost in either direction."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models, transaction

from faden.domain.cases.models import Case, CircleMember
from faden.domain.cases.operations.belonging import follow_name
from faden.domain.duplicates.models import PersonMerge
from faden.domain.duplicates.queries import newest_merge, others_responsible
from faden.domain.duplicates.rules import may_change_identity, may_merge, may_undo, no_shield_is_awaited
from faden.domain.people.calculation import search_keys
from faden.domain.people.models import (
    Clearance,
    HouseholdMember,
    NameToken,
    Person,
    Restriction,
    ShieldedIdentity,
    ShieldRequest,
)
from faden.domain.people.queries.shields import awaiting_shield
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock, take_turns
from faden.kernel.access.errors import Invalid, Refused
from faden.kernel.audit import operations as audit
from faden.kernel.database import references
from faden.lib.names import sort_key

#: What decides who sees a person moves last, and comes back first: without it the rest cannot be reached.
DECIDES_SIGHT = (HouseholdMember, Case, CircleMember)
COMES_BACK = (Case, CircleMember, HouseholdMember)
#: By these the one who is there again is seen by whoever leads the case now, so that the rest can be moved.
OWN_CASES = (Case, CircleMember)
#: Written anew from the names, the record of merges itself, and what others have decided about one of the two rows.
NOT_MOVED = (NameToken, PersonMerge, Restriction, ShieldedIdentity, Clearance, ShieldRequest)
NOT_ALL = "Etwas, das zu dieser Person gehört, lässt sich nicht übernehmen. Es ist nichts geändert."
NOT_CHOSEN = frozenset({"id", "sort_name", "is_shielded", "version"})


@dataclass(frozen=True)
class FieldChoice:
    """A field of both people, and whether somebody has to choose.

    :param suggested: ``"keep"`` or ``"other"``
    """

    name: str
    label: str
    keep: object
    other: object
    suggested: str

    @property
    def differs(self) -> bool:
        """Whether the two say different things."""
        return self.keep != self.other


@dataclass(frozen=True)
class Preview:
    """What a merge would do.

    :param moves: how many rows of which kind go over
    :param others: who else is responsible for one of the two
    """

    choices: tuple[FieldChoice, ...]
    moves: dict[str, int]
    others: tuple[str, ...]


def preview_merge(*, keep: Person, other: Person) -> Preview:
    """Every field of both, and what would move."""
    choices = tuple(_choice(field, keep, other) for field in _fields())
    return Preview(choices, references.counts(_references(), other.id), tuple(others_responsible((keep.id, other.id))))


@transaction.atomic
def merge_people(
    *,
    keep: Person,
    other: Person,
    versions: tuple[int, int],
    take: Collection[str],
    actor: Actor,
    today: date,
    now: datetime,
) -> PersonMerge:
    """Let one person be both; their cases stay cases of their own.

    :param versions: of the one who stays and of the other, as the preview showed them
    :param take: the fields whose value is taken from the other one
    :raises Conflict: somebody has corrected one of the two since
    :raises Refused: the actor is not responsible for all of it
    """
    if keep.id == other.id:
        raise Invalid({"": "Das ist dieselbe Person."})
    # Always in the same order, so that two who merge the same pair do not wait for each other.
    shown = dict(zip((keep.id, other.id), versions, strict=True))
    in_order = sorted((keep, other), key=lambda one: one.id)
    for one in in_order:
        # As those who ask for a Sperrvermerk and set one: none arrives between the question and the move.
        take_turns("shield", one.id)
    locked = {one.id: lock(one, version=shown[one.id], fields=take) for one in in_order}
    keep, other = locked[keep.id], locked[other.id]
    may_merge.check(actor, others_responsible((keep.id, other.id)))
    may_change_identity.check(keep, other)
    no_shield_is_awaited.check((keep, other), awaiting_shield((keep.id, other.id)))
    before, after = _take_over(keep, other, take)
    NameToken.objects.filter(person__in=(keep, other)).delete()
    moved = _move(keep, other)
    _name_anew(keep)
    merge = PersonMerge(
        survivor=keep,
        absorbed=other,
        absorbed_name=other.list_name,
        before=before,
        after=after,
        moved=moved.rows,
        set_aside=moved.set_aside,
        merged_at=now,
        merged_on=today,
        merged_by_id=actor.id,
    )
    merge.save(force_insert=True)
    numbers = {name: len(keys) for name, keys in moved.rows.items()}
    audit.record("people.merged", actor=actor, subject=keep, absorbed=other, moved=numbers, fields=sorted(take))
    return merge


@transaction.atomic
def undo_merge(*, merge: PersonMerge, actor: Actor, today: date) -> Person:
    """Make two of one again; what was written since stays with the one who survived.

    :returns: the person who is there again
    :raises Refused: too late, not the newest one, a Sperrvermerk is asked for, or the actor is not responsible for all
    """
    for key in sorted((merge.survivor_id, merge.absorbed_id)):
        take_turns("shield", key)
    merge = lock(merge)
    may_undo.check(merge, newest_merge(merge.survivor_id) or merge, today)
    survivor = lock(Person(id=merge.survivor_id))
    may_merge.check(actor, others_responsible((survivor.id,)))
    may_change_identity.check(survivor)
    no_shield_is_awaited.check((survivor,), awaiting_shield((survivor.id,)))
    # First: somebody who is merged belongs to nobody and cannot be given a case.
    merge.undone_on, merge.undone_by_id = today, actor.id
    merge.save(update_fields=["undone_on", "undone_by"])
    NameToken.objects.filter(person=survivor).delete()
    _bring_back(merge)
    _give_back(survivor, merge)
    absorbed = Person.objects.get(id=merge.absorbed_id)
    _name_anew(survivor)
    _name_anew(absorbed)
    audit.record("people.merge_undone", actor=actor, subject=survivor, restored=absorbed, merged_on=merge.merged_on)
    return absorbed


def _bring_back(merge: PersonMerge) -> None:
    """What had gone over, in the order in which it can be reached: a child without a case is seen by the household."""
    back, places = _references(back=True), (merge.moved, merge.absorbed_id, merge.survivor_id)
    references.move_back((one for one in back if one.model in OWN_CASES), *places)
    _let_circles_follow(merge)
    homes = [row for row in merge.set_aside if row["table"] == HouseholdMember._meta.db_table]
    references.insert_all(homes)
    references.move_back((one for one in back if one.model not in OWN_CASES), *places)
    references.insert_all(row for row in merge.set_aside if row not in homes)


def _let_circles_follow(merge: PersonMerge) -> None:
    """Who was let in since the merge was let into a case that is the other one's again: the circle follows it."""
    strayed = CircleMember.objects.filter(person=merge.survivor_id, case__person=merge.absorbed_id)
    strayed.update(person=merge.absorbed_id)


def _move(keep: Person, other: Person) -> references.Moved:
    """What the rule lets pass and row security does not, stops the whole."""
    try:
        moved = references.move(_references(), other.id, keep.id)
    except references.CannotMoveError:
        raise Refused(NOT_ALL) from None
    if Case.objects.filter(person=other).exists():
        raise Refused(NOT_ALL)
    return moved


def _references(*, back: bool = False) -> list[references.Reference]:
    order = {"first": COMES_BACK} if back else {"last": DECIDES_SIGHT}
    return references.references_to(Person, without=NOT_MOVED, **order)


def _fields() -> "list[models.Field[Any, Any]]":
    return [one for one in Person._meta.concrete_fields if one.name not in NOT_CHOSEN]


def _choice(field: "models.Field[Any, Any]", keep: Person, other: Person) -> FieldChoice:
    """What is empty gives way to what is not."""
    mine, theirs = getattr(keep, field.name), getattr(other, field.name)
    suggested = "other" if mine in (None, "", False) and theirs not in (None, "", False) else "keep"
    return FieldChoice(field.name, str(field.verbose_name), mine, theirs, suggested)


def _take_over(keep: Person, other: Person, take: Collection[str]) -> tuple[references.Row, references.Row]:
    """Give the survivor the chosen values; the changed columns, as they were and as they became."""
    before = references.row_of(Person, keep.id)
    for field in _fields():
        if field.name in take:
            setattr(keep, field.attname, getattr(other, field.attname))
    keep.sort_name = sort_key(keep.family_name or keep.pseudonym, keep.given_names)[:260]
    keep.version += 1
    keep.save()
    after = references.row_of(Person, keep.id)
    changed = [name for name in before if before[name] != after[name] and name != "version"]
    return {name: before[name] for name in changed}, {name: after[name] for name in changed}


def _give_back(survivor: Person, merge: PersonMerge) -> None:
    """What the merge has changed and nobody has since becomes what it was."""
    now = references.row_of(Person, survivor.id)
    unchanged = {name: value for name, value in merge.before.items() if now[name] == merge.after[name]}
    references.overwrite(Person, survivor.id, {**unchanged, "version": now["version"] + 1})
    survivor.refresh_from_db()


def _name_anew(person: Person) -> None:
    """Let the person be found, and their cases be sorted, by the name as it is now."""
    person.sort_name = sort_key(person.family_name or person.pseudonym, person.given_names)[:260]
    Person.objects.filter(id=person.id).exclude(sort_name=person.sort_name).update(sort_name=person.sort_name)
    follow_name(person)
    keys = search_keys(person.family_name, person.given_names, person.pseudonym)
    NameToken.objects.bulk_create(NameToken(person=person, value=key) for key in sorted(keys))
