"""Requests for access: for whoever answers, and how far they are for whoever counsels the person."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from faden.domain.cases.models import Case
from faden.domain.cases.story import Piece
from faden.domain.subject_requests.enums import AccessState, RightsKind, RightsState
from faden.domain.subject_requests.models import AccessPackage, ReceiverNotice, RightsRequest, SubjectAccess
from faden.domain.subject_requests.rules import may_answer
from faden.domain.subject_requests.transitions import OPEN, UNDECIDED
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import NotVisible
from faden.lib.identifiers import CASE_NUMBERS

DOUBTFUL = (*UNDECIDED, RightsState.DISPUTED)
#: The same as ``doubted_in``, for all notes that a page of a story shows: said by its one statement.
STORY_DOUBTS = Piece(
    "SELECT coalesce(jsonb_agg(jsonb_build_object('number', r.number, 'state', r.state, 'should_say', r.should_say) "  # noqa: S608 - the values are our own
    "ORDER BY r.received_on DESC, r.id DESC), '[]') FROM subject_requests_rightsrequest r "
    f"WHERE r.note_id = story.id AND r.kind = 'correction' AND r.state = ANY ('{{{','.join(DOUBTFUL)}}}')"
)


@dataclass(frozen=True)
class Listed:
    """A request with the numbers of the cases about the person, who is named nowhere."""

    access: SubjectAccess
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class Known:
    """What the circle of a person knows of a request."""

    number: str
    person_id: UUID
    state: AccessState
    received_on: date
    due_on: date
    ended_on: date | None


def open_requests(actor: Actor) -> list[Listed]:
    """What waits for an answer, the earliest deadline first.

    :raises Refused: the actor answers none
    """
    may_answer.check(actor)
    return _with_numbers(SubjectAccess.objects.filter(state__in=OPEN).order_by("due_on", "id"))


def answered_requests(actor: Actor, limit: int) -> list[Listed]:
    """What was answered, the last first."""
    may_answer.check(actor)
    done = SubjectAccess.objects.exclude(state__in=OPEN).order_by("-ended_on", "-id")
    return _with_numbers(done[:limit])


def request_by_number(actor: Actor, number: str) -> Listed:
    """One request.

    :raises NotVisible: there is none for this actor
    """
    may_answer.check(actor)
    people = ("recorded_by", "identity_checked_by", "reviewed_by", "ended_by")
    found = _with_numbers(SubjectAccess.objects.select_related(*people).filter(number=number))
    if not found:
        raise NotVisible
    return found[0]


def package_of(access: SubjectAccess) -> AccessPackage | None:
    """The package of a request, sealed; None before it is collected and after it is gone."""
    return AccessPackage.objects.filter(request=access, content__isnull=False).first()


def content_of(package: AccessPackage) -> dict[str, Any]:
    """What is in it."""
    found: dict[str, Any] = json.loads(package.take_content())
    return found


def opened(access: SubjectAccess) -> tuple[AccessPackage, dict[str, Any]]:
    """The package with its content.

    :raises NotVisible: there is none (any more)
    """
    package = package_of(access)
    if package is None:
        raise NotVisible
    return package, content_of(package)


def person_to_answer(number: str) -> UUID | None:
    """Whom a case is about, for whoever answers about them; None for everybody else."""
    if not CASE_NUMBERS.matches(number):
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT faden_person_to_answer(%s)", [CASE_NUMBERS.parse(number)])
        found = cursor.fetchone()[0]
    return UUID(str(found)) if found else None


def requests_about(people: Collection[UUID]) -> list[Known]:
    """How far the requests of people are that the actor counsels, the newest first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT faden_access_of(%s)", [list(people)])
        found = cursor.fetchone()[0]
    rows = json.loads(found) if isinstance(found, str) else found
    return [
        Known(
            row["number"],
            UUID(row["person"]),
            AccessState(row["state"]),
            date.fromisoformat(row["received_on"]),
            date.fromisoformat(row["due_on"]),
            date.fromisoformat(row["ended_on"]) if row["ended_on"] else None,
        )
        for row in rows
    ]


def _with_numbers(rows: Any) -> list[Listed]:
    found = list(rows)
    if not found:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT faden_numbers_about(%s)", [[one.person_id for one in found]])
        known = cursor.fetchone()[0] or {}
    known = json.loads(known) if isinstance(known, str) else known
    return [Listed(one, tuple(known.get(str(one.person_id), ()))) for one in found]


