"""For what a case was brought in, what was advised, and enough of it."""

from datetime import date
from typing import Any
from uuid import UUID

from ninja import Field, Router, Schema

from faden.api.acting import Call, endpoint, everyday
from faden.api.files import open_file
from faden.api.schemas import Key, Whole, shown
from faden.domain.consultations.enums import EndedBecause
from faden.domain.consultations.operations import end_advice
from faden.domain.consultations.queries import advice_or_404, advices_of, contributions_to
from faden.domain.consultations.rules import may_bring_in

router = Router(tags=["advices"])
PATH = "/cases/{number}/advices"


class ContributionOut(Schema):
    """What somebody who advises has written."""

    author: str
    on: date
    text: str


class CaseAdviceOut(Schema):
    """A question to the coordination, from when until when it is read."""

    id: UUID
    question: str
    author: str
    since: date
    until: date
    ended_on: date | None
    ended_because: EndedBecause | None = Field(description="leer: von Hand beendet, oder noch nicht")
    release_id: UUID | None = Field(description="die Entbindung, auf der sie beruht; leer: ohne Namen eingebracht")
    contributions: list[ContributionOut]


@router.get(PATH, response=Whole[CaseAdviceOut], summary="Fallberatungen eines Falls")
@endpoint(reads_file=True)
def list_advices(request: Call, number: Key) -> Whole[CaseAdviceOut]:
    """For what the case was brought in and what was advised, the newest first."""
    found = advices_of(open_file(request, number).case)
    said = contributions_to(one.id for one in found)
    return Whole(items=[_advice(one, said.get(one.id, [])) for one in found])


@router.delete(f"{PATH}/{{advice_id}}", response={204: None}, summary="Fallberatung beenden")
@endpoint(writes=True)
def end(request: Call, number: Key, advice_id: UUID) -> None:
    """Enough advice: who advises reads nothing of it from now on."""
    case = open_file(request, number, may_bring_in).case
    end_advice(advice=advice_or_404(case, advice_id), **everyday(request))


def _advice(one: Any, said: list[Any]) -> CaseAdviceOut:
    return shown(
        CaseAdviceOut,
        one,
        author=one.author.name,
        ended_because=one.ended_because or None,
        release_id=one.transfer.consent_id if one.transfer else None,
        contributions=[shown(ContributionOut, each, author=each.author.name) for each in said],
    )
