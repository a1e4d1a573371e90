"""What stands in everybody's diary, who hands a case on, and who is away next week."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from django.utils import timezone

from faden.demo.staff import Colleague
from faden.domain.cases.enums import Constellation
from faden.domain.cases.models import Case
from faden.domain.cases.operations.absence import announce_absence
from faden.domain.cases.operations.handover import decline_handover, propose_handover
from faden.domain.diary.enums import AppointmentKind
from faden.domain.diary.operations.appointments import make_appointment
from faden.domain.diary.operations.tasks import end_task, plan_task
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.identity.models import Account

A_WEEK = timedelta(days=7)
FRIDAY = 4
#: Days from today, hour, minutes, kind, what, where; of a case or of none.
OF_CASES = (
    (0, 9, 45, AppointmentKind.COUNSELLING, "Bescheid gemeinsam lesen", "Büro"),
    (0, 14, 60, AppointmentKind.HOME, "Wohnsituation ansehen", "bei der Familie"),
    (2, 10, 90, AppointmentKind.ACCOMPANIMENT, "Begleitung zur Anmeldung in der Kita", "Kita"),
    (6, 11, 60, AppointmentKind.WITH_ORGANISATION, "Gespräch über die Kursberatung", "Sprachkursträger"),
)
OF_NONE = (
    (0, 16, 120, AppointmentKind.OPEN_HOUR, "Offene Sprechstunde", "Rathaus"),
    (3, 9, 90, AppointmentKind.TEAM, "Teambesprechung", "Kreishaus"),
)
#: Days from today until it is due; None has no day.
TASKS = (
    (-3, "Antrag auf Kindergeld nachreichen"),
    (0, "Dolmetscherin für das nächste Gespräch anfragen"),
    (4, "Unterlagen für die Anerkennung kopieren"),
    (None, "Bei Gelegenheit nach dem Sportverein fragen"),
)


def keep_diary(colleague: Colleague, cases: Sequence[Case], today: date) -> None:
    """Appointments and tasks of one case manager; call it acting as them."""
    actor, now = colleague.actor, _at(today, 8)
    everyday: dict[str, Any] = {"actor": actor, "today": today}
    open_cases = [case for case in cases if case.is_open][: len(OF_CASES)]
    for case, (days, hour, minutes, kind, title, place) in [
        *zip(open_cases, OF_CASES, strict=False),
        *((None, line) for line in OF_NONE),
    ]:
        begins = _at(_working_day(today + timedelta(days=days)) if days else today, hour)
        make_appointment(
            case=case,
            kind=kind,
            title=title,
            starts_at=begins,
            ends_at=begins + timedelta(minutes=minutes),
            participants=[],
            place=place,
            interpreter="angefragt" if case and case.person.interpreter_needed else "",
            now=now,
            **everyday,
        )
    for case, (due_in, text) in zip(open_cases, TASKS, strict=False):
        due_on = None if due_in is None else today + timedelta(days=due_in)
        plan_task(case=case, text=text, due_on=due_on, **everyday)
    done = plan_task(case=None, text="Fahrtkosten des Vormonats abrechnen", due_on=today, **everyday)
    end_task(task=done, actor=actor, today=today)


def hand_on(managers: Sequence[Colleague], cases: Mapping[str, Sequence[Case]], today: date) -> None:
    """Each second case manager offers a case to the one before, who once offered one in vain; some will be away."""
    for first, second in pairwise(managers[:4]):
        offered = _for_handover(cases[second.actor.email])
        if offered is not None:
            _propose(offered, second.actor, first.actor, "Wechsel in die halbe Stelle", today)
        refused = _for_handover(cases[first.actor.email])
        if refused is not None and first is managers[0]:
            handover = _propose(refused, first.actor, second.actor, "Familie zieht in den Nachbarort", today)
            with act_as(second.actor, today=today):
                reason = "Zurzeit sind keine Stunden frei."
                decline_handover(handover=handover, reason=reason, actor=second.actor, today=today)
    if len(managers) > 1:
        _away(managers[1].actor, managers[0].actor, cases[managers[1].actor.email], today)


def _for_handover(cases: Sequence[Case]) -> Case | None:
    """The last one that is more than a Kurzintervention."""
    running = [case for case in cases if case.is_open and case.constellation != Constellation.SHORT]
    return running[-1] if running else None


def _propose(case: Case, actor: Actor, to: Actor, reason: str, today: date) -> Any:
    with act_as(actor, today=today):
        return propose_handover(
            case=case,
            successor=Account.objects.get(id=to.id),
            reason=reason,
            note="Als Nächstes steht das Gespräch mit der Schule an; die Unterlagen sind vollständig.",
            actor=actor,
            today=today,
        )


def _away(actor: Actor, cover: Actor, cases: Sequence[Case], today: date) -> None:
    running = [case for case in cases if case.is_open][:5]
    if not running:
        return
    with act_as(actor, today=today):
        announce_absence(
            since=today + A_WEEK,
            last_day=today + 2 * A_WEEK,
            cover=Account.objects.get(id=cover.id),
            cases=running,
            actor=actor,
            today=today,
        )


def _working_day(day: date) -> date:
    """That day, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > FRIDAY else 0)


def _at(day: date, hour: int) -> datetime:
    """That hour, as the office's clocks show it."""
    return timezone.make_aware(datetime.combine(day, time(hour)))
