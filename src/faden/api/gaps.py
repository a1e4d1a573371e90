"""System gaps: report one, read one's own, and (for those who bundle them) all."""

from datetime import date
from typing import Any

from ninja import Query, Router, Schema, Status
from pydantic import Field

from faden.api.acting import Call, endpoint
from faden.api.catalogues import all_chosen, chosen
from faden.api.paging import read_cursor, write_cursor
from faden.api.schemas import Entry, Input, Key, Text
from faden.domain.catalogues.queries import all_target_groups, barriers, life_domains
from faden.domain.findings.calculation.text_review import PersonalData
from faden.domain.findings.enums import GapKind, GapState, Level, Nature
from faden.domain.findings.operations.gaps import report_gap
from faden.domain.findings.queries.gaps import GapFilter, gap_by_number, inbox
from faden.domain.organisations.queries import organisations
from faden.domain.places.queries import municipalities
from faden.kernel.access.errors import Invalid

router = Router(tags=["gaps"])


class Gap(Schema):
    """A system gap, and what became of it."""

    number: str
    kind: GapKind
    nature: Nature
    level: Level
    life_domain: Entry
    municipalities: list[Entry]
    text: str
    state: GapState
    reported_on: date
    theme: str | None = Field(description="Nummer des Themas, zu dem die Meldung gehört")
    answer: str


class GapList(Schema):
    """A page of reports, newest first."""

    items: list[Gap]
    count: int
    next: str | None


class GapQuery(Schema):
    """Which reports; without a state, those nobody has dealt with."""

    state: GapState | None = None
    kind: GapKind | None = None
    life_domain: Key = ""
    municipality: Key = ""
    after: Key = Field("", description="`next` der vorigen Seite")


class GapIn(Input):
    """A report; its text is about nobody in particular."""

    kind: GapKind
    nature: Nature
    level: Level
    life_domain: Key
    municipalities: list[Key] = Field(min_length=1)
    target_groups: list[Key] = []
    organisation: Key = ""
    barrier: Key = ""
    text: Text = Field(min_length=1)
    stated: list[Text] = Field(
        [],
        description="Schlüssel der Hinweise zum Text, von denen ein Mensch bestätigt, dass sie keine Angabe zu einer "
        "Person betreffen; sie stehen in der Antwort 422 als Feld `stated.<Schlüssel>`",
    )


@router.get("", response=GapList, summary="Meldungen, die man sieht")
@endpoint()
def list_gaps(request: Call, wanted: Query[GapQuery]) -> GapList:  # noqa: ARG001 - ninja's signature
    """All reports for those who bundle them, one's own for everybody else."""
    domain = chosen("life_domain", wanted.life_domain, life_domains()).id if wanted.life_domain else None
    place = chosen("municipality", wanted.municipality, municipalities()).id if wanted.municipality else None
    states = (wanted.state,) if wanted.state else GapFilter().states
    selection = GapFilter(states=states, kind=wanted.kind, life_domain=domain, municipality=place)
    found = inbox(selection, after=read_cursor(wanted.after))
    return GapList(items=[Gap(**_gap(gap)) for gap in found.gaps], count=found.total, next=write_cursor(found.after))


@router.get("/{number}", response=Gap, summary="Eine Meldung")
@endpoint()
def read_gap(request: Call, number: Key) -> Gap:  # noqa: ARG001 - ninja's signature
    """One report with its state."""
    return Gap(**_gap(gap_by_number(number)))


@router.post("", response={201: Gap}, summary="Systemlücke melden")
@endpoint(writes=True)
def add_gap(request: Call, data: GapIn) -> Status[Gap]:
    """Report a gap. A text that seems to speak of somebody is sent back with the places found."""
    gap = _reported(
        kind=data.kind,
        nature=data.nature,
        level=data.level,
        text=data.text,
        life_domain=chosen("life_domain", data.life_domain, life_domains()),
        municipalities=all_chosen("municipalities", data.municipalities, municipalities()),
        target_groups=all_chosen("target_groups", data.target_groups, all_target_groups()),
        organisation=chosen("organisation", data.organisation, organisations()) if data.organisation else None,
        barrier=chosen("barrier", data.barrier, barriers()) if data.barrier else None,
        stated=data.stated,
        on=request.today,
        actor=request.actor,
    )
    return Status(201, Gap(**_gap(gap_by_number(gap.number))))


def _reported(**report: Any) -> Any:
    """Report, or say of each remark on the text whether it can be stated or has to go."""
    try:
        return report_gap(**report)
    except PersonalData as refused:
        remarks = {
            f"{'text' if remark.is_forbidden else 'stated'}.{remark.key}": f"„{remark.finding.excerpt}“: "
            f"{remark.finding.why} {remark.finding.advice}"
            for remark in refused.remarks
        }
        raise Invalid({**refused.errors, **remarks}) from None


def _gap(gap: Any) -> dict[str, Any]:
    return {
        "number": gap.number,
        "kind": gap.kind,
        "nature": gap.nature,
        "level": gap.level,
        "life_domain": Entry(key=gap.life_domain.key, name=gap.life_domain.name),
        "municipalities": [Entry(key=place.key, name=place.name) for place in gap.municipalities.all()],
        "text": gap.text,
        "state": gap.state,
        "reported_on": gap.reported_on,
        "theme": gap.theme.number if gap.theme else None,
        "answer": gap.answer,
    }
