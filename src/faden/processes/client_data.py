"""Correct what is known of a client, and add the family: both ask for the consent where it is needed (PB 6.3)."""

from datetime import date
from typing import Any

from django.db import transaction

from faden.domain.cases.models import Case
from faden.domain.cases.operations.belonging import follow_name, name_household
from faden.domain.consent.queries import check_consent, valid_consents
from faden.domain.consent.rules import REASON, data_processing_allowed, fields_needing_consent
from faden.domain.people import operations as people
from faden.domain.people.enums import EntryKind, Relation
from faden.domain.people.models import Entry, HouseholdMember, Person, PersonTargetGroup
from faden.domain.people.operations import begin_household, correct_person, join_household, register_person
from faden.domain.people.operations.target_groups import set_target_group
from faden.domain.people.queries.shields import check_open
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid


@transaction.atomic
def correct_client(
    *, case: Case, version: int, actor: Actor, today: date, person: Person | None = None, **data: Any
) -> Person:
    """Correct the data of the person a case is about, or of somebody in their household.

    :param person: the one of the household; None for the client
    :param version: the version of the person the correction started from
    :raises Conflict: somebody else has corrected the person since
    :raises Invalid: by field name; before the consent also for each field that waits for it
    """
    person = person or case.person
    added = [name for name, value in data.items() if value and value != getattr(person, name)]
    waiting = fields_needing_consent(added)
    if waiting and not data_processing_allowed(valid_consents(case.person, today), today):
        raise Invalid(dict.fromkeys(waiting, REASON))
    corrected = correct_person(person=person, version=version, actor=actor, today=today, **data)
    follow_name(corrected)
    return corrected


@transaction.atomic
def add_relative(
    *,
    case: Case,
    relation: Relation,
    since: date,
    actor: Actor,
    today: date,
    household_name: str = "",
    known: Person | None = None,
    **person: Any,
) -> HouseholdMember:
    """Add somebody to the household of a case; the first one begins the household.

    :param household_name: for a household that begins now
    :param known: somebody the actor sees already; the circle of this case sees them too from now on
    :param person: names, birth date, language of somebody new; not used for somebody known
    :raises Refused: the client has not consented to data processing
    """
    check_consent(case.person, today)
    if since > today:
        raise Invalid({"since": "Der Tag liegt in der Zukunft."})
    household = case.household
    if household is None:
        household = begin_household(name=household_name, actor=actor)
        name_household(case=case, household=household, actor=actor, today=today)
        join_household(household=household, person=case.person, relation=Relation.SELF, since=since, actor=actor)
    if known is not None:
        check_open(known)
    relative = known or register_person(**person, municipality=case.municipality, actor=actor, today=today)
    return join_household(household=household, person=relative, relation=relation, since=since, actor=actor)


@transaction.atomic
def add_entry(*, case: Case, person: Person, history: EntryKind, actor: Actor, today: date, **values: Any) -> Entry:
    """Add a line to a history of the client or of somebody in the household.

    :raises Refused: the client has not consented to data processing
    """
    check_consent(case.person, today)
    return people.add_entry(person=person, history=history, actor=actor, today=today, **values)


@transaction.atomic
def correct_entry(*, case: Case, entry: Entry, actor: Actor, today: date, **values: Any) -> Entry:
    """Correct a line of a history; mending what is wrong needs no consent, adding to it does.

    :raises Invalid: by field; what was empty and waits for the consent stays empty
    """
    if not data_processing_allowed(valid_consents(case.person, today), today):
        added = [name for name, value in values.items() if value and not getattr(entry, name, None)]
        if added:
            raise Invalid(dict.fromkeys(added, REASON))
    return people.correct_entry(entry=entry, actor=actor, today=today, **values)


@transaction.atomic
def set_group(*, case: Case, person: Person, actor: Actor, today: date, **values: Any) -> PersonTargetGroup:
    """Say to which target group the client or somebody in the household belongs.

    :raises Refused: the client has not consented to data processing
    """
    check_consent(case.person, today)
    return set_target_group(person=person, actor=actor, today=today, **values)
