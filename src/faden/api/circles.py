"""Who sees a file, why, and from when until when."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Field, Router, Schema, Status

from faden.api.acting import Call, endpoint, everyday
from faden.api.catalogues import all_picked, picked
from faden.api.files import open_file
from faden.api.schemas import Day, Input, Key, Reason, Whole, shown
from faden.domain.cases.enums import CircleFunction, CircleScope
from faden.domain.cases.operations.circle import end_helper, invite_helper
from faden.domain.cases.queries.circle import circle_members, member_of
from faden.domain.cases.queries.file import case_or_404
from faden.domain.cases.queries.inviting import invitable
from faden.domain.cases.rules import may_change_circle
from faden.domain.catalogues.queries import life_domains

router = Router(tags=["circles"])
PATH = "/cases/{number}/circle"


class CircleMemberOut(Schema):
    """Somebody who has or had access."""

    id: UUID
    account: UUID
    name: str
    function: CircleFunction
    scope: CircleScope
    life_domain_ids: list[UUID] = Field(description="nur bei einzelnen Handlungsfeldern")
    reason: str
    since: date
    until: date | None = Field(description="der erste Tag ohne Zugang, spätestens der nach der Entbindung")
    ends_at: datetime | None = Field(description="nur bei einem Notfallzugriff")
    release_id: UUID | None = Field(description="die Schweigepflichtentbindung, auf der der Zugang beruht")


class HelperIn(Input):
    """Who shall help, why, from when until when."""

    account: UUID
    reason: Reason
    scope: CircleScope
    life_domains: list[UUID] = Field(default=[], description="nur bei einzelnen Handlungsfeldern")
    since: Day
    last_day: Day


@router.get(PATH, response=Whole[CircleMemberOut], summary="Wer die Akte sieht")
@endpoint(reads_file=True)
def read_circle(request: Call, number: Key) -> Whole[CircleMemberOut]:
    """Everybody who has or had access, the responsible one first."""
    return Whole(items=[member_out(one) for one in circle_members(open_file(request, number).case)])


@router.post(PATH, response={201: CircleMemberOut}, summary="Helferin oder Helfer hinzuziehen")
@endpoint(writes=True)
def add_helper(request: Call, number: Key, data: HelperIn) -> Status[CircleMemberOut]:
    """Let somebody into the circle, with a reason, a part and a time; a partner needs the client's release."""
    file = open_file(request, number, may_change_circle)
    helpers = invitable(file.case, file.circle, request.today)
    told = data.dict() | {
        "account": picked("account", data.account, helpers).account,
        "life_domains": all_picked("life_domains", data.life_domains, life_domains()),
    }
    made = invite_helper(case=file.case, **told, **everyday(request))
    return Status(201, member_out(member_of(file.case, made.id)))


@router.delete(f"{PATH}/{{member_id}}", response={204: None}, summary="Zugang beenden")
@endpoint(writes=True)
def remove_helper(request: Call, number: Key, member_id: UUID) -> None:
    """End a helper's access from now on; what was, stays on the list."""
    end_helper(member=member_of(case_or_404(number), member_id), **everyday(request))


def member_out(one: Any) -> CircleMemberOut:
    """An entry of the circle as it is told."""
    return shown(CircleMemberOut, one, account=one.account_id, name=one.account.name, until=one.over_on)
