"""Being away, with somebody who sees one's cases meanwhile."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from ninja import Field, Router, Schema, Status

from faden.api.acting import Call, endpoint, everyday
from faden.api.catalogues import picked
from faden.api.schemas import Day, Input, Key, Whole, shown
from faden.domain.cases.operations.absence import announce_absence, end_absence
from faden.domain.cases.queries.handover import absence_of, absences_of, running_cases
from faden.domain.cases.rules import may_open_case
from faden.kernel.access.errors import Invalid, NotVisible
from faden.kernel.access.roles import Role
from faden.kernel.identity.queries import colleagues

router = Router(tags=["absences"])


class AbsenceOut(Schema):
    """An absence of one's own that lasts or comes."""

    id: UUID
    since: date
    last_day: date


class AbsenceIn(Input):
    """From when until when, and who steps in where."""

    since: Day
    last_day: Day
    cover: UUID
    cases: list[Key] = Field(description="Fallnummern; für andere Vertretungen noch einmal senden", max_length=500)


@router.get("/absences", response=Whole[AbsenceOut], summary="Eigene Vertretungen")
@endpoint()
def list_absences(request: Call) -> Whole[AbsenceOut]:
    """One's own absences that last or come."""
    may_open_case.check(request.actor)
    return Whole(items=[_absence(one) for one in absences_of(request.actor, request.today)])


@router.post("/absences", response={201: AbsenceOut}, summary="Vertretung eintragen")
@endpoint(writes=True)
def add_absence(request: Call, data: AbsenceIn) -> Status[AbsenceOut]:
    """Be away; the cover's access begins and ends by itself."""
    may_open_case.check(request.actor)
    mine = {case.number: case for case in running_cases(request.actor)}
    if not mine.keys() >= set(data.cases):
        raise Invalid({"cases": "Vertreten wird nur in laufenden Fällen, die Sie führen."})
    others = [one for one in colleagues(Role.CASE_MANAGER, on=request.today) if one.id != request.actor.id]
    made = announce_absence(
        since=data.since,
        last_day=data.last_day,
        cover=picked("cover", data.cover, others),
        cases=[mine[number] for number in dict.fromkeys(data.cases)],
        **everyday(request),
    )
    return Status(201, _absence(made))


@router.delete("/absences/{absence_id}", response={204: None}, summary="Vertretung beenden")
@endpoint(writes=True)
def return_early(request: Call, absence_id: UUID) -> None:
    """Back again, or not away at all."""
    if not request.actor.has(Role.CASE_MANAGER):
        raise NotVisible
    end_absence(absence=absence_of(absence_id, request.actor), **everyday(request))


def _absence(one: Any) -> AbsenceOut:
    return shown(AbsenceOut, one, last_day=one.until - timedelta(days=1))
