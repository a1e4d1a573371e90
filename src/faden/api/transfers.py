"""What has left a case: to whom, what in words, on which release or norm."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from ninja import Field, Router, Schema, Status

from faden.api.acting import Call, endpoint, everyday
from faden.api.catalogues import all_chosen, chosen, maybe_chosen
from faden.api.files import open_file
from faden.api.schemas import Day, Entry, Input, Key, Whole, entry, shown, up_to
from faden.domain.cases.operations.passing_on import record_talk
from faden.domain.cases.queries.transfers import basis_of, transfers_of
from faden.domain.cases.rules import may_work_on
from faden.domain.catalogues.queries import life_domains
from faden.domain.consent.enums import TransferKind
from faden.domain.consent.queries import laws_on
from faden.domain.organisations.queries import organisations

router = Router(tags=["consents"])
PATH = "/cases/{number}/transfers"


class TransferOut(Schema):
    """That something left, never the thing."""

    id: UUID
    kind: TransferKind
    organisation: Entry | None
    receiver: str = Field(description="an wen, wenn es keine Organisation des Netzwerks war")
    contained: str
    basis: str = Field(description="die Entbindung oder Rechtsgrundlage in Worten")
    consent: UUID | None
    on: date
    author: str


class TalkIn(Input):
    """An organisation was told something, by phone or across the table."""

    organisation: Key
    contained: Annotated[str, up_to(300, least=1)] = Field(description="in Stichworten, ohne den Inhalt")
    life_domains: Annotated[list[Key], Field(max_length=50)] = Field([], description="leer: der Fall als Ganzes")
    law: Key = Field("", description="Rechtsgrundlage, nur wenn keine Entbindung trägt; siehe catalogues")
    on: Day


@router.get(PATH, response=Whole[TransferOut], summary="Was den Fall verlassen hat")
@endpoint(reads_file=True)
def list_transfers(request: Call, number: Key) -> Whole[TransferOut]:
    """Everything that has left, the newest first."""
    return Whole(items=[_transfer(one) for one in transfers_of(open_file(request, number).case)])


@router.post(PATH, response={201: TransferOut}, summary="Gespräch mit einer Stelle festhalten")
@endpoint(writes=True)
def add_talk(request: Call, number: Key, data: TalkIn) -> Status[TransferOut]:
    """Write down that an organisation was told something; without a release or a norm that carries it, refused."""
    case = open_file(request, number, may_work_on).case
    told: dict[str, Any] = {
        "organisation": chosen("organisation", data.organisation, organisations()),
        "life_domains": all_chosen("life_domains", data.life_domains, life_domains()),
        "law": maybe_chosen("law", data.law, laws_on(request.today, carrying=TransferKind.TALK)),
    }
    made = record_talk(case=case, contained=data.contained, on=data.on, **told, **everyday(request))
    return Status(201, _transfer(made))


def _transfer(one: Any) -> TransferOut:
    return shown(
        TransferOut,
        one,
        organisation=entry(one.organisation),
        basis=basis_of(one),
        consent=one.consent_id,
        author=one.author.name,
    )
