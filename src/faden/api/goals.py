"""Goals in the client's words, and the agreements in which they are concluded."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from faden.api.acting import Call, endpoint, everyday
from faden.api.catalogues import chosen
from faden.api.files import open_file
from faden.api.schemas import Day, Entry, Input, Key, Language, Whole, Words, entry, shown, up_to
from faden.api.tags import IfMatch, set_tag, version_of
from faden.domain.cases.enums import GoalState, SignedBy
from faden.domain.cases.operations.agreements import conclude_agreement, sign_on_paper
from faden.domain.cases.operations.goals import agree_goal, change_goal
from faden.domain.cases.queries.agreements import Agreed, agreement_of, agreements_of, goals_to_agree
from faden.domain.cases.queries.plan import goal_of, goals_of
from faden.domain.cases.rules import may_work_on
from faden.domain.catalogues.queries import life_domains
from faden.domain.client_texts.shipped import LANGUAGES
from faden.kernel.access.errors import Invalid
from faden.reporting.goal_agreement import sheet

router = Router(tags=["goals"])
GOALS, AGREEMENTS = "/cases/{number}/goals", "/cases/{number}/agreements"
GoalWords = Annotated[str, up_to(2_000, least=1)]


class GoalOut(Schema):
    """A goal as it stands today."""

    id: UUID
    life_domain: Entry | None
    words: str
    language: str
    german: str
    agreed_on: date
    state: GoalState
    version: int


class GoalIn(Input):
    """A goal to agree on."""

    life_domain: Key
    words: GoalWords
    language: Language = "de"
    german: Words = Field("", description="was es heißt, wenn die Worte in einer anderen Sprache stehen")
    on: Day


class GoalChange(Input):
    """A goal put into other words, or judged; fields left out stay as they are."""

    words: GoalWords | None = None
    language: Language | None = None
    german: Words | None = None
    state: GoalState | None = None
    on: Day


class AgreedGoalOut(Schema):
    """A goal as it stands on the sheet."""

    goal: UUID
    words: str
    language: str
    german: str


class SignatureOut(Schema):
    """Who has signed, and where."""

    by: SignedBy
    how: str
    on: date


class AgreementOut(Schema):
    """An agreement with its goals and signatures."""

    id: UUID
    on: date
    language: str
    texts_reviewed: bool
    goals: list[AgreedGoalOut]
    signatures: list[SignatureOut]
    is_signed: bool
    is_current: bool
    document: UUID = Field(description="das Blatt, unter den Dokumenten des Falls")


class AgreementIn(Input):
    """Which language stands beside German, and of which day it is."""

    language: Key
    on: Day


class PaperIn(Input):
    """The sheet with the missing signatures is here."""

    on: Day


@router.get(GOALS, response=Whole[GoalOut], summary="Ziele")
@endpoint(reads_file=True)
def list_goals(request: Call, number: Key) -> Whole[GoalOut]:
    """The goals, in the order in which they were agreed."""
    return Whole(items=[_goal(one) for one in goals_of(open_file(request, number).case)])


@router.post(GOALS, response={201: GoalOut}, summary="Ziel vereinbaren")
@endpoint(writes=True)
def add_goal(request: Call, number: Key, data: GoalIn, response: HttpResponse) -> Status[GoalOut]:
    """Agree on a goal with the client."""
    case = open_file(request, number, may_work_on).case
    domain = chosen("life_domain", data.life_domain, life_domains())
    goal = agree_goal(case=case, life_domain=domain, **data.dict(exclude={"life_domain"}), **everyday(request))
    set_tag(response, goal.version)
    return Status(201, _goal(goal))


@router.patch(f"{GOALS}/{{goal_id}}", response=GoalOut, summary="Ziel ändern")
@endpoint(writes=True)
def change(
    request: Call, number: Key, *, goal_id: UUID, data: GoalChange, response: HttpResponse, if_match: IfMatch
) -> GoalOut:
    """Put a goal into other words, or say how far it is reached; what it was stays in its history."""
    case = open_file(request, number, may_work_on).case
    goal = goal_of(case, goal_id)
    told = {name: getattr(goal, name) for name in ("words", "language", "german", "state")}
    told |= data.dict(exclude_none=True)
    changed = change_goal(goal=goal, version=version_of(if_match), **told, **everyday(request))
    set_tag(response, changed.version)
    return _goal(changed)


@router.get(AGREEMENTS, response=Whole[AgreementOut], summary="Zielvereinbarungen")
@endpoint(reads_file=True)
def list_agreements(request: Call, number: Key) -> Whole[AgreementOut]:
    """All agreements, newest first; the sheets lie among the documents."""
    return Whole(items=[_agreement(one) for one in agreements_of(open_file(request, number).case)])


@router.post(AGREEMENTS, response={201: AgreementOut}, summary="Zielvereinbarung erstellen")
@endpoint(writes=True)
def conclude(request: Call, number: Key, data: AgreementIn) -> Status[AgreementOut]:
    """Put the open goals into an agreement and file the sheet; both sign it on the device or on paper."""
    case = open_file(request, number, may_work_on).case
    if data.language not in LANGUAGES:
        raise Invalid({"language": "In dieser Sprache gibt es die Vereinbarung nicht."})
    goals = goals_to_agree(case)
    pdf = sheet(case, goals, language=data.language, on=data.on, counsellor=request.actor.name)
    given: dict[str, Any] = {**data.dict(), **everyday(request), "now": timezone.now()}
    made = conclude_agreement(case=case, goals=goals, pdf=pdf, **given)
    return Status(201, _agreement(agreement_of(case, made.id)))


@router.get(f"{AGREEMENTS}/{{agreement_id}}", response=AgreementOut, summary="Eine Zielvereinbarung")
@endpoint(reads_file=True)
def read_agreement(request: Call, number: Key, agreement_id: UUID) -> AgreementOut:
    """One agreement: its goals, who has signed."""
    return _agreement(agreement_of(open_file(request, number).case, agreement_id))


@router.post(f"{AGREEMENTS}/{{agreement_id}}/paper", response=AgreementOut, summary="Auf Papier unterschrieben")
@endpoint(writes=True)
def on_paper(request: Call, number: Key, agreement_id: UUID, data: PaperIn) -> AgreementOut:
    """The sheet with the missing signatures is here; a scan of it is filed as a document."""
    case = open_file(request, number, may_work_on).case
    agreed = agreement_of(case, agreement_id)
    sign_on_paper(agreement=agreed.agreement, on=data.on, **everyday(request), now=timezone.now())
    return _agreement(agreement_of(case, agreement_id))


def _goal(goal: Any) -> GoalOut:
    return shown(GoalOut, goal, life_domain=entry(goal.life_domain))


def _agreement(agreed: Agreed) -> AgreementOut:
    return shown(
        AgreementOut,
        agreed.agreement,
        goals=[shown(AgreedGoalOut, one, goal=one.goal_id) for one in agreed.goals],
        signatures=[shown(SignatureOut, one) for one in agreed.signatures],
        is_signed=agreed.is_signed,
        is_current=agreed.is_current,
        document=agreed.agreement.signed_document_id or agreed.agreement.document_id,
    )
