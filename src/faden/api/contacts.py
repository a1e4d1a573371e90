"""Contacts: of a case, or of an open hour in which nobody gave a name."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from faden.api.acting import Call, endpoint, everyday
from faden.api.catalogues import all_chosen, all_picked, chosen, maybe_chosen
from faden.api.keys import given_key
from faden.api.paging import read_cursor, write_cursor
from faden.api.people import check_is_new
from faden.api.rights import DoubtOut, doubts
from faden.api.schemas import Day, Input, Key, Language, Named, Text, Whole, shown, up_to
from faden.api.tags import IfMatch, set_tag, version_of
from faden.domain.cases.enums import AccessPath, ContactKind, Visibility
from faden.domain.cases.operations.notes import correct_note, write_note
from faden.domain.cases.queries.family import people_of
from faden.domain.cases.queries.file import case_or_404
from faden.domain.cases.queries.notes import Former, former_versions, note_by_id, notes_of
from faden.domain.cases.queries.people_search import running_cases_of
from faden.domain.catalogues.queries import life_domains
from faden.domain.organisations.queries import organisations
from faden.domain.people.queries import person_or_404
from faden.domain.places.queries import municipalities
from faden.domain.subject_requests.queries import doubted_in
from faden.kernel.audit import operations as audit
from faden.lib.identifiers import new_id
from faden.lib.text_difference import Change
from faden.processes.short_contact import Talk, record_short_contact

router = Router(tags=["contacts"])
Minutes = Annotated[int, Field(ge=1, le=600)]


class Contact(Schema):
    """One counselling contact."""

    id: UUID
    on: date
    kind: ContactKind
    access_path: AccessPath
    minutes: int
    language: str
    interpreter: bool
    life_domains: list[str] = Field(description="Kennungen der Handlungsfelder")
    text: str
    visibility: Visibility
    author: str
    participants: list[str] = Field(description="wer außer Klient:in und Verfasser:in dabei war")
    doubts: list[DoubtOut] = Field(description="was die Person daran bestreitet oder berichtigt haben will")
    version: int


class ContactList(Schema):
    """A page of contacts, newest first."""

    items: list[Contact]
    next: str | None


class ContactIn(Input):
    """A contact as it is written down."""

    on: Day
    kind: ContactKind = ContactKind.VISIT
    access_path: AccessPath = AccessPath.APPOINTMENT
    minutes: Minutes
    language: Language = ""
    interpreter: bool = False
    life_domains: list[Key] = []
    text: Text = ""


class CaseContactIn(ContactIn):
    """A contact of a case."""

    visibility: Visibility = Visibility.CIRCLE
    relatives: list[UUID] = Field([], max_length=30, description="Personen des Haushalts, die dabei waren")
    organisation: Key = Field("", description="von welcher Organisation jemand dabei war")
    others: Annotated[str, up_to(200)] = Field("", description="wer noch, in Worten")


class ShortContactIn(ContactIn):
    """A contact in an open hour: of nobody who gave a name, or of somebody new (``person``) or known (``known``)."""

    id: UUID | None = Field(None, description="selbst vergeben: zweimal gesendet wird einmal gespeichert")
    access_path: AccessPath = AccessPath.OPEN_HOUR
    municipality: Key
    person: Named | None = None
    known: UUID | None = None
    is_new: bool = Field(default=False, description="die ähnlichen Personen sind angesehen")


class ShortContactOut(Contact):
    """The contact, and the case it belongs to, if somebody gave a name."""

    case: str | None


class FormerNoteOut(Schema):
    """What a note said before a correction."""

    until: datetime
    by: str
    text: str
    facts: dict[str, str]


class Correction(Input):
    """A better text, and what else was wrong; what it was is kept."""

    text: Text
    kind: ContactKind | None = None
    minutes: Minutes | None = None
    visibility: Visibility | None = None


@router.get("/cases/{number}/contacts", response=ContactList, summary="Kontakte eines Falls")
@endpoint(reads_file=True)
def list_contacts(request: Call, number: Key, after: Key = "") -> ContactList:
    """The contacts of a case that the caller may read, newest first, 25 at a time."""
    case = case_or_404(number)
    page = notes_of(case, after=read_cursor(after))
    audit.record_reading(actor=request.actor, subject=case)
    keys = {domain.id: domain.key for domain in life_domains()}
    beside = doubted_in([note.id for note in page.notes])
    items = [_contact(note, keys, beside.get(note.id, ())) for note in page.notes]
    return ContactList(items=items, next=write_cursor(page.after))


@router.post("/cases/{number}/contacts", response={201: Contact}, summary="Kontakt festhalten")
@endpoint(writes=True)
def add_contact(request: Call, number: Key, data: CaseContactIn, response: HttpResponse) -> Status[Contact]:
    """Write down a contact of a case."""
    case = case_or_404(number)
    domains = all_chosen("life_domains", data.life_domains, life_domains())
    told = data.dict() | {
        "life_domains": domains,
        "relatives": all_picked("relatives", data.relatives, people_of(case, request.today)[1:]),
        "organisation": maybe_chosen("organisation", data.organisation, organisations()),
    }
    note = note_by_id(write_note(case=case, **told, **everyday(request), now=timezone.now()).id)
    set_tag(response, note.version)
    return Status(201, _contact(note, {domain.id: domain.key for domain in domains}))


@router.patch("/contacts/{note_id}", response=Contact, summary="Notiz berichtigen")
@endpoint(writes=True)
def correct_contact(
    request: Call, note_id: UUID, data: Correction, response: HttpResponse, if_match: IfMatch
) -> Contact:
    """Correct one's own note; what it said before stays in its history."""
    note = correct_note(
        note=note_by_id(note_id),
        version=version_of(if_match),
        **data.dict(),
        actor=request.actor,
        now=timezone.now(),
    )
    set_tag(response, note.version)
    beside = doubted_in([note.id]).get(note.id, ())
    return _contact(note_by_id(note.id), {domain.id: domain.key for domain in life_domains()}, beside)


