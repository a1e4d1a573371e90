"""What a residence authority was asked in a case: the package as it was composed, and its answer."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.http import HttpResponse
from ninja import Field, Router, Schema

from faden.api.acting import Call, endpoint, everyday
from faden.api.files import open_file
from faden.api.schemas import Input, Key, Whole, shown
from faden.api.tags import IfMatch, set_tag, version_of
from faden.domain.cases.queries.file import case_or_404
from faden.domain.residence.enums import Outcome, QuestionKind, RequestAct, RequestState
from faden.domain.residence.operations import lead_request
from faden.domain.residence.queries import request_of, requests_of

router = Router(tags=["residence"])
PATH = "/cases/{number}/residence-requests"


class ResidenceRequestOut(Schema):
    """A request, and where it stands."""

    id: UUID
    office: str
    kind: QuestionKind
    question: str
    state: RequestState
    due_on: date
    expires_on: date = Field(description="der letzte Tag, an dem die Behörde sie sieht")
    sent_on: date | None
    read_on: date | None
    answered_on: date | None
    outcome: Outcome | None
    version: int


class DisclosedOut(Schema):
    """One thing the authority is told, in the words it is told in."""

    label: str
    value: str


class ResidenceStepOut(Schema):
    """Something that has happened to a request; both sides read it."""

    on: date
    from_state: RequestState
    to_state: RequestState
    author: str
    remark: str


class WholeResidenceRequest(ResidenceRequestOut):
    """The package as the authority sees it, and its answer."""

    fields_told: list[DisclosedOut]
    answer: str
    decided_on: date | None = Field(description="Bescheid oder Termin")
    documents: str = Field(description="Unterlagen, die noch fehlen")
    release_id: UUID | None = Field(description="die Schweigepflichtentbindung, auf der sie beruht")
    steps: list[ResidenceStepOut]


class LeadingIn(Input):
    """What is to become of it; a reply to the authority a person writes on the page."""

    act: Literal[RequestAct.WITHDRAW, RequestAct.EXPIRE, RequestAct.CLOSE]


@router.get(PATH, response=Whole[ResidenceRequestOut], summary="Anfragen an die Ausländerbehörde")
@endpoint(reads_file=True)
def list_requests(request: Call, number: Key) -> Whole[ResidenceRequestOut]:
    """All requests of a case, the newest first."""
    return Whole(items=[_request(one) for one in requests_of(open_file(request, number).case)])


@router.get(f"{PATH}/{{request_id}}", response=WholeResidenceRequest, summary="Eine Anfrage und ihre Antwort")
@endpoint(reads_file=True)
def read_request(request: Call, number: Key, request_id: UUID, response: HttpResponse) -> WholeResidenceRequest:
    """The package as the authority sees it, what it rests on, and what became of it."""
    return _told(open_file(request, number).case, request_id, response)


@router.post(f"{PATH}/{{request_id}}/state", response=WholeResidenceRequest, summary="Anfrage weiterführen")
@endpoint(writes=True)
def lead(
    request: Call, number: Key, *, request_id: UUID, data: LeadingIn, response: HttpResponse, if_match: IfMatch
) -> WholeResidenceRequest:
    """Take it back while it is unread, stop waiting, close what is answered."""
    case = case_or_404(number)
    found = request_of(case, request_id)
    lead_request(request=found, version=version_of(if_match), act=RequestAct(data.act), **everyday(request))
    return _told(case, request_id, response)


def _told(case: Any, request_id: UUID, response: HttpResponse) -> WholeResidenceRequest:
    found = request_of(case, request_id)
    set_tag(response, found.version)
    return shown(
        WholeResidenceRequest,
        found,
        office=found.office.name,
        outcome=found.outcome or None,
        fields_told=[shown(DisclosedOut, one) for one in found.fields.all()],
        release_id=found.transfer.consent_id if found.transfer else None,
        steps=[shown(ResidenceStepOut, one, author=one.author.name) for one in found.steps.all()],
    )


def _request(one: Any) -> ResidenceRequestOut:
    return shown(ResidenceRequestOut, one, office=one.office.name, outcome=one.outcome or None)
