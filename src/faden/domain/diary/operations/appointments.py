"""Make, change and call off appointments."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
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
from faden.kernel.access.editing import lock, save_edit, take_turns
from faden.kernel.access.errors import Invalid
from faden.kernel.audit import operations as audit
from faden.kernel.identity.models import Account
from faden.lib.identifiers import new_id

LONGEST = timedelta(days=14)
FIELDS = ("kind", "title", "starts_at", "ends_at", "place", "interpreter", "note")


@transaction.atomic
def make_appointment(
    *,
    case: Case | None,
    kind: AppointmentKind,
    starts_at: datetime,
    ends_at: datetime,
    participants: Sequence[Account],
    actor: Actor,
    today: date,
    now: datetime,
    title: str = "",
    place: str = "",
    interpreter: str = "",
    note: str = "",
    appointment_id: UUID | None = None,
) -> Appointment:
    """Put an appointment into the diary; also one that has been, so that it can be told later.

    :param participants: colleagues; of a case: of its circle. Nobody means the actor.
    :param appointment_id: made by the form, so that a form sent twice makes one appointment
    :raises Refused: not in this case, or not now
    :raises Invalid: by field name
    """
    if appointment_id:
        take_turns("appointment", appointment_id)
    if appointment_id and (made := Appointment.objects.filter(id=appointment_id).first()):
        return made
    may_keep_diary.check(actor)
    if case is not None:
        case = hold(case, may_work_on, actor=actor, today=today)
    people = [account.id for account in participants] or [actor.id]
    _check(case, starts_at, ends_at, people, today)
    appointment = Appointment(
        id=appointment_id or new_id(),
        case=case,
        kind=kind,
        title=title.strip(),
        starts_at=starts_at,
        ends_at=ends_at,
        place=place.strip(),
        interpreter=interpreter.strip(),
        note=note.strip(),
        participant_ids=people,
        created_by_id=actor.id,
        changed_at=now,
    )
    appointment.save(force_insert=True)
    audit.record("appointment.made", actor=actor, subject=appointment, kind=kind, starts_at=starts_at)
    return appointment


@transaction.atomic
def change_appointment(
    *,
    appointment: Appointment,
    version: int,
    kind: AppointmentKind,
    starts_at: datetime,
    ends_at: datetime,
    participants: Sequence[Account],
    actor: Actor,
    today: date,
    now: datetime,
    title: str = "",
    place: str = "",
    interpreter: str = "",
    note: str = "",
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
    people = [account.id for account in participants] or [actor.id]
    _check(case, starts_at, ends_at, people, today)
    save_edit(
        appointment,
        kind=kind,
        title=title.strip(),
        starts_at=starts_at,
        ends_at=ends_at,
        place=place.strip(),
        interpreter=interpreter.strip(),
        note=note.strip(),
        participant_ids=people,
        changed_at=now,
    )
    audit.record("appointment.changed", actor=actor, subject=appointment, starts_at=starts_at)
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


def _check(case: Case | None, starts_at: datetime, ends_at: datetime, people: Sequence[UUID], today: date) -> None:
    errors = {}
    if ends_at <= starts_at:
        errors["ends_at"] = "Das Ende liegt nicht nach dem Beginn."
    elif ends_at - starts_at > LONGEST:
        errors["ends_at"] = f"Ein Termin dauert höchstens {LONGEST.days} Tage."
    if case is not None:
        circle = circle_of(case, today)
        if not all(circle.has(one) for one in people):
            errors["participants"] = "Zu einem Termin im Fall gehören nur Fachkräfte aus dem Kreis des Falls."
    if errors:
        raise Invalid(errors)
