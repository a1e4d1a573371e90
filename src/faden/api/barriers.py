"""What holds a case up, and since when it no longer does."""

from datetime import date
from typing import Any
from uuid import UUID

from ninja import Router, Schema, Status

from faden.api.acting import Call, endpoint, everyday
from faden.api.catalogues import chosen
from faden.api.files import open_file
from faden.api.schemas import Day, Entry, Input, Key, Remark, Whole, entry, shown
from faden.domain.cases.operations.barriers import overcome_barrier, record_barrier
from faden.domain.cases.queries.plan import barrier_of, barriers_of
from faden.domain.cases.rules import may_work_on
from faden.domain.catalogues.queries import barriers

router = Router(tags=["barriers"])
PATH = "/cases/{number}/barriers"


class BarrierOut(Schema):
    """A barrier of a case."""

    id: UUID
    barrier: Entry | None
    since: date
    until: date | None
    remark: str


class BarrierIn(Input):
    """What holds the case up, since when."""

    barrier: Key
    on: Day
    remark: Remark = ""


class OvercomeIn(Input):
    """From when on it no longer does."""

    on: Day


@router.get(PATH, response=Whole[BarrierOut], summary="Hürden")
@endpoint(reads_file=True)
def list_barriers(request: Call, number: Key) -> Whole[BarrierOut]:
    """What has held the case up, what still does first."""
    return Whole(items=[_barrier(one) for one in barriers_of(open_file(request, number).case)])


@router.post(PATH, response={201: BarrierOut}, summary="Hürde eintragen")
@endpoint(writes=True)
def add_barrier(request: Call, number: Key, data: BarrierIn) -> Status[BarrierOut]:
    """Say what holds the case up."""
    case = open_file(request, number, may_work_on).case
    named = chosen("barrier", data.barrier, barriers())
    made = record_barrier(case=case, barrier=named, on=data.on, remark=data.remark, **everyday(request))
    return Status(201, _barrier(made))


@router.post(f"{PATH}/{{barrier_id}}/overcome", response=BarrierOut, summary="Hürde überwunden")
@endpoint(writes=True)
def overcome(request: Call, number: Key, barrier_id: UUID, data: OvercomeIn) -> BarrierOut:
    """Say that a barrier is overcome."""
    case = open_file(request, number, may_work_on).case
    return _barrier(overcome_barrier(met=barrier_of(case, barrier_id), on=data.on, **everyday(request)))


def _barrier(one: Any) -> BarrierOut:
    return shown(BarrierOut, one, barrier=entry(one.barrier))
