"""Appointments: what is coming, a new one, a change, a cancellation."""

from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from faden.api.acting import Call, endpoint, everyday
from faden.api.catalogues import all_picked
from faden.api.diary import can_take_part, case_named, opened
from faden.api.keys import given_key
from faden.api.schemas import Day, Input, Key, Moment, Remark, Whole, shown, up_to
from faden.api.tags import IfMatch, set_tag, version_of
from faden.domain.diary.enums import AppointmentKind, AppointmentState
from faden.domain.diary.operations.appointments import cancel_appointment, change_appointment, make_appointment
from faden.domain.diary.queries import appointment_by_id, appointments_of
from faden.domain.diary.rules import may_change_appointment, may_keep_diary
from faden.kernel.access.errors import Invalid

router = Router(tags=["diary"])
PATH = "/appointments"
LONGEST = timedelta(days=92)


class AppointmentOut(Schema):
    """An appointment; ``case`` is the number of the case it belongs to."""

    id: UUID
    case: str | None
    kind: AppointmentKind
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    interpreter: str
    note: str
    participants: list[UUID]
    state: AppointmentState
    cancellation: str
    version: int


class Days(Schema):
    """From which day until which, at most three months."""

    since: Day | None = Field(None, description="heute, wenn nichts gesagt ist")
    last_day: Day | None = Field(None, description="vier Wochen weiter, wenn nichts gesagt ist")


class AppointmentIn(Input):
    """When, where, with whom."""

    kind: AppointmentKind
    title: Annotated[str, up_to(200)] = ""
    starts_at: Moment
    ends_at: Moment
    place: Annotated[str, up_to(200)] = ""
    interpreter: Annotated[str, up_to(120)] = ""
    note: Annotated[str, up_to(4_000)] = ""
    participants: list[UUID] = Field([], max_length=100, description="leer: man selbst; im Fall: aus seinem Kreis")


class NewAppointment(AppointmentIn):
    """An appointment in a case or in none."""

    id: UUID | None = Field(None, description="selbst vergeben: zweimal gesendet wird einmal eingetragen")
    case: Key = ""


class AppointmentCancelIn(Input):
    """Why it does not take place."""

    reason: Remark = ""


@router.get(PATH, response=Whole[AppointmentOut], summary="Eigene Termine")
@endpoint()
def list_appointments(request: Call, wanted: Query[Days]) -> Whole[AppointmentOut]:
    """The appointments one takes part in, also those called off."""
    may_keep_diary.check(request.actor)
    since = wanted.since or request.today
    last_day = wanted.last_day or since + timedelta(weeks=4)
    if not timedelta(0) <= last_day - since <= LONGEST:
        raise Invalid({"last_day": "Bitte höchstens drei Monate auf einmal lesen, vom ersten bis zum letzten Tag."})
    found = appointments_of(request.actor, since, last_day + timedelta(days=1))
    return Whole(items=[_appointment(one) for one in found])


@router.post(PATH, response={201: AppointmentOut}, summary="Termin eintragen")
@endpoint(writes=True)
def add_appointment(request: Call, data: NewAppointment, response: HttpResponse) -> Status[AppointmentOut]:
    """Put an appointment into the diary; also one that has been, so that it can be told later."""
    may_keep_diary.check(request.actor)
    case = case_named(request, data.case)
    told = data.dict(exclude={"id"}) | {"case": case, "participants": _people(request, case, data)}
    with given_key(data.id):
        made = make_appointment(**told, appointment_id=data.id, **everyday(request), now=timezone.now())
    return Status(201, _answer(made.id, response))


@router.get(f"{PATH}/{{appointment_id}}", response=AppointmentOut, summary="Ein Termin")
@endpoint(reads_file=True)
def read_appointment(request: Call, appointment_id: UUID, response: HttpResponse) -> AppointmentOut:
    """One appointment."""
    opened(request, appointment_by_id(appointment_id).case)
    return _answer(appointment_id, response)


@router.put(f"{PATH}/{{appointment_id}}", response=AppointmentOut, summary="Termin ändern")
@endpoint(writes=True)
def change(
    request: Call, appointment_id: UUID, *, data: AppointmentIn, response: HttpResponse, if_match: IfMatch
) -> AppointmentOut:
    """Say an appointment again as it is now."""
    found = appointment_by_id(appointment_id)
    may_change_appointment.check(request.actor, found)
    told = data.dict() | {"participants": _people(request, found.case, data)}
    version = version_of(if_match)
    change_appointment(appointment=found, version=version, **told, **everyday(request), now=timezone.now())
    return _answer(appointment_id, response)


@router.post(f"{PATH}/{{appointment_id}}/cancellation", response=AppointmentOut, summary="Termin absagen")
@endpoint(writes=True)
def cancel(
    request: Call, appointment_id: UUID, *, data: AppointmentCancelIn, response: HttpResponse, if_match: IfMatch
) -> AppointmentOut:
    """Call an appointment off; it stays in the diary."""
    found = appointment_by_id(appointment_id)
    may_change_appointment.check(request.actor, found)
    version, now = version_of(if_match), timezone.now()
    cancel_appointment(appointment=found, version=version, reason=data.reason, actor=request.actor, now=now)
    return _answer(appointment_id, response)


def _people(request: Call, case: Any, data: AppointmentIn) -> list[Any]:
    return all_picked("participants", data.participants, can_take_part(request, case)) if data.participants else []


def _answer(appointment_id: UUID, response: HttpResponse) -> AppointmentOut:
    found = appointment_by_id(appointment_id)
    set_tag(response, found.version)
    return _appointment(found)


def _appointment(one: Any) -> AppointmentOut:
    number = one.case.number if one.case else None
    return shown(AppointmentOut, one, case=number, participants=list(one.participant_ids))
