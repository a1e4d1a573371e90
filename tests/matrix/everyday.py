"""What stands in the diary of the small world's cases, and a case on its way to somebody else."""

from datetime import date, datetime, timedelta
from typing import Any

from faden.domain.cases.models import Case
from faden.domain.cases.operations.absence import announce_absence
from faden.domain.cases.operations.handover import propose_handover
from faden.domain.diary.enums import AppointmentKind
from faden.domain.diary.operations.appointments import make_appointment
from faden.domain.diary.operations.feed import open_feed
from faden.domain.diary.operations.tasks import plan_task
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from tests import given


def diary_of(case: Case, manager: Actor, words: tuple[str, ...], now: datetime, today: date) -> dict[str, Any]:
    """An appointment and a task of a case; the identifiers by their name in an address."""
    everyday: dict[str, Any] = {"actor": manager, "today": today}
    starts_at = now + timedelta(hours=1)
    with act_as(manager, today=today):
        appointment = make_appointment(
            case=case,
            kind=AppointmentKind.HOME,
            title=words[0],
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=1),
            participants=[],
            now=now,
            **everyday,
        )
        task = plan_task(case=case, text=words[1], due_on=today, **everyday)
    return {"appointment_id": appointment.id, "task_id": task.id}


def continuity(manager: Actor, successor: Actor, now: datetime, today: date) -> dict[str, Any]:
    """Another case that is offered to somebody, an absence, and the calendar of who leads them."""
    case = given.case(manager, on=today)
    to = given.account_of(successor)
    everyday: dict[str, Any] = {"actor": manager, "today": today}
    with act_as(manager, today=today):
        handover = propose_handover(case=case, successor=to, reason="Elternzeit", **everyday)
        absence = announce_absence(since=today, last_day=today, cover=to, cases=[case], **everyday)
        secret = open_feed(shows_names=True, actor=manager, now=now)
    return {"handover_id": handover.id, "absence_id": absence.id, "secret": secret}
