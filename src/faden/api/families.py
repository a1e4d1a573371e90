"""The family: who lives together, how the service chains of all get in each other's way, who moves."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from ninja import Field, Router, Schema, Status

from faden.api.acting import Call, endpoint, everyday
from faden.api.catalogues import all_picked, maybe_picked
from faden.api.files import open_file
from faden.api.people import check_is_new
from faden.api.schemas import Day, Input, Key, Language, Named, Reason, shown, up_to
from faden.domain.cases.enums import ClashKind
from faden.domain.cases.operations.clashes import accept_clash, take_back_acceptance
from faden.domain.cases.queries.clashes import Standing, acceptance_or_404, clashes_of, standing_or_404
from faden.domain.cases.queries.family import family_of
from faden.domain.cases.rules import may_name_household, may_work_on
from faden.domain.people.enums import Relation
from faden.domain.people.queries import household_members, person_or_404
from faden.domain.people.queries.households import former_members, member_or_404, other_households
from faden.domain.people.rules import may_keep_people
from faden.lib import weekly_times
from faden.processes.client_data import add_relative
from faden.processes.households import move_client, move_member

router = Router(tags=["families"])


class FamilyMemberOut(Schema):
    """Somebody of the household; ``case`` is their own one, as far as the caller sees it."""

    id: UUID | None = Field(description="Kennung der Zugehörigkeit; leer bei einer Person ohne Haushalt")
    person: UUID
    name: str
    relation: Relation
    since: date | None
    case: str | None
    is_counselled_elsewhere: bool


class FormerMemberOut(Schema):
    """Somebody who has left; without a name when the caller does not see them any more."""

    name: str
    relation: Relation
    since: date
    until: date


class HouseholdOut(Schema):
    """Another household of the caller's cases."""

    id: UUID
    name: str


class ObligationOut(Schema):
    """A step of somebody on the family's time axis."""

    measure: UUID
    person: UUID
    title: str
    since: date
    last_day: date | None
    due_on: date | None
    times: str


class ClashOut(Schema):
    """Where the chains get in each other's way; ``acceptance`` names why the family lives with it."""

    key: str
    kind: ClashKind
    measures: list[UUID]
    people: list[UUID]
    since: date
    last_day: date | None
    times: str
    acceptance: UUID | None
    accepted_because: str


class FamilyOut(Schema):
    """The household as a system."""

    household: HouseholdOut | None
    members: list[FamilyMemberOut]
    former: list[FormerMemberOut]
    chains: list[ObligationOut]
    bearable: int | None = Field(description="wie viele Verpflichtungen zugleich der Standort für tragbar hält")
    clashes: list[ClashOut]
    other_households: list[HouseholdOut]


class RelativeIn(Named):
    """Somebody who lives with the client: somebody known (``person``), or names of somebody new."""

    person: UUID | None = None
    language: Language = ""
    interpreter_needed: bool = False
    is_new: bool = Field(default=False, description="die ähnlichen Personen sind angesehen: diese ist keine von ihnen")
    relation: Relation
    since: Day
    household_name: Annotated[str, up_to(200)] = Field("", description="für einen Haushalt, der jetzt beginnt")


class MoveOutIn(Input):
    """Somebody moves out, or lives in a second household too."""

    on: Day
    into: UUID | None = None
    stays: bool = False


class HouseholdMoveIn(Input):
    """The client goes on living with others; the case goes along."""

    on: Day
    members: list[UUID] = Field([], max_length=30)
    into: UUID | None = None
    household_name: Annotated[str, up_to(200)] = ""


class AcceptIn(Input):
    """Why a family can live with a clash."""

    reason: Reason


@router.get("/cases/{number}/family", response=FamilyOut, summary="Die Familie und ihre Förderketten")
@endpoint(reads_file=True)
def read_family(request: Call, number: Key) -> FamilyOut:
    """Who lives together, what everybody attends, and where it clashes."""
    return _family(request, open_file(request, number).case)


