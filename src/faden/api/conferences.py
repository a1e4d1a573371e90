"""Case conferences: planned, invited to, held; what each one sees, what was agreed, and who got the minutes."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from faden.api.acting import Call, endpoint, everyday
from faden.api.catalogues import all_picked, chosen, picked
from faden.api.downloads import BINARY, download
from faden.api.files import open_file
from faden.api.schemas import Day, Input, Key, Moment, Reason, Whole, shown, up_to
from faden.api.tags import IfMatch, set_tag, version_of
from faden.domain.cases.rules import CaseRule, may_work_on
from faden.domain.conferences import queries
from faden.domain.conferences.enums import ConferenceState, Disclosure, HandedHow, Presence, Side
from faden.domain.conferences.operations import preparing, recording
from faden.domain.conferences.rules import may_convene, may_prepare, may_record
from faden.domain.organisations.queries import organisations
from faden.kernel.access.errors import Invalid, NotVisible
from faden.processes.invite_to_conference import call_off_conference, invite_to_conference
from faden.reporting.conference_papers import appointment_file, minutes_docx, minutes_pdf

router = Router(tags=["conferences"])
PATH = "/cases/{number}/conferences"
ONE = f"{PATH}/{{conference_id}}"
Long = Annotated[str, up_to(10_000)]


class ParticipantOut(Schema):
    """Somebody who takes part."""

    id: UUID
    name: str
    side: Side
    contact_name: str
    contact_email: str
    disclosure: Disclosure | None
    invited_on: date | None
    presence: Presence | None
    who_came: str
    view: str


class ConferenceAgreementOut(Schema):
    """Who does what by when."""

    id: UUID
    text: str
    responsible: UUID
    due_on: date
    done_on: date | None
    version: int


class HandoutOut(Schema):
    """Who got the minutes."""

    participant: UUID
    how: HandedHow
    on: date


class ConferenceLine(Schema):
    """A conference in a list."""

    id: UUID
    occasion: str
    starts_at: datetime
    ends_at: datetime
    place: str
    state: ConferenceState
    version: int


class ConferenceOut(ConferenceLine):
    """One conference: what it is about, who comes, what was seen and agreed."""

    question: str
    cancellation: str
    shared_view: str
    participants: list[ParticipantOut]
    agreements: list[ConferenceAgreementOut]
    handouts: list[HandoutOut]


class ConferenceIn(Input):
    """What it is about, when and where."""

    occasion: Annotated[str, up_to(200, least=1)]
    question: Annotated[str, up_to(4_000, least=1)]
    starts_at: Moment
    ends_at: Moment
    place: Annotated[str, up_to(200, least=1)] = Field(description="steht in der Einladung: ohne Namen")


class OrganisationIn(Input):
    """Which organisation, whom there, and what it may hear."""

    organisation: Key
    disclosure: Disclosure
    contact_name: Annotated[str, up_to(200)] = ""
    contact_email: Annotated[str, up_to(254), Field(pattern=r"^([^@\s\x00]+@[^@\s\x00]+\.[^@\s.\x00]+)?$")] = ""


class PeopleIn(Input):
    """Who else comes from the family and from the circle of the case."""

    relatives: list[UUID] = Field([], max_length=30)
    colleagues: list[UUID] = Field([], max_length=30)


class ConferenceCancelIn(Input):
    """Why it does not take place; it stands in no message."""

    reason: Reason


class SeenIn(Input):
    """How a participant came and sees it."""

    participant: UUID
    presence: Presence | None = None
    who_came: Annotated[str, up_to(200)] = ""
    view: Long = ""


class MinutesIn(Input):
    """Who came, what each one sees, and what all see together."""

    participants: list[SeenIn] = Field([], max_length=100)
    shared_view: Long = ""


class ConferenceAgreementIn(Input):
    """Who does what by when."""

    text: Annotated[str, up_to(500, least=1)]
    responsible: UUID
    due_on: Day


class DoneIn(Input):
    """From which day on it is done."""

    on: Day


class HandoutIn(Input):
    """Who gets the minutes, and how."""

    participant: UUID
    how: HandedHow
    on: Day


@router.get(PATH, response=Whole[ConferenceLine], summary="Fallkonferenzen")
@endpoint(reads_file=True)
def list_conferences(request: Call, number: Key) -> Whole[ConferenceLine]:
    """All conferences of a case, the newest first."""
    found = queries.conferences_of(open_file(request, number).case)
    return Whole(items=[shown(ConferenceLine, one) for one in found])


@router.post(PATH, response={201: ConferenceOut}, summary="Fallkonferenz planen")
@endpoint(writes=True)
def plan(request: Call, number: Key, data: ConferenceIn, response: HttpResponse) -> Status[ConferenceOut]:
    """Plan a conference; the client and the responsible case manager take part from the start."""
    case = open_file(request, number, may_convene).case
    planned = preparing.plan_conference(case=case, **data.dict(), **everyday(request))
    return Status(201, _told(case, planned.id, response))


@router.get(ONE, response=ConferenceOut, summary="Eine Fallkonferenz")
@endpoint(reads_file=True)
def read_conference(request: Call, number: Key, conference_id: UUID, response: HttpResponse) -> ConferenceOut:
    """What it is about, who comes, what was seen and agreed."""
    return _told(open_file(request, number).case, conference_id, response)


@router.put(ONE, response=ConferenceOut, summary="Fallkonferenz ändern")
@endpoint(writes=True)
def change(
    request: Call, number: Key, *, conference_id: UUID, data: ConferenceIn, response: HttpResponse, if_match: IfMatch
) -> ConferenceOut:
    """Another question, another day, another place."""
    case, found = _open(request, number, conference_id, may_convene)
    version = version_of(if_match)
    preparing.change_conference(conference=found, version=version, **data.dict(), **everyday(request))
    return _told(case, conference_id, response)


@router.post(f"{ONE}/organisations", response=ConferenceOut, summary="Organisation hinzubitten")
@endpoint(writes=True)
def ask(
    request: Call, number: Key, conference_id: UUID, *, data: OrganisationIn, response: HttpResponse
) -> ConferenceOut:
    """Ask an organisation to come; about the client it hears only what a release covers."""
    case, found = _open(request, number, conference_id, may_convene)
    may_prepare.check(found)
    told = data.dict() | {"organisation": chosen("organisation", data.organisation, organisations())}
    preparing.ask_organisation(conference=found, **told, **everyday(request))
    return _told(case, conference_id, response)


@router.post(f"{ONE}/people", response=ConferenceOut, summary="Familie und Kreis hinzubitten")
@endpoint(writes=True)
def ask_people(
    request: Call, number: Key, conference_id: UUID, *, data: PeopleIn, response: HttpResponse
) -> ConferenceOut:
    """Ask people of the family and of the circle."""
    case, found = _open(request, number, conference_id, may_convene)
    may_prepare.check(found)
    preparing.ask_people(
        conference=found,
        relatives=all_picked("relatives", data.relatives, queries.relatives_for(found, case, request.today)),
        colleagues=all_picked("colleagues", data.colleagues, queries.colleagues_for(found, case, request.today)),
        **everyday(request),
    )
    return _told(case, conference_id, response)


@router.delete(f"{ONE}/participants/{{participant_id}}", response={204: None}, summary="Von der Liste nehmen")
@endpoint(writes=True)
def ask_no_longer(request: Call, number: Key, conference_id: UUID, participant_id: UUID) -> None:
    """Take somebody off the list."""
    _, found = _open(request, number, conference_id, may_convene)
    preparing.ask_no_longer(participant=queries.participant_of(found, participant_id), **everyday(request))


@router.post(f"{ONE}/invitations", response=ConferenceOut, summary="Zur Fallkonferenz einladen")
@endpoint(writes=True)
def invite(
    request: Call, number: Key, *, conference_id: UUID, response: HttpResponse, if_match: IfMatch
) -> ConferenceOut:
    """Put a mail into the outbox for everybody with an address who does not know of this time and place yet."""
    case, found = _open(request, number, conference_id, may_convene)
    may_prepare.check(found)
    papers, version = [appointment_file(found, at=timezone.now())], version_of(if_match)
    invite_to_conference(conference=found, version=version, attachments=papers, **everyday(request))
    return _told(case, conference_id, response)


@router.post(f"{ONE}/cancellation", response=ConferenceOut, summary="Fallkonferenz absagen")
@endpoint(writes=True)
def cancel(
    request: Call, number: Key, conference_id: UUID, *, data: ConferenceCancelIn, response: HttpResponse
) -> ConferenceOut:
    """Call it off; whoever got an invitation by mail gets a cancellation without the reason."""
    case, found = _open(request, number, conference_id, may_convene)
    may_prepare.check(found)
    papers = [appointment_file(found, at=timezone.now(), cancelled=True)]
    call_off_conference(conference=found, reason=data.reason, attachments=papers, **everyday(request))
    return _told(case, conference_id, response)


@router.put(f"{ONE}/minutes", response=ConferenceOut, summary="Niederschrift schreiben")
@endpoint(writes=True)
def minutes(
    request: Call, number: Key, *, conference_id: UUID, data: MinutesIn, response: HttpResponse, if_match: IfMatch
) -> ConferenceOut:
    """Write down who came and how each one sees it; the first time, the conference has been held."""
    case, found = _open(request, number, conference_id, may_work_on)
    may_record.check(found, request.today, handed_out=queries.is_handed_out(found))
    rows = {one.id for one in queries.participants_of(found)}
    if any(one.participant not in rows for one in data.participants):
        raise Invalid({"participants": "Jemand davon nimmt nicht teil."})
    recording.write_minutes(
        conference=found,
        version=version_of(if_match),
        presences={one.participant: one.presence for one in data.participants if one.presence},
        came={one.participant: one.who_came for one in data.participants},
        views={one.participant: one.view for one in data.participants},
        shared_view=data.shared_view,
        **everyday(request),
    )
    return _told(case, conference_id, response)


@router.post(f"{ONE}/agreements", response=ConferenceOut, summary="Vereinbarung festhalten")
@endpoint(writes=True)
def agree(
    request: Call, number: Key, conference_id: UUID, *, data: ConferenceAgreementIn, response: HttpResponse
) -> ConferenceOut:
    """Say who does what by when; somebody of the circle gets it as a task."""
    case, found = _open(request, number, conference_id, may_work_on)
    may_record.check(found, request.today, handed_out=queries.is_handed_out(found))
    told = data.dict() | {"responsible": picked("responsible", data.responsible, queries.participants_of(found))}
    recording.agree(conference=found, **told, **everyday(request))
    return _told(case, conference_id, response)


@router.post(f"{ONE}/agreements/{{agreed_id}}/done", response=ConferenceOut, summary="Vereinbarung erledigt")
@endpoint(writes=True)
def finish(
    request: Call, number: Key, *, conference_id: UUID, agreed_id: UUID, data: DoneIn, response: HttpResponse,
    if_match: IfMatch,
) -> ConferenceOut:  # fmt: skip
    """Note that what was agreed is done; the tag is the agreement's version."""
    case, found = _open(request, number, conference_id, may_work_on)
    agreement, version = queries.agreement_of(found, agreed_id), version_of(if_match)
    recording.finish_agreement(agreement=agreement, version=version, on=data.on, **everyday(request))
    return _told(case, conference_id, response)