@dataclass(frozen=True)
class Asked:
    """A request for correction, or an objection, with the number of its case."""

    request: RightsRequest
    number: str


def rights_to_answer(actor: Actor) -> list[Asked]:
    """What data protection has to see to: everything without an answer, the earliest deadline first.

    :raises Refused: the actor answers none
    """
    may_answer.check(actor)
    return _in_cases(RightsRequest.objects.filter(answered_on__isnull=True).order_by("due_on", "id"))


def rights_answered(actor: Actor, limit: int) -> list[Asked]:
    """What was answered, the last first."""
    may_answer.check(actor)
    return _in_cases(RightsRequest.objects.filter(answered_on__isnull=False).order_by("-answered_on", "-id")[:limit])


def rights_by_number(actor: Actor, number: str) -> Asked:
    """One, for who answers.

    :raises NotVisible: there is none for this actor
    """
    may_answer.check(actor)
    found = _in_cases(_whole().filter(number=number))
    if not found:
        raise NotVisible
    return found[0]


def rights_of(case: Case) -> list[RightsRequest]:
    """Everything that was asked in a case, the newest first."""
    return list(RightsRequest.objects.filter(case_id=case.id).select_related("person").order_by("-received_on", "-id"))


def rights_in(case: Case, number: str) -> RightsRequest:
    """One of a case.

    :raises NotVisible: there is none for this actor
    """
    rows = _whole().select_related("person", "note", "release__organisation")
    found: RightsRequest | None = rows.filter(case_id=case.id, number=number).first()
    if found is None:
        raise NotVisible
    return found


def rights_to_do(actor: Actor, limit: int) -> list[RightsRequest]:
    """What is asked in the cases that the actor leads and is not answered yet, the earliest deadline first."""
    found = RightsRequest.objects.filter(answered_on__isnull=True, case__manager_id=actor.id)
    return list(found.select_related("case").order_by("due_on", "id")[:limit])


def notices_of(request: RightsRequest) -> list[ReceiverNotice]:
    """Who is to be told, and who was."""
    found = ReceiverNotice.objects.filter(request=request).select_related("organisation", "told_by")
    return list(found.order_by("-sent_on", "id"))


def notice_of(request: RightsRequest, notice_id: UUID) -> ReceiverNotice:
    """One of them.

    :raises NotVisible: there is none for this actor
    """
    found = ReceiverNotice.objects.filter(request=request, id=notice_id).select_related("organisation").first()
    if found is None:
        raise NotVisible
    return found


def doubted(person_id: UUID) -> list[RightsRequest]:
    """What the person says is wrong and was not corrected (yet): shown wherever their data are read."""
    return list(_doubts().filter(person_id=person_id).select_related("note"))


def doubted_in(note_ids: Collection[UUID]) -> dict[UUID, list[RightsRequest]]:
    """The same of notes; what nobody doubts is missing."""
    found: dict[UUID, list[RightsRequest]] = {}
    for one in _doubts().filter(note_id__in=note_ids):
        found.setdefault(one.note_id, []).append(one)
    return found


def receivers_of(case_id: UUID) -> list[tuple[UUID | None, str, date]]:
    """To whom something of a case has gone, and when last; the newest first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT faden_receivers_of(%s)", [case_id])
        found = cursor.fetchone()[0]
    rows = json.loads(found) if isinstance(found, str) else found
    return [
        (UUID(row["organisation"]) if row["organisation"] else None, row["receiver"], date.fromisoformat(row["on"]))
        for row in rows
    ]


def case_to_answer(number: str) -> UUID | None:
    """The case with this number, for whoever answers about its client; None for everybody else."""
    if not CASE_NUMBERS.matches(number):
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT faden_case_to_answer(%s)", [CASE_NUMBERS.parse(number)])
        found = cursor.fetchone()[0]
    return UUID(str(found)) if found else None


def _doubts() -> Any:
    found = RightsRequest.objects.filter(kind=RightsKind.CORRECTION, state__in=DOUBTFUL)
    return found.order_by("-received_on", "-id")


def _whole() -> Any:
    people = ("recorded_by", "proposed_by", "decided_by", "answered_by")
    return RightsRequest.objects.select_related(*people)


def _in_cases(rows: Any) -> list[Asked]:
    found = list(rows)
    if not found:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT faden_numbers_to_answer(%s)", [list({one.case_id for one in found})])
        known = cursor.fetchone()[0]
    known = json.loads(known) if isinstance(known, str) else known
    return [Asked(one, known.get(str(one.case_id), "")) for one in found]
