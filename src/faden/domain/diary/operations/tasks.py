"""Plan, change, end and take up tasks."""

from datetime import date
from uuid import UUID

from django.db import transaction

from faden.domain.cases.models import Case
from faden.domain.cases.operations.holding import hold
from faden.domain.cases.queries.circle import circle_of
from faden.domain.cases.rules import may_work_on
from faden.domain.diary.enums import TaskSource, TaskState
from faden.domain.diary.models import Task
from faden.domain.diary.rules import may_change_task, may_end_task, may_keep_diary, may_take_up_task
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import insert, lock, save_edit, take_turns
from faden.kernel.access.errors import Invalid
from faden.kernel.audit import operations as audit
from faden.kernel.identity.models import Account
from faden.lib.identifiers import new_id

FIELDS = ("text", "due_on", "remind_on")


@transaction.atomic
def plan_task(
    *,
    case: Case | None,
    text: str,
    actor: Actor,
    today: date,
    due_on: date | None = None,
    remind_on: date | None = None,
    responsible: Account | None = None,
    source: TaskSource = TaskSource.OWN,
    task_id: UUID | None = None,
) -> Task:
    """Write down something that has to be done.

    :param responsible: None means the actor; in a case somebody of its circle
    :param task_id: made by the form, so that a form sent twice plans one task
    :raises Refused: not in this case, or not now
    :raises Invalid: by field name
    """
    if task_id:
        take_turns("task", task_id)
    if task_id and (planned := Task.objects.filter(id=task_id, created_by_id=actor.id).first()):
        return planned
    may_keep_diary.check(actor)
    if case is not None:
        case = hold(case, may_work_on, actor=actor, today=today)
    who = responsible.id if responsible else actor.id
    _check(case, text, (remind_on, due_on), who, today)
    task = Task(
        id=task_id or new_id(),
        case=case,
        text=text.strip(),
        due_on=due_on,
        remind_on=remind_on,
        responsible_id=who,
        created_by_id=actor.id,
        created_on=today,
        source=source,
    )
    insert(task)
    audit.record("task.planned", actor=actor, subject=task, due_on=due_on, responsible=who, source=source)
    return task


@transaction.atomic
def change_task(
    *,
    task: Task,
    version: int,
    text: str,
    actor: Actor,
    today: date,
    due_on: date | None = None,
    remind_on: date | None = None,
    responsible: Account | None = None,
) -> Task:
    """Reword a task, move it, give it to somebody else.

    :raises Conflict: somebody has changed it since
    :raises Refused: it has been ended
    """
    task = lock(task, version=version, fields=FIELDS)
    may_change_task.check(task)
    who = responsible.id if responsible else task.responsible_id
    _check(task.case, text, (remind_on, due_on), who, today)
    told = save_edit(task, text=text.strip(), due_on=due_on, remind_on=remind_on, responsible_id=who)
    audit.record("task.changed", actor=actor, subject=task, **told)
    return task


@transaction.atomic
def postpone_task(*, task: Task, due_on: date, actor: Actor) -> Task:
    """Move a task to another day.

    :raises Refused: it has been ended
    """
    task = lock(task)
    may_end_task.check(task)
    told = save_edit(task, due_on=due_on, remind_on=None)
    audit.record("task.changed", actor=actor, subject=task, **told)
    return task


@transaction.atomic
def end_task(*, task: Task, actor: Actor, today: date, state: TaskState = TaskState.DONE) -> Task:
    """Say that a task is done, or that it is not needed any more.

    :raises Refused: it has been ended already
    """
    task = lock(task)
    may_end_task.check(task)
    save_edit(task, state=state, ended_on=today)
    audit.record("task.ended", actor=actor, subject=task, state=state)
    return task


@transaction.atomic
def take_up_task(*, task: Task, actor: Actor) -> Task:
    """Take up a task that was ended too early.

    :raises Refused: it is open
    """
    task = lock(task)
    may_take_up_task.check(task)
    save_edit(task, state=TaskState.OPEN, ended_on=None)
    audit.record("task.taken_up", actor=actor, subject=task)
    return task


def _check(case: Case | None, text: str, days: tuple[date | None, date | None], who: UUID, today: date) -> None:
    """:param days: reminder and deadline"""
    remind_on, due_on = days
    errors = {}
    if not text.strip():
        errors["text"] = "Bitte sagen, was zu tun ist."
    if remind_on and due_on and remind_on > due_on:
        errors["remind_on"] = "Die Erinnerung liegt nach der Frist."
    if case is not None and not circle_of(case, today).takes_part(who):
        errors["responsible"] = "Eine Aufgabe im Fall übernimmt jemand aus dem Kreis des Falls."
    if errors:
        raise Invalid(errors)