@router.post(f"{ONE}/handouts", response=ConferenceOut, summary="Ausgabe der Niederschrift festhalten")
@endpoint(writes=True)
def hand_out(
    request: Call, number: Key, conference_id: UUID, *, data: HandoutIn, response: HttpResponse
) -> ConferenceOut:
    """Note who got the minutes; an organisation only on a release that holds that day."""
    case, found = _open(request, number, conference_id, may_convene)
    told = data.dict() | {"participant": picked("participant", data.participant, queries.participants_of(found))}
    recording.hand_out_minutes(conference=found, **told, **everyday(request))
    return _told(case, conference_id, response)


@router.get(f"{ONE}/minutes/{{file_type}}", summary="Niederschrift als PDF oder DOCX", openapi_extra=BINARY)
@endpoint(reads_file=True)
def read_minutes(request: Call, number: Key, conference_id: UUID, file_type: Key) -> HttpResponse:
    """The minutes of a conference that was held: ``pdf`` or ``docx``."""
    case, found = _open(request, number, conference_id)
    draw = {"pdf": minutes_pdf, "docx": minutes_docx}.get(file_type)
    if draw is None or found.state != ConferenceState.HELD:
        raise NotVisible
    paper = draw(case, found)
    return download(paper.content, name=paper.name, media_type=paper.content_type)


def _open(request: Call, number: str, conference_id: UUID, may: CaseRule | None = None) -> tuple[Any, Any]:
    case = open_file(request, number, may).case
    return case, queries.conference_of(case, conference_id)


def _told(case: Any, conference_id: UUID, response: HttpResponse) -> ConferenceOut:
    found = queries.conference_of(case, conference_id)
    set_tag(response, found.version)
    agreed = queries.agreements_of(found)
    return shown(
        ConferenceOut,
        found,
        participants=[_participant(one) for one in queries.participants_of(found)],
        agreements=[shown(ConferenceAgreementOut, one, responsible=one.responsible_id) for one in agreed],
        handouts=[shown(HandoutOut, one, participant=one.participant_id) for one in queries.handouts_of(found)],
    )


def _participant(one: Any) -> ParticipantOut:
    return shown(ParticipantOut, one, disclosure=one.disclosure or None, presence=one.presence or None)