@router.get("/contacts/{note_id}/history", response=Whole[FormerNoteOut], summary="Frühere Fassungen einer Notiz")
@endpoint(reads_file=True)
def read_former(request: Call, note_id: UUID) -> Whole[FormerNoteOut]:
    """What a note said before, the latest first."""
    note = note_by_id(note_id)
    if note.case is not None:
        audit.record_reading(actor=request.actor, subject=note.case)
    return Whole(items=[_former(one) for one in former_versions(note)])


@router.post("/contacts", response={201: ShortContactOut}, summary="Kontakt der offenen Sprechstunde")
@endpoint(writes=True)
def add_short_contact(request: Call, data: ShortContactIn, response: HttpResponse) -> Status[ShortContactOut]:
    """Write down a consultation of an open hour; somebody who gives a name gets a Kurzintervention.

    Where nobody gave a name only its author reads it, and it is counted.
    """
    person = data.person.dict() if data.person and not data.known else None
    known = person_or_404(data.known) if data.known else None
    if person is not None:
        check_is_new(request, person, confirmed=data.is_new)
    keys = {domain.id: domain.key for domain in life_domains()}
    running = next(iter(running_cases_of(known)), None) if known else None
    told: dict[str, Any] = {"person": person, "known": known, "case": running}
    with given_key(data.id):
        stored = record_short_contact(talk=_talk(data), **told, **everyday(request), now=timezone.now())
    set_tag(response, stored.note.version)
    contact = _contact(note_by_id(stored.note.id), keys)
    return Status(201, ShortContactOut(**contact.dict(), case=stored.case.number if stored.case else None))


def _talk(data: ShortContactIn) -> Talk:
    return Talk(
        **data.dict(include=set(ContactIn.model_fields) - {"life_domains"}),
        note_id=data.id or new_id(),
        municipality=chosen("municipality", data.municipality, municipalities()),
        life_domains=tuple(all_chosen("life_domains", data.life_domains, life_domains())),
    )


def _contact(note: Any, keys: dict[UUID, str], doubted: Sequence[Any] = ()) -> Contact:
    return shown(
        Contact,
        note,
        life_domains=[keys[key] for key in note.life_domain_ids if key in keys],
        author=note.author.name,
        participants=[_who(one) for one in note.participants.all()],
        doubts=doubts(doubted),
    )


def _former(one: Former) -> FormerNoteOut:
    text = "".join(words for words, change in one.changes if change != Change.ADDED)
    return shown(FormerNoteOut, one, text=text, facts=dict(one.facts))


def _who(one: Any) -> str:
    """Somebody who took part; of an organisation with who came from there."""
    named = one.person.full_name if one.person else str(one.organisation or "")
    return f"{named}: {one.words}" if named and one.words else named or str(one.words)
