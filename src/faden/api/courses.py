"""How the counselling goes: stays, constellations, phases, the four criteria, and who helps already."""

from datetime import date, timedelta
from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Field, Router, Schema

from faden.api.acting import Call, endpoint, everyday
from faden.api.cases import CaseFile, told
from faden.api.files import open_file
from faden.api.schemas import Day, Input, Key, Reason, Words, shown, up_to
from faden.api.tags import IfMatch, version_of
from faden.domain.cases.calculation import Criteria, advise
from faden.domain.cases.enums import ClosingReason, Constellation, Phase, Recommendation
from faden.domain.cases.operations.course import change_constellation, check_criteria, enter_phase
from faden.domain.cases.queries.course import course_of, helping_already, together
from faden.domain.cases.rules import may_change_constellation, may_enter_phase
from faden.domain.referrals.queries import helping_by_referral

router = Router(tags=["courses"])
PATH = "/cases/{number}"


class StayOut(Schema):
    """From opening (or reopening) to closing."""

    since: date
    last_day: date | None
    reason: str
    closing_reason: ClosingReason | None
    evaluation: str
    client_feedback: str


class PeriodOut(Schema):
    """A period with its German name, and why it began."""

    name: str
    since: date
    until: date | None
    reason: str
    days: int


class CriteriaAnswers(Input):
    """Does it need case management? Four answers."""

    longer_term: bool
    several_actors: bool
    overall_plan: bool
    mandate: bool
    other_case_management: Annotated[str, up_to(200)] = Field("", description="wer schon ein Fallmanagement hat")


class CriteriaIn(CriteriaAnswers):
    """The answers, and what is decided."""

    decided: Constellation
    reason: Words = Field("", description="nötig, wenn anders entschieden wird als empfohlen")


class CriteriaCheckIn(CriteriaIn):
    """The same in a running case, from a day on."""

    on: Day


class CheckOut(Schema):
    """A check of the criteria."""

    on: date
    author: str
    longer_term: bool
    several_actors: bool
    overall_plan: bool
    mandate: bool
    other_case_management: str
    recommended: Recommendation
    decided: Constellation
    reason: str


class HelpingOut(Schema):
    """An organisation that helps already."""

    name: str
    how: str
    own_case_management: bool


class CourseOut(Schema):
    """Everything dated about the course of a case, the newest first."""

    stays: list[StayOut]
    constellations: list[PeriodOut]
    phases: list[PeriodOut]
    checks: list[CheckOut]
    helping: list[HelpingOut]


class AdviceOut(Schema):
    """What four answers speak for."""

    recommendation: Recommendation
    why: str


class PhaseIn(Input):
    """Where the counselling goes on."""

    phase: Phase
    on: Day


class ConstellationIn(Input):
    """How closely somebody is counselled from a day on."""

    constellation: Constellation
    on: Day
    reason: Reason


@router.get(f"{PATH}/course", response=CourseOut, summary="Verlauf der Begleitung")
@endpoint(reads_file=True)
def read_course(request: Call, number: Key) -> CourseOut:
    """How the counselling went, and who helps already."""
    case = open_file(request, number).case
    course = course_of(case, request.today)
    helping = together([*helping_already(case.person, case, request.today), *helping_by_referral(case)])
    return CourseOut(
        stays=[_stay(one) for one in course.stays],
        constellations=[shown(PeriodOut, one) for one in course.constellations],
        phases=[shown(PeriodOut, one) for one in course.phases],
        checks=[shown(CheckOut, one, author=one.author.name) for one in course.checks],
        helping=[shown(HelpingOut, one) for one in helping],
    )


@router.post("/criteria/advice", response=AdviceOut, summary="Wofür vier Antworten sprechen")
@endpoint()
def read_advice(request: Call, data: CriteriaAnswers) -> AdviceOut:  # noqa: ARG001 - ninja's signature
    """The recommendation that follows from the answers; nothing is stored."""
    return shown(AdviceOut, advise(Criteria(**data.dict())))


@router.post(f"{PATH}/criteria-checks", response=CaseFile, summary="Kriterien prüfen")
@endpoint(writes=True)
def check(request: Call, number: Key, *, data: CriteriaCheckIn, response: HttpResponse, if_match: IfMatch) -> CaseFile:
    """The four questions once more; what is decided is the constellation from that day on."""
    case = open_file(request, number, may_change_constellation).case
    check_criteria(
        case=case,
        version=version_of(if_match),
        criteria=criteria(data),
        decided=data.decided,
        reason=data.reason,
        on=data.on,
        **everyday(request),
    )
    return told(open_file(request, number), response)


@router.post(f"{PATH}/phases", response=CaseFile, summary="Phase wechseln")
@endpoint(writes=True)
def phase(request: Call, number: Key, *, data: PhaseIn, response: HttpResponse, if_match: IfMatch) -> CaseFile:
    """Go on to the next phase, or take an earlier one up again."""
    case = open_file(request, number, may_enter_phase).case
    enter_phase(case=case, version=version_of(if_match), **data.dict(), **everyday(request))
    return told(open_file(request, number), response)


@router.post(f"{PATH}/constellations", response=CaseFile, summary="Handlungskonstellation ändern")
@endpoint(writes=True)
def constellation(
    request: Call, number: Key, *, data: ConstellationIn, response: HttpResponse, if_match: IfMatch
) -> CaseFile:
    """Counsel more or less closely from a day on."""
    case = open_file(request, number, may_change_constellation).case
    change_constellation(case=case, version=version_of(if_match), **data.dict(), **everyday(request))
    return told(open_file(request, number), response)


def criteria(data: CriteriaIn) -> Criteria:
    """The answers as the operations take them."""
    return Criteria(**data.dict(include=set(CriteriaAnswers.model_fields)))


def _stay(one: Any) -> StayOut:
    last_day = one.until - timedelta(days=1) if one.until else None
    return shown(StayOut, one, last_day=last_day, closing_reason=one.closing_reason or None)
