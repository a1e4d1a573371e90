"""Register people, correct what is known about them, keep households."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from faden.domain.people import calculation
from faden.domain.people.enums import Relation
from faden.domain.people.models import Household, HouseholdMember, NameToken, Person, ShieldedIdentity
from faden.domain.people.models.person import IDENTITY
from faden.domain.people.operations.identity import hold_identity
from faden.domain.people.rules import may_keep_people
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock
from faden.kernel.access.errors import Invalid
from faden.kernel.audit import operations as audit
from faden.lib.names import sort_key


@transaction.atomic
def register_person(*, actor: Actor, today: date, **data: Any) -> Person:
    """Store a person nobody has stored yet, with the keys under which they are found.

    Row security shows the person to the actor only when a circle names them: go on with the case in the same
    transaction.

    :param data: fields of :class:`Person`; what is not given stays empty
    :raises Invalid: by field name
    """
    may_keep_people.check(actor)
    person = Person(**_cleaned(data, today))
    person.sort_name = _sort_name(person)
    person.save(force_insert=True)
    _add_tokens(person, person)
    audit.record("person.registered", actor=actor, subject=person, is_named=bool(person.family_name))
    return person


@transaction.atomic
def correct_person(*, person: Person, version: int, actor: Actor, today: date, **data: Any) -> Person:
    """Correct what is known about a person.

    :param version: the version the correction started from
    :param data: the fields to be changed
    :raises Conflict: somebody else has changed the person since
    :raises Refused: the person is restricted, and not open to the actor
    """
    may_keep_people.check(actor)
    current = lock(person, version=version, fields=data)
    identity = hold_identity(current)
    before = _names(identity)
    holders = {name: identity if name in IDENTITY else current for name in {*data, *calculation.CHECKED}}
    cleaned = _cleaned({name: data.get(name, getattr(holder, name)) for name, holder in holders.items()}, today)
    changed = [name for name in data if getattr(holders[name], name) != cleaned[name]]
    for name in changed:
        setattr(holders[name], name, cleaned[name])
    identity.sort_name = _sort_name(identity)
    current.version += 1
    current.save()
    if identity is not current:
        identity.save()
    if _names(identity) != before:
        NameToken.objects.filter(person=current).delete()
        _add_tokens(current, identity)
    audit.record("person.corrected", actor=actor, subject=current, fields=sorted(changed))
    return current


@transaction.atomic
def begin_household(*, name: str, actor: Actor) -> Household:
    """Begin a household; like a person it becomes visible with the case that names it."""
    may_keep_people.check(actor)
    if not name.strip():
        raise Invalid(
            {"household_name": "Bitte geben Sie dem Haushalt eine Bezeichnung, zum Beispiel „Familie Yılmaz“."}
        )
    household = Household(name=" ".join(name.split())[:200])
    household.save(force_insert=True)
    audit.record("household.begun", actor=actor, subject=household)
    return household


@transaction.atomic
def join_household(
    *, household: Household, person: Person, relation: Relation, since: date, actor: Actor
) -> HouseholdMember:
    """Say that somebody lives in a household the actor sees.

    :raises Invalid: the person is a member already
    """
    may_keep_people.check(actor)
    if HouseholdMember.objects.filter(household=household, person=person, until__isnull=True).exists():
        raise Invalid({"": "Die Person gehört schon zu diesem Haushalt."})
    member = HouseholdMember.objects.create(household=household, person=person, relation=relation, since=since)
    audit.record("household.joined", actor=actor, subject=person, household=household, since=since)
    return member


def _cleaned(data: Mapping[str, Any], today: date) -> dict[str, Any]:
    cleaned, errors = calculation.cleaned_person(data, today)
    if errors:
        raise Invalid(errors)
    return cleaned


def _names(person: Person | ShieldedIdentity) -> tuple[str, str, str]:
    return person.family_name, person.given_names, person.pseudonym


def _sort_name(person: Person | ShieldedIdentity) -> str:
    return sort_key(person.family_name or person.pseudonym, person.given_names)[:260]


def _add_tokens(person: Person, called: Person | ShieldedIdentity) -> None:
    keys = calculation.search_keys(called.family_name, called.given_names, called.pseudonym)
    NameToken.objects.bulk_create([NameToken(person=person, value=key) for key in sorted(keys)])
