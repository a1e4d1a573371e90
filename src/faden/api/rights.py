"""What somebody of a case asks about their own data: access, correction, objection; and what is disputed."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from ninja import Field, Router, Schema, Status

from faden.api.acting import Call, endpoint, everyday
from faden.api.catalogues import maybe_picked, picked
from faden.api.files import open_file
from faden.api.schemas import Day, Input, Key, Whole, shown, up_to
from faden.domain.cases.queries.family import people_of
from faden.domain.cases.queries.notes import note_of
from faden.domain.cases.rules import may_work_on
from faden.domain.consent.queries import releases_of
from faden.domain.subject_requests.enums import (
    AccessState,
    Against,
    Asker,
    Identity,
    RightsKind,
    RightsState,
    Subject,
    Way,
)
from faden.domain.subject_requests.operations import rights as act
from faden.domain.subject_requests.operations.access import receive
from faden.domain.subject_requests.queries import notices_of, requests_about, rights_in, rights_of
from faden.domain.subject_requests.rules import may_take_up
from faden.kernel.access.errors import Invalid, NotVisible

router = Router(tags=["rights"])
PATH, ACCESS = "/cases/{number}/rights", "/cases/{number}/access-requests"
WHICH_NOTE = "Das gibt es in diesem Fall nicht, oder die Angabe ist keine Gesprächsnotiz."
Said = Annotated[str, up_to(1_000)]


class DoubtOut(Schema):
    """What the person says is wrong and was not corrected (yet); whoever shows the entry shows this beside it."""

    number: str = Field(description="Nummer des Anliegens, siehe /cases/{number}/rights")
    state: RightsState = Field(description="`disputed`: bestritten; sonst: als falsch gemeldet, wird geprüft")
    subject: Subject
    note_id: UUID | None
    says: str
    should_say: str = Field(description="was nach Angabe der Person richtig ist")


class RightsRequestOut(Schema):
    """A request for correction, or an objection, and how far it is."""

    number: str
    kind: RightsKind
    person_id: UUID
    state: RightsState
    received_on: date
    due_on: date
    decided_on: date | None
    answered_on: date | None
    version: int


class ReceiverOut(Schema):
    """Somebody who had got what was changed, and whether they were told."""

    receiver: str
    sent_on: date
    told_on: date | None
    spared_because: str


class WholeRightsRequest(RightsRequestOut):
    """One of them, with what is asked, what was decided, and who is to be told."""

    received_by: Way
    asker: Asker
    subject: Subject | None
    note_id: UUID | None
    says: str
    should_say: str
    against: Against | None
    release_id: UUID | None
    grounds: str
    extended_because: str
    proposal: str = Field(description="was nach Ansicht der fallführenden Person dagegen spricht")
    because: str = Field(description="was geändert ist, oder warum nicht; die Person liest es")
    receivers: list[ReceiverOut]


class ReceivedIn(Input):
    """Who asks about whose data, since when the month runs."""

    person: UUID = Field(description="wer zum Fall gehört, siehe /cases/{number}/people")
    received_on: Day
    received_by: Way
    asker: Asker


class CorrectionIn(ReceivedIn):
    """What is wrong, and how it is right."""

    subject: Subject
    note: UUID | None = Field(None, description="nötig bei `note`: welche Gesprächsnotiz")
    says: Said = ""
    should_say: Annotated[str, up_to(1_000, least=1)]


class ObjectionIn(ReceivedIn):
    """Which processing is objected to, and why."""

    against: Against
    release: UUID | None = Field(None, description="bei `transfer`: auf welche Entbindung sie sich stützt")
    grounds: Said = ""


class AccessRequestOut(Schema):
    """How far a request for access is; its answer is for the person and for data protection."""

    number: str
    person_id: UUID
    state: AccessState
    received_on: date
    due_on: date
    ended_on: date | None


class AccessRequestIn(ReceivedIn):
    """Somebody asks what is stored about them."""

    identity: Identity | None = Field(None, description="wie geprüft ist, dass sie es sind; leer: noch nicht")


@router.get(PATH, response=Whole[RightsRequestOut], summary="Berichtigungen und Widersprüche eines Falls")
@endpoint(reads_file=True)
def list_rights(request: Call, number: Key) -> Whole[RightsRequestOut]:
    """Everything that was asked in a case, the newest first."""
    case = open_file(request, number).case
    return Whole(items=[shown(RightsRequestOut, one) for one in rights_of(case)])


@router.get(f"{PATH}/{{request_number}}", response=WholeRightsRequest, summary="Ein Anliegen")
@endpoint(reads_file=True)
def read_rights(request: Call, number: Key, request_number: Key) -> WholeRightsRequest:
    """What is asked, how far it is, and what was decided."""
    return _whole(rights_in(open_file(request, number).case, request_number))


@router.post("/cases/{number}/corrections", response={201: WholeRightsRequest}, summary="Berichtigung aufnehmen")
@endpoint(writes=True)
def add_correction(request: Call, number: Key, data: CorrectionIn) -> Status[WholeRightsRequest]:
    """Something in the file is said to be wrong; from now on the entry says so. Sent twice it is one."""
    case = _taking_up(request, number)
    told: dict[str, Any] = {"note": _note(case, data), **data.dict(exclude={"person", "note"})}
    return _taken(request, case, data, kind=RightsKind.CORRECTION, **told)


@router.post("/cases/{number}/objections", response={201: WholeRightsRequest}, summary="Widerspruch aufnehmen")
@endpoint(writes=True)
def add_objection(request: Call, number: Key, data: ObjectionIn) -> Status[WholeRightsRequest]:
    """Something is no longer to be done with the data. Sent twice it is one."""
    case = _taking_up(request, number)
    release = maybe_picked("release", data.release, releases_of(case.person_id, on=request.today))
    told: dict[str, Any] = {"release": release, **data.dict(exclude={"person", "release"})}
    return _taken(request, case, data, kind=RightsKind.OBJECTION, **told)


@router.get(ACCESS, response=Whole[AccessRequestOut], summary="Auskunftsersuchen eines Falls")
@endpoint(reads_file=True)
def list_access(request: Call, number: Key) -> Whole[AccessRequestOut]:
    """Who of the case has asked what is stored about them, and how far it is."""
    people = people_of(open_file(request, number, may_work_on).case, request.today)
    return Whole(items=[shown(AccessRequestOut, one) for one in requests_about([one.id for one in people])])


@router.post(ACCESS, response={201: AccessRequestOut}, summary="Auskunftsersuchen aufnehmen")
@endpoint(writes=True)
def add_access(request: Call, number: Key, data: AccessRequestIn) -> Status[AccessRequestOut]:
    """Somebody of the case asks; data protection answers within a month."""
    person = _person(request, open_file(request, number, may_work_on).case, data)
    told = data.dict(exclude={"person"}) | {"identity": data.identity or ""}
    made = receive(person_id=person.id, field="person", **told, **everyday(request))
    # Whoever counsels them knows how far it is, and reads no more of the row.
    return Status(
        201, shown(AccessRequestOut, next(one for one in requests_about([person.id]) if one.number == made.number))
    )


def doubts(found: Sequence[Any]) -> list[DoubtOut]:
    """What is disputed, as it is told beside a person or a note."""
    return [shown(DoubtOut, one) for one in found]


def _taking_up(request: Call, number: str) -> Any:
    file = open_file(request, number)
    may_take_up.check(request.actor, file.case, file.circle)
    return file.case


def _taken(request: Call, case: Any, data: ReceivedIn, **told: Any) -> Status[WholeRightsRequest]:
    person = _person(request, case, data)
    return Status(201, _whole(act.take_up(case=case, person_id=person.id, **told, **everyday(request))))


def _person(request: Call, case: Any, data: ReceivedIn) -> Any:
    return picked("person", data.person, people_of(case, request.today))


def _note(case: Any, data: CorrectionIn) -> Any:
    """The note beside which the mark will stand."""
    if (data.subject == Subject.NOTE) != (data.note is not None):
        raise Invalid({"note": WHICH_NOTE})
    try:
        return note_of(case, data.note) if data.note else None
    except NotVisible:
        raise Invalid({"note": WHICH_NOTE}) from None


def _whole(one: Any) -> WholeRightsRequest:
    either: Mapping[str, Any] = {"subject": one.subject or None, "against": one.against or None}
    return shown(WholeRightsRequest, one, receivers=[_receiver(notice) for notice in notices_of(one)], **either)


def _receiver(one: Any) -> ReceiverOut:
    return shown(ReceiverOut, one, receiver=one.receiver or one.organisation.name)
