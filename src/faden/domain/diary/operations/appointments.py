"""Make, change and call off appointments."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, NotRequired, TypedDict, Unpack
from uuid import UUID

from django.db import transaction

from faden.domain.cases.models import Case
from faden.domain.cases.operations.holding import hold
from faden.domain.cases.queries.circle import circle_of
from faden.domain.cases.rules import may_work_on
from faden.domain.diary.enums import AppointmentKind, AppointmentState
from faden.domain.diary.models import Appointment
from faden.domain.diary.rules import may_change_appointment, may_keep_diary
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import insert, lock, save_edit, take_turns
from faden.kernel.access.errors import Invalid
from faden.kernel.audit import operations as audit
from faden.kernel.identity.models import Account
from faden.lib.identifiers import new_id

LONGEST = timedelta(days=14)
FIELDS = ("kind", "title", "starts_at", "ends_at", "place", "interpreter", "note")


class Details(TypedDict):
    """What an appointment is about, when and with whom; nobody as participant means the actor."""

    kind: AppointmentKind
    starts_at: datetime
    ends_at: datetime
    participants: Sequence[Account]
    title: NotRequired[str]
    place: NotRequired[str]
    interpreter: NotRequired[str]
    note: NotRequired[str]


@transaction.atomic
def make_appointment(
    *,
    case: Case | None,
    actor: Actor,
    today: date,
    now: datetime,
    appointment_id: UUID | None = None,
    **details: Unpack[Details],
) -> Appointment:
    """Put an appointment into the diary; also one that has been, so that it can be told later.

    In a case only its circle takes part.

    :param appointment_id: made by the form, so that a form sent twice makes one appointment
    :raises Refused: not in this case, or not now
    :raises Invalid: by field name
    """
    if appointment_id:
        take_turns("appointment", appointment_id)
    if appointment_id and (made := Appointment.objects.filter(id=appointment_id, created_by_id=actor.id).first()):
        return made
    may_keep_diary.check(actor)
    if case is not None:
        case = hold(case, may_work_on, actor=actor, today=today)
    values = _values(case, details, actor, today)
    appointment = Appointment(
        id=appointment_id or new_id(), case=case, **values, created_by_id=actor.id, changed_at=now
    )
    insert(appointment)
    audit.record(
        "appointment.made", actor=actor, subject=appointment, kind=details["kind"], starts_at=appointment.starts_at
    )
    return appointment


@transaction.atomic
def change_appointment(
    *,
    appointment: Appointment,
    version: int,
    actor: Actor,
    today: date,
    now: datetime,
    **details: Unpack[Details],
) -> Appointment:
    """Move or reword an appointment.

    :raises Conflict: somebody has changed it since
    :raises Refused: it is somebody else's, it has been called off, or the case is closed
    """
    case = appointment.case
    if case is not None:
        hold(case, may_work_on, actor=actor, today=today)
    appointment = lock(appointment, version=version, fields=FIELDS)
    may_change_appointment.check(actor, appointment)
    told = save_edit(appointment, **_values(case, details, actor, today), changed_at=now)
    told.pop("changed_at", None)
    audit.record("appointment.changed", actor=actor, subject=appointment, **told)
    return appointment


@transaction.atomic
def cancel_appointment(
    *, appointment: Appointment, version: int, reason: str, actor: Actor, now: datetime
) -> Appointment:
    """Call an appointment off; it stays in the diary and goes out of the calendars.

    :raises Conflict: somebody has changed it since
    :raises Refused: it is somebody else's, or called off already
    """
    appointment = lock(appointment, version=version, fields=FIELDS)
    may_change_appointment.check(actor, appointment)
    save_edit(appointment, state=AppointmentState.CANCELLED, cancellation=reason.strip(), changed_at=now)
    audit.record("appointment.cancelled", actor=actor, subject=appointment)
    return appointment


def _values(case: Case | None, details: Details, actor: Actor, today: date) -> dict[str, Any]:
    """The columns of an appointment.

    :raises Invalid: by field name
    """
    starts_at, ends_at = details["starts_at"], details["ends_at"]
    people = [account.id for account in details["participants"]] or [actor.id]
    errors = {}
    if ends_at <= starts_at:
        errors["ends_at"] = "Das Ende liegt nicht nach dem Beginn."
    elif ends_at - starts_at > LONGEST:
        errors["ends_at"] = f"Ein Termin dauert höchstens {LONGEST.days} Tage."
    if case is not None:
        circle = circle_of(case, today)
        if not all(circle.takes_part(one) for one in people):
            errors["participants"] = "Zu einem Termin im Fall gehören nur Fachkräfte aus dem Kreis des Falls."
    if errors:
        raise Invalid(errors)
    words = {
        "title": details.get("title", ""),
        "place": details.get("place", ""),
        "interpreter": details.get("interpreter", ""),
        "note": details.get("note", ""),
    }
    told = {name: text.strip() for name, text in words.items()}
    return {**told, "kind": details["kind"], "starts_at": starts_at, "ends_at": ends_at, "participant_ids": people}
