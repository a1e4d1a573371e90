"""Tasks: what has to be done, by when, by whom."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Field, Router, Schema, Status

from faden.api.acting import Call, endpoint, everyday
from faden.api.catalogues import maybe_picked
from faden.api.diary import can_take_part, case_named, opened
from faden.api.keys import given_key
from faden.api.schemas import Day, Input, Key, Whole, shown, up_to
from faden.api.tags import IfMatch, set_tag, version_of
from faden.domain.diary.enums import TaskSource, TaskState
from faden.domain.diary.operations.tasks import change_task, end_task, plan_task, postpone_task, take_up_task
from faden.domain.diary.queries import open_tasks, task_by_id
from faden.domain.diary.rules import may_keep_diary

router = Router(tags=["diary"])
PATH = "/tasks"
SHOWN = 200


class TaskOut(Schema):
    """A task; ``case`` is the number of the case it belongs to."""

    id: UUID
    case: str | None
    text: str
    due_on: date | None
    remind_on: date | None
    responsible: UUID
    source: TaskSource
    state: TaskState
    ended_on: date | None
    version: int


class TaskIn(Input):
    """What, by when, who."""

    text: Annotated[str, up_to(300, least=1)]
    due_on: Day | None = None
    remind_on: Day | None = None
    responsible: UUID | None = Field(None, description="leer: man selbst; im Fall: aus seinem Kreis")


class NewTask(TaskIn):
    """A task in a case or in none."""

    id: UUID | None = Field(None, description="selbst vergeben: zweimal gesendet wird einmal notiert")
    case: Key = ""


class TaskEndIn(Input):
    """Done, or not needed any more."""

    is_needed: bool = Field(default=True, description="falsch: die Aufgabe entfällt")


class PostponeIn(Input):
    """To which day."""

    due_on: Day


@router.get(PATH, response=Whole[TaskOut], summary="Eigene offene Aufgaben")
@endpoint()
def list_tasks(request: Call) -> Whole[TaskOut]:
    """Everything one has to do, the most urgent first; at most 200."""
    may_keep_diary.check(request.actor)
    return Whole(items=[_task(one) for one in open_tasks(request.actor, SHOWN)])


@router.post(PATH, response={201: TaskOut}, summary="Aufgabe notieren")
@endpoint(writes=True)
def add_task(request: Call, data: NewTask, response: HttpResponse) -> Status[TaskOut]:
    """Write down something that has to be done."""
    may_keep_diary.check(request.actor)
    case = case_named(request, data.case)
    responsible = _who(request, case, data)
    told = data.dict(exclude={"id"}) | {"case": case, "responsible": responsible}
    with given_key(data.id):
        planned = plan_task(**told, task_id=data.id, **everyday(request))
    return Status(201, _answer(planned.id, response))


@router.get(f"{PATH}/{{task_id}}", response=TaskOut, summary="Eine Aufgabe")
@endpoint(reads_file=True)
def read_task(request: Call, task_id: UUID, response: HttpResponse) -> TaskOut:
    """One task."""
    opened(request, task_by_id(task_id).case)
    return _answer(task_id, response)


@router.put(f"{PATH}/{{task_id}}", response=TaskOut, summary="Aufgabe ändern")
@endpoint(writes=True)
def change(request: Call, task_id: UUID, *, data: TaskIn, response: HttpResponse, if_match: IfMatch) -> TaskOut:
    """Say a task again as it is now."""
    found, version = task_by_id(task_id), version_of(if_match)
    told = data.dict() | {"responsible": _who(request, found.case, data)}
    change_task(task=found, version=version, **told, **everyday(request))
    return _answer(task_id, response)


@router.post(f"{PATH}/{{task_id}}/end", response=TaskOut, summary="Aufgabe beenden")
@endpoint(writes=True)
def end(request: Call, task_id: UUID, data: TaskEndIn, response: HttpResponse) -> TaskOut:
    """Done, or not needed any more; it can be taken up again."""
    state = TaskState.DONE if data.is_needed else TaskState.DROPPED
    end_task(task=task_by_id(task_id), state=state, **everyday(request))
    return _answer(task_id, response)


@router.post(f"{PATH}/{{task_id}}/resumption", response=TaskOut, summary="Aufgabe wieder aufnehmen")
@endpoint(writes=True)
def take_up(request: Call, task_id: UUID, response: HttpResponse) -> TaskOut:
    """Take up a task that was ended too early."""
    take_up_task(task=task_by_id(task_id), actor=request.actor)
    return _answer(task_id, response)


@router.post(f"{PATH}/{{task_id}}/postponement", response=TaskOut, summary="Aufgabe verschieben")
@endpoint(writes=True)
def postpone(request: Call, task_id: UUID, data: PostponeIn, response: HttpResponse) -> TaskOut:
    """Move a task to another day."""
    postpone_task(task=task_by_id(task_id), due_on=data.due_on, actor=request.actor)
    return _answer(task_id, response)


def _who(request: Call, case: Any, data: TaskIn) -> Any:
    return maybe_picked("responsible", data.responsible, can_take_part(request, case)) if data.responsible else None


def _answer(task_id: UUID, response: HttpResponse) -> TaskOut:
    found = task_by_id(task_id)
    set_tag(response, found.version)
    return _task(found)


def _task(one: Any) -> TaskOut:
    return shown(TaskOut, one, case=one.case.number if one.case else None, responsible=one.responsible_id)
