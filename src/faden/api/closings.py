"""Closing and reopening; which cases are proposed for closing, and what is done about them."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from faden.api.acting import Call, endpoint, everyday
from faden.api.cases import CaseFile, told
from faden.api.files import open_file
from faden.api.schemas import Day, Input, Key, Reason, Whole, shown, up_to
from faden.api.tags import IfMatch, version_of
from faden.domain.cases.enums import Asked, ClosingReason, Constellation, GoalState, MeasureEnd
from faden.domain.cases.operations.closing import postpone_closing, reopen_case
from faden.domain.cases.operations.feedback import enter_paper_feedback
from faden.domain.cases.queries.feedback import answers_in_words, feedback_of
from faden.domain.cases.rules import may_close, may_open_case, may_reopen, may_work_on
from faden.kernel.access.errors import Invalid, NotVisible
from faden.processes.close_case import (
    Proposed,
    ReferralEnd,
    close_as_proposed,
    close_case,
    left_open,
    proposed_cases,
)

router = Router(tags=["closings"])
PATH = "/cases/{number}"
SHOWN = 50
Judged = Literal[GoalState.REACHED, GoalState.PARTLY, GoalState.MISSED]
Long = Annotated[str, up_to(10_000)]


class ProposedClosingOut(Schema):
    """A case proposed for closing, and what stands in the way of closing it as it is."""

    number: str
    name: str
    proposed_since: date
    quiet_since: date
    months: int
    open_goals: int
    open_measures: int
    obstacle: str | None
    advices: int = Field(description="laufende Fallberatungen; sie enden mit dem Abschluss")


class LeftOut(Schema):
    """What ends with a case."""

    referrals: int
    tasks: int
    appointments: int
    tracks: list[str]
    conferences: int
    has_handover: bool
    advices: int


class FeedbackOut(Schema):
    """What the client has answered in the stay that is running."""

    on: date
    language: str
    is_finished: bool
    answers: list[tuple[str, str]] = Field(description="Frage und Antwort auf Deutsch; Ausgelassenes fehlt")
    words: str


class FeedbackIn(Input):
    """What the client has ticked and written on the printed sheet."""

    language: Key = Field(description="in der das Blatt gedruckt war")
    on: Day
    answers: dict[Asked, Annotated[int, Field(ge=1, le=4)] | None] = Field(
        {}, description="1 nein bis 4 ja; Ausgelassenes fehlt"
    )
    words: Annotated[str, up_to(2_000)] = ""


class ClosingIn(Input):
    """How a stay ends, and what was reached."""

    reason: ClosingReason
    evaluation: Long
    client_feedback: Long = ""
    on: Day = Field(description="letzter Tag der Begleitung")
    goals: dict[UUID, Judged] = Field({}, description="wie weit jedes offene Ziel erreicht ist, nach seiner Kennung")
    measures: dict[UUID, MeasureEnd] = Field({}, description="wie offene Schritte enden; ungenannte brechen ab")
    referrals: ReferralEnd = ReferralEnd.GOES_ON


class PostponementIn(Input):
    """Until when a case stays open, and why."""

    until: Day
    reason: Reason


class ReopeningIn(Input):
    """Why a new stay begins, and how closely."""

    reason: Reason
    constellation: Constellation
    on: Day


@router.get("/closings", response=Whole[ProposedClosingOut], summary="Zum Abschluss vorgeschlagene Fälle")
@endpoint()
def list_proposed(request: Call) -> Whole[ProposedClosingOut]:
    """One's own cases without contact for as long as the site's rule says, the quietest first; at most 50."""
    may_open_case.check(request.actor)
    found = proposed_cases(actor=request.actor, today=request.today, limit=SHOWN)
    return Whole(items=[_proposed(one) for one in found])


@router.get(f"{PATH}/closing", response=LeftOut, summary="Was mit dem Fall endet")
@endpoint(reads_file=True)
def read_left_open(request: Call, number: Key) -> LeftOut:
    """What is still open and would end with the case."""
    left = left_open(case=open_file(request, number, may_close).case, today=request.today)
    return LeftOut(
        referrals=len(left.referrals),
        tasks=len(left.tasks),
        appointments=len(left.appointments),
        tracks=list(left.tracks),
        conferences=len(left.conferences),
        has_handover=left.handover is not None,
        advices=len(left.advices),
    )


@router.get(f"{PATH}/feedback", response=FeedbackOut, summary="Rückmeldung der Klient:in")
@endpoint(reads_file=True)
def read_feedback(request: Call, number: Key) -> FeedbackOut:
    """What the client has answered, on the device or on paper."""
    found = feedback_of(open_file(request, number).case)
    if found is None:
        raise NotVisible
    return _feedback(found)


@router.post(f"{PATH}/feedback", response={201: FeedbackOut}, summary="Rückmeldung vom Papier eintragen")
@endpoint(writes=True)
def add_feedback(request: Call, number: Key, data: FeedbackIn) -> Status[FeedbackOut]:
    """Enter the printed sheet; what the device had stored is replaced, a scan is filed as a document."""
    case = open_file(request, number, may_work_on).case
    return Status(
        201, _feedback(enter_paper_feedback(case=case, **data.dict(), **everyday(request), now=timezone.now()))
    )


@router.post(f"{PATH}/closing", response=CaseFile, summary="Fall abschließen")
@endpoint(writes=True)
def close(request: Call, number: Key, *, data: ClosingIn, response: HttpResponse, if_match: IfMatch) -> CaseFile:
    """Close with an evaluation of every goal; it can be reopened at any time."""
    case = open_file(request, number, may_close).case
    try:
        close_case(case=case, version=version_of(if_match), **data.dict(), **everyday(request), now=timezone.now())
    except Invalid as invalid:
        errors = {field.replace("goal_", "goals."): words for field, words in invalid.errors.items()}
        raise Invalid(errors) from None
    return told(open_file(request, number), response)


@router.post(f"{PATH}/closing/postponement", response={204: None}, summary="Abschluss aufschieben")
@endpoint(writes=True)
def postpone(request: Call, number: Key, data: PostponementIn) -> None:
    """Put a proposed closing off; the reason stays in the file."""
    case = open_file(request, number, may_close).case
    postpone_closing(case=case, **data.dict(), **everyday(request))


@router.post(f"{PATH}/closing/as-proposed", response=CaseFile, summary="Vorgeschlagenen Fall abschließen")
@endpoint(writes=True)
def close_quietly(request: Call, number: Key, response: HttpResponse) -> CaseFile:
    """Close a proposed case as it is: nobody has been in contact for months, and nothing is left to evaluate."""
    case = open_file(request, number, may_close).case
    close_as_proposed(case=case, **everyday(request), now=timezone.now())
    return told(open_file(request, number), response)


@router.post(f"{PATH}/reopening", response=CaseFile, summary="Fall wiedereröffnen")
@endpoint(writes=True)
def reopen(request: Call, number: Key, *, data: ReopeningIn, response: HttpResponse, if_match: IfMatch) -> CaseFile:
    """Begin a new stay; all that was stays as it is."""
    case = open_file(request, number, may_reopen).case
    reopen_case(case=case, version=version_of(if_match), **data.dict(), **everyday(request))
    return told(open_file(request, number), response)


def _feedback(found: Any) -> FeedbackOut:
    finished = found.finished_at is not None
    return shown(FeedbackOut, found, is_finished=finished, answers=answers_in_words(found))


def _proposed(one: Proposed) -> ProposedClosingOut:
    proposal = one.proposal
    return ProposedClosingOut(
        number=proposal.case.number,
        name=proposal.case.person.list_name,
        proposed_since=proposal.since,
        quiet_since=proposal.quiet_since,
        months=proposal.months,
        open_goals=proposal.open_goals,
        open_measures=proposal.open_measures,
        obstacle=one.obstacle,
        advices=len(one.advices),
    )
