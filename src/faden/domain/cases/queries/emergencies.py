"""Who has opened which file in an emergency."""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from faden.domain.cases.enums import CircleFunction
from faden.domain.cases.models import CircleMember, EmergencyCheck
from faden.domain.cases.queries.numbers import case_numbers
from faden.kernel.access.errors import NotVisible
from faden.kernel.access.roles import Role
from faden.kernel.identity.models import Account
from faden.lib.identifiers import CASE_NUMBERS

LASTS = timedelta(hours=3)


@dataclass(frozen=True)
class Emergency:
    """An emergency access as data protection sees it: no name of a client, no word of the file.

    :param number: of the case
    :param check: None as long as nobody has looked at it
    """

    member: CircleMember
    number: str
    check: EmergencyCheck | None
    began_at: datetime
    ended_at: datetime


def emergencies(limit: int, *, unchecked: bool = False) -> list[Emergency]:
    """The emergency accesses the actor may know of, the newest first.

    :param unchecked: only those nobody has looked at
    """
    found = _emergencies()
    if unchecked:
        found = found.filter(check_row__isnull=True)
    return _told(list(found[:limit]))


def emergency_by_id(member_id: UUID) -> Emergency:
    """One of them.

    :raises NotVisible: there is none for this actor
    """
    found = _told(list(_emergencies().filter(id=member_id)))
    if not found:
        raise NotVisible
    return found[0]


def emergencies_in_led_cases(since: date, limit: int) -> list[CircleMember]:
    """Who has opened a file of which the actor is responsible, the newest first."""
    led = RawSQL("SELECT unnest(faden_my_led_cases())", [])
    found = CircleMember.objects.filter(case_id__in=led, function=CircleFunction.EMERGENCY, since__gte=since)
    return list(found.select_related("account", "case").order_by("-ends_at", "-id")[:limit])


def to_be_told(responsible_id: UUID, on: date) -> list[Account]:
    """Whoever leads the case, and everybody who looks after data protection that day."""
    officers = Q(role_assignments__role=Role.DATA_PROTECTION, role_assignments__since__lte=on) & (
        Q(role_assignments__until__isnull=True) | Q(role_assignments__until__gt=on)
    )
    found = Account.objects.filter(Q(id=responsible_id) | officers, deactivated_on__isnull=True)
    return list(found.distinct().order_by("name", "id"))


@dataclass(frozen=True)
class InNeed:
    """A case somebody needs access to: keys, no word of it.

    :param is_closed_off: a Sperrvermerk is in force, and the actor has not been let in by name
    :param times: how often the actor has entered it so within a day
    :param ends_at: the minute an access that begins now ends, by the clock of the database
    """

    case_id: UUID
    person_id: UUID
    household_id: UUID | None
    responsible_id: UUID
    is_mine: bool
    is_closed_off: bool
    times: int
    ends_at: datetime


def case_in_need(number: str) -> InNeed | None:
    """The case of this number, whether the actor sees it or not; None when there is none."""
    if not CASE_NUMBERS.matches(number):
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT faden_case_in_need(%s)", [CASE_NUMBERS.parse(number)])
        (told,) = cursor.fetchone()
    if told is None:
        return None
    row = json.loads(told) if isinstance(told, str) else told
    return InNeed(
        case_id=UUID(row["case"]),
        person_id=UUID(row["person"]),
        household_id=UUID(row["household"]) if row["household"] else None,
        responsible_id=UUID(row["responsible"]),
        is_mine=row["is_mine"],
        is_closed_off=row["is_closed_off"],
        times=row["times"],
        ends_at=datetime.fromisoformat(row["ends_at"]),
    )


def is_seen_in_emergency_only(person_id: UUID, household_id: UUID | None) -> bool:
    """Whether the actor sees this person, or this household, today and will not when the three hours are over."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT %(person)s = ANY (faden_my_people() || faden_my_relatives()) "
            "AND NOT %(person)s = ANY (faden_my_lasting_people() || faden_my_lasting_relatives()) "
            "OR %(home)s::uuid = ANY (faden_my_households()) "
            "AND NOT %(home)s::uuid = ANY (faden_my_lasting_households())",
            {"person": person_id, "home": household_id},
        )
        (found,) = cursor.fetchone()
    return bool(found)


def _emergencies() -> QuerySet[CircleMember]:
    found = CircleMember.objects.filter(function=CircleFunction.EMERGENCY)
    return found.select_related("account", "check_row__checked_by").order_by("-ends_at", "-id")


def _told(members: list[CircleMember]) -> list[Emergency]:
    numbers = case_numbers({member.case_id for member in members})
    return [
        Emergency(one, numbers.get(one.case_id, ""), getattr(one, "check_row", None), one.ends_at - LASTS, one.ends_at)
        for one in members
        if one.ends_at is not None
    ]
