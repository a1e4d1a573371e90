"""Who sees a file, why, and from when until when."""

from datetime import date
from typing import Any
from uuid import UUID

from ninja import Field, Router, Schema, Status

from faden.api.acting import Call, endpoint, everyday
from faden.api.catalogues import picked
from faden.api.files import open_file
from faden.api.schemas import Day, Input, Key, Reason, Whole, shown
from faden.domain.cases.enums import CircleFunction
from faden.domain.cases.operations.circle import end_helper, invite_helper
from faden.domain.cases.queries.circle import circle_members, member_of
from faden.domain.cases.queries.file import case_or_404
from faden.domain.cases.rules import HELPING_ROLES, may_change_circle
from faden.kernel.identity.queries import colleagues

router = Router(tags=["circles"])
PATH = "/cases/{number}/circle"


class CircleMemberOut(Schema):
    """Somebody who has or had access."""

    id: UUID
    account: UUID
    name: str
    function: CircleFunction
    reason: str
    since: date
    until: date | None = Field(description="der erste Tag ohne Zugang")


class HelperIn(Input):
    """Who shall help, why, from when until when."""

    account: UUID
    reason: Reason
    since: Day
    last_day: Day


@router.get(PATH, response=Whole[CircleMemberOut], summary="Wer die Akte sieht")
@endpoint(reads_file=True)
def read_circle(request: Call, number: Key) -> Whole[CircleMemberOut]:
    """Everybody who has or had access, the responsible one first."""
    return Whole(items=[_member(one) for one in circle_members(open_file(request, number).case)])


@router.post(PATH, response={201: CircleMemberOut}, summary="Helferin oder Helfer hinzuziehen")
@endpoint(writes=True)
def add_helper(request: Call, number: Key, data: HelperIn) -> Status[CircleMemberOut]:
    """Let a colleague into the circle, with a reason and a time."""
    file = open_file(request, number, may_change_circle)
    others = [one for one in colleagues(*HELPING_ROLES, on=request.today) if not file.circle.has(one.id)]
    told = data.dict() | {"account": picked("account", data.account, others)}
    return Status(201, _member(invite_helper(case=file.case, **told, **everyday(request))))


@router.delete(f"{PATH}/{{member_id}}", response={204: None}, summary="Zugang beenden")
@endpoint(writes=True)
def remove_helper(request: Call, number: Key, member_id: UUID) -> None:
    """End a helper's access from now on; what was, stays on the list."""
    end_helper(member=member_of(case_or_404(number), member_id), **everyday(request))


def _member(one: Any) -> CircleMemberOut:
    return shown(CircleMemberOut, one, account=one.account_id, name=one.account.name)