@router.post("/cases/{number}/family/members", response={201: FamilyOut}, summary="Person zum Haushalt hinzufügen")
@endpoint(writes=True)
def add_member(request: Call, number: Key, data: RelativeIn) -> Status[FamilyOut]:
    """Add somebody to the household; the first one begins it."""
    may_keep_people.check(request.actor)
    file = open_file(request, number, may_work_on)
    if file.case.household_id is None:
        may_name_household.check(request.actor, file.case, file.circle)
    told = data.dict(exclude={"person", "is_new"})
    known = person_or_404(data.person) if data.person else None
    if known is None:
        check_is_new(request, told, confirmed=data.is_new)
    add_relative(case=file.case, known=known, **everyday(request), **told)
    return Status(201, _family(request, open_file(request, number).case))


@router.post("/cases/{number}/family/members/{relative_id}/move", response=FamilyOut, summary="Auszug eintragen")
@endpoint(writes=True)
def move_out(request: Call, number: Key, relative_id: UUID, data: MoveOutIn) -> FamilyOut:
    """Somebody moves out, or lives in a second household too."""
    may_keep_people.check(request.actor)
    case = open_file(request, number, may_work_on).case
    member = member_or_404(case.household_id, relative_id, request.today)
    into = maybe_picked("into", data.into, other_households(case.household_id))
    move_member(case=case, member=member, on=data.on, into=into, stays=data.stays, **everyday(request))
    return _family(request, open_file(request, number).case)


@router.post("/cases/{number}/family/move", response=FamilyOut, summary="Haushalt wechseln")
@endpoint(writes=True)
def move(request: Call, number: Key, data: HouseholdMoveIn) -> FamilyOut:
    """The client goes on living with others; whoever stays behind does not belong to this case any more."""
    may_keep_people.check(request.actor)
    case = open_file(request, number, may_name_household).case
    living = household_members(case.household_id, request.today) if case.household_id else []
    move_client(
        case=case,
        members=all_picked("members", data.members, [one for one in living if one.person_id != case.person_id]),
        on=data.on,
        into=maybe_picked("into", data.into, other_households(case.household_id)),
        household_name=data.household_name,
        **everyday(request),
    )
    return _family(request, open_file(request, number).case)


@router.post("/cases/{number}/family/clashes/{clash}", response=FamilyOut, summary="Engpass annehmen")
@endpoint(writes=True)
def accept(request: Call, number: Key, clash: Key, data: AcceptIn) -> FamilyOut:
    """Say why the family can live with a clash; it comes back as soon as one of its facts changes."""
    case = open_file(request, number, may_work_on).case
    standing_or_404(case, clash, request.today)
    accept_clash(case=case, key=clash, reason=data.reason, **everyday(request))
    return _family(request, case)


@router.delete(
    "/cases/{number}/family/acceptances/{acceptance_id}", response={204: None}, summary="Engpass zählt wieder"
)
@endpoint(writes=True)
def take_back(request: Call, number: Key, acceptance_id: UUID) -> None:
    """Let an accepted clash count again."""
    case = open_file(request, number, may_work_on).case
    acceptance = acceptance_or_404(case, acceptance_id)
    take_back_acceptance(case=case, acceptance=acceptance, **everyday(request))


def _family(request: Call, case: Any) -> FamilyOut:
    household, family = case.household, family_of(case, request.today)
    former = former_members(household.id, request.today) if household else []
    chains = clashes_of(case, family, request.today)
    return FamilyOut(
        household=shown(HouseholdOut, household) if household else None,
        members=[_member(one) for one in family],
        former=[shown(FormerMemberOut, one) for one in former],
        chains=[_obligation(one) for one in chains.obligations],
        bearable=chains.limit.obligations if chains.limit else None,
        clashes=[_clash(one) for one in chains.standing],
        other_households=[shown(HouseholdOut, one) for one in other_households(case.household_id)],
    )


def _member(one: Any) -> FamilyMemberOut:
    return shown(
        FamilyMemberOut,
        one,
        id=one.member_id,
        person=one.person.id,
        name=one.person.full_name,
        case=one.case.number if one.case else None,
        is_counselled_elsewhere=one.is_elsewhere,
    )


def _obligation(one: Any) -> ObligationOut:
    return shown(ObligationOut, one, measure=one.id, times=weekly_times.written(one.slots))


def _clash(one: Standing) -> ClashOut:
    accepted = one.acceptance
    return shown(
        ClashOut,
        one.clash,
        measures=[step.id for step in one.clash.obligations],
        people=list(one.clash.people),
        times=weekly_times.written(one.clash.at),
        acceptance=accepted.id if accepted else None,
        accepted_because=accepted.reason if accepted else "",
    )
