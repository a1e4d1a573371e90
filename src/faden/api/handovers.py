"""Hand-overs: proposed, accepted, declined, taken back; for oneself or for somebody who is away or leaves."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from faden.api.acting import Call, endpoint, everyday
from faden.api.cases import CaseFile, told
from faden.api.catalogues import all_picked, picked
from faden.api.files import open_file
from faden.api.schemas import Day, Input, Key, Reason, Remark, Whole, shown, up_to
from faden.domain.cases.enums import Constellation, HandoverState
from faden.domain.cases.operations.handover import (
    decline_handover,
    propose_for_others,
    propose_handover,
    withdraw_handover,
)
from faden.domain.cases.queries.handover import OpenHandover, cases_led_by, handover_by_id, open_handovers
from faden.domain.cases.rules import may_hand_over, may_propose_for_others
from faden.kernel.access.errors import Refused
from faden.kernel.access.roles import Role
from faden.kernel.identity.queries import account_with_roles, colleagues
from faden.processes.hand_over import take_over

router = Router(tags=["handovers"])
NOT_YOURS = "Übergaben betreffen Case Management, Koordination und KIM-Leitung."


class FactsOut(Schema):
    """What can be said about a case without opening it: nobody's name, nothing written."""

    number: str
    constellation: Constellation
    opened_on: date
    is_open: bool
    municipality: str
    language: str
    interpreter: bool


class HandoverOut(Schema):
    """A hand-over that waits for an answer, with what both sides may know."""

    id: UUID
    case: FactsOut
    former: str
    successor: str
    proposed_by: str
    proposed_on: date
    earliest_on: date
    reason: str
    note: str
    helps_until: date | None
    is_mine_to_answer: bool


class ProposedHandoverOut(Schema):
    """A hand-over that has just been proposed."""

    id: UUID
    state: HandoverState
    successor: str
    earliest_on: date


class HandoverIn(Input):
    """Who shall take over, why, and what they should know."""

    successor: UUID
    reason: Reason
    note: Annotated[str, up_to(4000)] = Field("", description="wird vor der Annahme gelesen; ohne Namen")
    earliest_on: Day | None = None
    helps_until: Day | None = None
    helps_because: Remark = ""


class ForOthersIn(Input):
    """Cases of somebody who is away or leaves."""

    former: UUID
    cases: list[UUID] = Field(min_length=1, max_length=500)
    successor: UUID
    reason: Reason
    earliest_on: Day | None = None


class LedOut(Schema):
    """A case of somebody, without a name."""

    id: UUID
    case: FactsOut
    is_proposed: bool


class DeclineIn(Input):
    """Why not."""

    reason: Reason


@router.post("/cases/{number}/handover", response={201: ProposedHandoverOut}, summary="Übergabe vorschlagen")
@endpoint(writes=True)
def propose(request: Call, number: Key, data: HandoverIn) -> Status[ProposedHandoverOut]:
    """Ask a colleague to take over this case; nothing changes before they accept."""
    case = open_file(request, number, may_hand_over).case
    given = data.dict() | {"successor": _counsellor(request, data.successor, without=case.manager_id)}
    return Status(201, _proposed(propose_handover(case=case, **given, **everyday(request))))


@router.get("/handovers", response=Whole[HandoverOut], summary="Übergaben, die auf Antwort warten")
@endpoint()
def list_handovers(request: Call) -> Whole[HandoverOut]:
    """What one shall answer, has proposed, or what is about an own case, the oldest first."""
    if not request.actor.has(Role.CASE_MANAGER, Role.COORDINATOR, Role.LEAD):
        raise Refused(NOT_YOURS)
    return Whole(items=[_handover(one, request) for one in open_handovers(request.actor)])


@router.get("/handovers/cases-of/{key}", response=Whole[LedOut], summary="Fälle einer Fachkraft, ohne Namen")
@endpoint()
def list_led(request: Call, key: UUID) -> Whole[LedOut]:
    """For coordination and lead: what could be handed over when somebody is away or leaves."""
    may_propose_for_others.check(request.actor)
    found = cases_led_by(account_with_roles(key).id, actor=request.actor)
    return Whole(items=[shown(LedOut, one, case=shown(FactsOut, one.facts)) for one in found])


@router.post("/handovers", response={201: Whole[ProposedHandoverOut]}, summary="Übergaben für andere vorschlagen")
@endpoint(writes=True)
def propose_for(request: Call, data: ForOthersIn) -> Status[Whole[ProposedHandoverOut]]:
    """On behalf of somebody who is away or leaves; the proposer sees no file."""
    may_propose_for_others.check(request.actor)
    free = [one for one in cases_led_by(data.former, actor=request.actor) if not one.is_proposed]
    made = propose_for_others(
        former=account_with_roles(data.former),
        cases=all_picked("cases", data.cases, free),
        successor=_counsellor(request, data.successor, without=data.former),
        reason=data.reason,
        earliest_on=data.earliest_on,
        **everyday(request),
    )
    return Status(201, Whole(items=[_proposed(one) for one in made]))


@router.get("/handovers/{handover_id}", response=HandoverOut, summary="Eine Übergabe")
@endpoint()
def read_handover(request: Call, handover_id: UUID) -> HandoverOut:
    """One that waits, with what can be known before."""
    return _handover(handover_by_id(handover_id, request.actor), request)


@router.post("/handovers/{handover_id}/acceptance", response=CaseFile, summary="Übergabe annehmen")
@endpoint(writes=True)
def accept(request: Call, handover_id: UUID, response: HttpResponse) -> CaseFile:
    """Become responsible from now on; open tasks and coming appointments come along."""
    found = handover_by_id(handover_id, request.actor).handover
    case = take_over(handover=found, **everyday(request), now=timezone.now())
    return told(open_file(request, case.number), response)


@router.post("/handovers/{handover_id}/refusal", response={204: None}, summary="Übergabe ablehnen")
@endpoint(writes=True)
def decline(request: Call, handover_id: UUID, data: DeclineIn) -> None:
    """Say no, and why; the case stays where it is."""
    found = handover_by_id(handover_id, request.actor).handover
    decline_handover(handover=found, reason=data.reason, **everyday(request))


@router.delete("/handovers/{handover_id}", response={204: None}, summary="Übergabe zurückziehen")
@endpoint(writes=True)
def withdraw(request: Call, handover_id: UUID) -> None:
    """Take a proposal back before it is answered."""
    withdraw_handover(handover=handover_by_id(handover_id, request.actor).handover, **everyday(request))


def _counsellor(request: Call, account: UUID, *, without: UUID) -> Any:
    others = [one for one in colleagues(Role.CASE_MANAGER, on=request.today) if one.id != without]
    return picked("successor", account, others)


def _proposed(handover: Any) -> ProposedHandoverOut:
    return shown(ProposedHandoverOut, handover, successor=handover.successor.name)


def _handover(found: OpenHandover, request: Call) -> HandoverOut:
    row = found.handover
    people = {name: getattr(row, name).name for name in ("former", "successor", "proposed_by")}
    is_mine = row.successor_id == request.actor.id
    return shown(HandoverOut, row, case=shown(FactsOut, found.facts), is_mine_to_answer=is_mine, **people)
