"""Who may do what in the diary; that somebody sees a line at all is decided by the row policies."""

from faden.domain.cases.models import Case
from faden.domain.diary.models import Appointment, Task
from faden.kernel.access.actor import Actor
from faden.kernel.access.rules import rule


@rule
def may_keep_diary(actor: Actor) -> str | None:
    """Everybody who works here."""
    return None if actor.roles else "Ihrem Konto ist keine Rolle zugewiesen."


def sees_case_of(row: Appointment | Task) -> bool:
    """Whether the reader sees the case behind it, or needs none; otherwise only a part is shared with them."""
    try:
        return row.case_id is None or row.case is not None
    except Case.DoesNotExist:
        return False


@rule
def may_change_appointment(actor: Actor, appointment: Appointment) -> str | None:
    """Without a case: who made it. Of a case: those who see it whole; row security has asked that already."""
    if not sees_case_of(appointment):
        return "Diesen Termin ändert, wer die ganze Akte sieht."
    if appointment.case_id is None and appointment.created_by_id != actor.id:
        return "Diesen Termin ändert, wer ihn angelegt hat."
    return "Der Termin ist abgesagt." if appointment.is_cancelled else None


@rule
def may_change_task(task: Task) -> str | None:
    """Rewording a task or giving it to somebody else: while it is open, and not by who sees only a part of the case."""
    if not task.is_open:
        return "Die Aufgabe ist schon beendet."
    return None if sees_case_of(task) else "Diese Aufgabe ändert, wer die ganze Akte sieht. Beenden können Sie sie."


@rule
def may_end_task(task: Task) -> str | None:
    """Only what is open can be ended."""
    return None if task.is_open else "Die Aufgabe ist schon beendet."


@rule
def may_take_up_task(task: Task) -> str | None:
    """Only what has been ended can be taken up again."""
    return "Die Aufgabe ist offen." if task.is_open else None
