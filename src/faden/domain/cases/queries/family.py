"""The people of a case: the client and the household, each with their own case as far as the actor sees it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F, Q, QuerySet

from faden.domain.cases.models import Assessment, Case, Goal, Measure, Rating
from faden.domain.cases.transitions import UNFINISHED
from faden.domain.people.enums import Relation
from faden.domain.people.models import HouseholdMember, Person
from faden.domain.people.queries import person_or_404
from faden.domain.people.queries.identity import reveal
from faden.domain.people.queries.shields import check_open
from faden.kernel.access.errors import NotVisible


@dataclass(frozen=True)
class Relative:
    """Somebody of the family.

    :param member_id: the membership; None for a client without a household
    :param case: the running or last case, if the actor sees it
    :param is_elsewhere: somebody else counsels them, and the actor may know that
    :param needs: by life domain, from the latest assessment
    """

    person: Person
    relation: Relation
    since: date | None
    member_id: UUID | None
    case: Case | None = None
    is_elsewhere: bool = False
    assessed_on: date | None = None
    needs: Mapping[UUID, Rating] = field(default_factory=dict)
    goals: tuple[Goal, ...] = ()
    measures: tuple[Measure, ...] = ()


def person_in_file(case: Case, person_id: UUID, on: date) -> Person:
    """The client, or somebody who lives in the household of the case that day.

    :raises NotVisible: nobody of this case
    :raises Refused: restricted, and not open to the actor
    """
    if person_id != case.person_id and not _lives_there(case, person_id, on):
        raise NotVisible
    person = person_or_404(person_id)
    check_open(person)
    return person


def _lives_there(case: Case, person_id: UUID, on: date) -> bool:
    if case.household_id is None:
        return False
    return _members(case.household_id, on).filter(person_id=person_id).exists()


def _members(household_id: UUID, on: date) -> QuerySet[HouseholdMember]:
    living = Q(until__isnull=True) | Q(until__gt=on)
    return HouseholdMember.objects.filter(living, household_id=household_id, since__lte=on)


def family_of(case: Case, on: date) -> list[Relative]:
    """Everybody of the household with needs, goals and steps, the client first, then the oldest; few statements."""
    people = _people(case, on)
    cases = _cases_of({person.id for person, *_ in people}, case)
    ids = [one.id for one in cases.values()]
    elsewhere = _counselled_elsewhere([person.id for person, *_ in people if person.id not in cases])
    goals, measures = _by_case(_goals(ids)), _by_case(_measures(ids))
    assessed, needs = _needs(ids)
    return [
        Relative(
            person=person,
            relation=relation,
            since=since,
            member_id=member_id,
            case=own,
            is_elsewhere=person.id in elsewhere,
            assessed_on=assessed.get(own.id) if own else None,
            needs=needs.get(own.id, {}) if own else {},
            goals=tuple(goals.get(own.id, ())) if own else (),
            measures=tuple(measures.get(own.id, ())) if own else (),
        )
        for person, relation, since, member_id in people
        for own in (cases.get(person.id),)
    ]


def _people(case: Case, on: date) -> list[tuple[Person, Relation, date | None, UUID | None]]:
    if case.household_id is None:
        return [(case.person, Relation.SELF, None, None)]
    members = list(_members(case.household_id, on).select_related("person").order_by("person__birth_date", "id"))
    reveal(*(one.person for one in members))
    found: list[tuple[Person, Relation, date | None, UUID | None]] = [
        (one.person, Relation(one.relation), one.since, one.id) for one in members
    ]
    if case.person_id not in {person.id for person, *_ in found}:
        found.append((case.person, Relation.SELF, None, None))
    return sorted(found, key=lambda one: one[0].id != case.person_id)


def people_of(case: Case, on: date) -> list[Person]:
    """The client and whoever lives in the household that day, the client first."""
    return [person for person, *_ in _people(case, on)]


def _cases_of(people: set[UUID], shown: Case) -> dict[UUID, Case]:
    """By person: the case shown, else the running one, else the one closed last."""
    found: dict[UUID, Case] = {}
    rows = Case.objects.filter(person_id__in=people).order_by(F("closed_on").desc(nulls_first=True), "-opened_on", "id")
    for row in rows:
        found.setdefault(row.person_id, row)
    return {**found, shown.person_id: shown}


def _counselled_elsewhere(people: list[UUID]) -> set[UUID]:
    if not people:
        return set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT faden_counselled_elsewhere(%s)", [people])
        (found,) = cursor.fetchone() or ([],)
    return set(found or ())


def _goals(cases: list[UUID]) -> list[Goal]:
    return list(Goal.objects.filter(case_id__in=cases).select_related("life_domain").order_by("agreed_on", "id"))


def _measures(cases: list[UUID]) -> list[Measure]:
    open_steps = Measure.objects.filter(case_id__in=cases, state__in=UNFINISHED).prefetch_related("slots")
    return list(open_steps.select_related("organisation").order_by(F("due_on").asc(nulls_last=True), "id"))


def _needs(cases: list[UUID]) -> tuple[dict[UUID, date], dict[UUID, dict[UUID, Rating]]]:
    """By case: the day of the latest assessment, and its ratings by life domain."""
    newest = Assessment.objects.filter(case_id__in=cases).order_by("case_id", "-on", "-id").distinct("case_id")
    latest = {one.id: one for one in newest}
    ratings: dict[UUID, dict[UUID, Rating]] = {}
    for rating in Rating.objects.filter(assessment_id__in=latest).select_related("life_domain"):
        ratings.setdefault(rating.case_id, {})[rating.life_domain_id] = rating
    return {one.case_id: one.on for one in latest.values()}, ratings


def _by_case(rows: Iterable[Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {}
    for row in rows:
        found.setdefault(row.case_id, []).append(row)
    return found
