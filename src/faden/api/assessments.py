"""How the needs are seen, by the professional and by the client, and how they have changed."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from ninja import Field, Router, Schema, Status

from faden.api.acting import Call, endpoint, everyday
from faden.api.catalogues import all_chosen, chosen
from faden.api.files import open_file
from faden.api.schemas import Day, Input, Key, Whole, Words, shown
from faden.domain.cases.calculation import DomainView
from faden.domain.cases.enums import FilledBy
from faden.domain.cases.operations.assessing import assess
from faden.domain.cases.queries.assessments import assessments_of
from faden.domain.cases.queries.own_views import own_view_to_assess, own_views_of
from faden.domain.cases.rules import may_work_on
from faden.domain.catalogues.queries import barriers, life_domains
from faden.kernel.access.errors import Invalid

router = Router(tags=["assessments"])
PATH = "/cases/{number}/assessments"
Step = Annotated[int, Field(ge=0, le=4)]
OTHER_VIEW = "Das ist nicht die eigene Sicht, die auf eine Einschätzung wartet."


class RatingOut(Schema):
    """A life domain in an assessment, with the rating before it."""

    life_domain: str = Field(description="Name des Handlungsfelds")
    need: int
    own_view: int | None
    previous: int | None
    remark: str
    resources: str
    wishes: str
    barriers: list[str]


class AssessmentOut(Schema):
    """An assessment; it is never changed."""

    id: UUID
    on: date
    author: str
    own_view: str = Field(description="woher die eigene Sicht kommt; leer, wenn sie im Gespräch erfragt wurde")
    ratings: list[RatingOut]


class RatingIn(Input):
    """How a life domain is seen: 0 no need to 4 urgent need."""

    life_domain: Key
    need: Step
    own_view: Step | None = None
    remark: Words = ""
    resources: Words = ""
    wishes: Words = ""
    barriers: list[Key] = Field([], max_length=50)
    barrier_words: Words = ""


class AssessmentIn(Input):
    """What was talked about; a life domain that is left out stays unrated."""

    on: Day
    ratings: list[RatingIn] = Field(min_length=1, max_length=50)
    own_view: UUID | None = Field(
        None, description="die eigene Sicht, die wartet (GET own-views): ihre Antworten gelten, wie sie gegeben sind"
    )


class AnswerOut(Schema):
    """A life domain as the client sees it; no step when the question was left out."""

    life_domain: str
    step: int | None


class OwnViewOut(Schema):
    """What the client has answered on the device."""

    id: UUID
    on: date
    language: str
    filled_by: FilledBy
    texts_reviewed: bool
    is_finished: bool
    wish: str
    answers: list[AnswerOut]


@router.get(PATH, response=Whole[AssessmentOut], summary="Einschätzungen")
@endpoint(reads_file=True)
def list_assessments(request: Call, number: Key) -> Whole[AssessmentOut]:
    """All assessments, newest first, each rating with the one before it."""
    return Whole(items=[_assessment(one) for one in assessments_of(open_file(request, number).case)])


@router.post(PATH, response={201: AssessmentOut}, summary="Bedarf einschätzen")
@endpoint(writes=True)
def add_assessment(request: Call, number: Key, data: AssessmentIn) -> Status[AssessmentOut]:
    """Record how the needs stand on a day; barriers named here hold the case up from then on."""
    case = open_file(request, number, may_work_on).case
    waiting = own_view_to_assess(case)
    taken = waiting.own_view if waiting and data.own_view == waiting.own_view.id else None
    if data.own_view and taken is None:
        raise Invalid({"own_view": OTHER_VIEW})
    domains, known = life_domains(), barriers()
    views = [_view(place, one, domains, known) for place, one in enumerate(data.ratings)]
    made = assess(case=case, on=data.on, views=views, own_view=taken, **everyday(request))
    return Status(201, _assessment(next(one for one in assessments_of(case) if one.id == made.id)))


@router.get("/cases/{number}/own-views", response=Whole[OwnViewOut], summary="Eigene Sichten der Klient:in")
@endpoint(reads_file=True)
def list_own_views(request: Call, number: Key) -> Whole[OwnViewOut]:
    """What the client has answered on the device, newest first; it is given there and nowhere else."""
    return Whole(items=[_own_view(one) for one in own_views_of(open_file(request, number).case)])


def _view(place: int, one: RatingIn, domains: list[Any], known: list[Any]) -> DomainView:
    domain = chosen(f"ratings.{place}.life_domain", one.life_domain, domains)
    held = [barrier for barrier in known if barrier.life_domain_id == domain.id]
    named = all_chosen(f"ratings.{place}.barriers", one.barriers, held)
    told = one.dict(exclude={"life_domain", "barriers"})
    return DomainView(domain.id, barrier_ids=tuple(barrier.id for barrier in named), **told)


def _assessment(view: Any) -> AssessmentOut:
    ratings = [shown(RatingOut, one, barriers=list(one.barriers)) for one in view.ratings]
    return shown(AssessmentOut, view, ratings=ratings)


def _own_view(given: Any) -> OwnViewOut:
    answers = [AnswerOut(life_domain=name, step=step) for name, step in given.lines]
    finished = given.own_view.finished_at is not None
    return shown(OwnViewOut, given.own_view, is_finished=finished, answers=answers)
