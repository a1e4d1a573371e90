"""The part of a colleague's case that is shared with the caller, and nothing else of it."""

from datetime import date
from typing import Any
from uuid import UUID

from ninja import Field, Router, Schema

from faden.api.acting import Call, endpoint, everyday
from faden.api.circles import CircleMemberOut, member_out
from faden.api.schemas import Entry, Key, Whole, entry, shown
from faden.domain.cases.enums import CircleScope, ContactKind, GoalState, MeasureState
from faden.domain.cases.operations.circle import end_helper
from faden.domain.cases.queries.circle import member_in, members_of
from faden.domain.cases.queries.parts import contents_of, file_behind, part_of, shared_parts
from faden.domain.cases.rules import may_list_cases
from faden.domain.referrals.enums import ReferralState
from faden.domain.referrals.queries import referrals_in_part
from faden.kernel.audit import operations as audit

router = Router(tags=["parts"])
PATH = "/cases/{number}/part"


class SharedPartOut(Schema):
    """What a case is called, whom to call, and how much of it is shared."""

    number: str
    name: str
    scope: CircleScope = Field(description="bei `tasks` nur eigene Aufgaben und Termine, siehe /tasks, /appointments")
    life_domain_ids: list[UUID]
    language: str
    interpreter: bool
    municipality: str
    reached_by: str
    responsible: str
    reason: str
    since: date
    until: date | None = Field(description="der erste Tag ohne Zugang")


class PartGoalOut(Schema):
    """A goal in a shared life domain."""

    id: UUID
    life_domain: str
    words: str
    state: GoalState


class PartStepOut(Schema):
    """A step towards one of these goals."""

    id: UUID
    goal_id: UUID | None
    title: str
    organisation: Entry | None
    state: MeasureState
    due_on: date | None


class PartBarrierOut(Schema):
    """What holds the case up there."""

    barrier: str
    remark: str


class PartRatingOut(Schema):
    """How a shared life domain was rated."""

    life_domain: str
    on: date
    need: int
    own_view: int | None
    remark: str


class PartReferralOut(Schema):
    """To whom somebody was referred there."""

    organisation: str
    concern: str
    state: ReferralState


class PartContactOut(Schema):
    """A contact about shared life domains alone."""

    id: UUID
    on: date
    kind: ContactKind
    author: str
    text: str


class PartOut(SharedPartOut):
    """The part itself; empty lists where only tasks are shared."""

    goals: list[PartGoalOut]
    steps: list[PartStepOut]
    barriers: list[PartBarrierOut]
    ratings: list[PartRatingOut]
    referrals: list[PartReferralOut]
    contacts: list[PartContactOut]
    circle: list[CircleMemberOut] = Field(description="wer die Akte sieht oder gesehen hat")


@router.get("/shared-cases", response=Whole[SharedPartOut], summary="Fälle, von denen man einen Teil sieht")
@endpoint()
def list_shared(request: Call) -> Whole[SharedPartOut]:
    """What colleagues share with the caller, by case number."""
    may_list_cases.check(request.actor)
    return Whole(items=[_head(one) for one in shared_parts()])


@router.get(PATH, response=PartOut, summary="Der geteilte Teil eines Falls")
@endpoint(reads_file=True)
def read_part(request: Call, number: Key) -> PartOut:
    """The shared life domains; reading is recorded. A case that is seen whole has no part."""
    found = part_of(number)
    audit.record_reading(actor=request.actor, subject=file_behind(found))
    told: dict[str, Any] = {**_head(found).dict(), **_contents(found)}
    return PartOut(**told, circle=[member_out(one) for one in members_of(found.case_id)])


@router.delete(PATH, response={204: None}, summary="Eigenen Zugang beenden")
@endpoint(writes=True)
def leave(request: Call, number: Key) -> None:
    """Give the own access back before its last day."""
    found = part_of(number)
    end_helper(member=member_in(found.case_id, found.member_id), **everyday(request))


def _head(one: Any) -> SharedPartOut:
    return shown(SharedPartOut, one, life_domain_ids=list(one.life_domain_ids))


def _contents(part: Any) -> dict[str, list[Any]]:
    if not part.shows_domains:
        return {name: [] for name in ("goals", "steps", "barriers", "ratings", "referrals", "contacts")}
    found = contents_of(part)
    return {
        "goals": [shown(PartGoalOut, one, life_domain=one.life_domain.name) for one in found.goals],
        "steps": [shown(PartStepOut, one, organisation=entry(one.organisation)) for one in found.measures],
        "barriers": [shown(PartBarrierOut, one, barrier=one.barrier.name) for one in found.barriers],
        "ratings": [
            shown(PartRatingOut, one, life_domain=one.life_domain.name, on=one.assessment.on) for one in found.ratings
        ],
        "referrals": [
            shown(PartReferralOut, one, organisation=one.organisation.name) for one in referrals_in_part(part)
        ],
        "contacts": [shown(PartContactOut, one, author=one.author.name) for one in found.notes],
    }
