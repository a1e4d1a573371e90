"""Contacts: of a case, or of an open hour in which nobody gave a name."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from faden.api.acting import Call, endpoint
from faden.api.catalogues import all_chosen, chosen
from faden.api.paging import read_cursor, write_cursor
from faden.api.schemas import Input, Key, Text
from faden.api.tags import IfMatch, set_tag, version_of
from faden.domain.cases.enums import AccessPath, ContactKind, Visibility
from faden.domain.cases.operations.notes import correct_note, write_note
from faden.domain.cases.queries.file import case_or_404
from faden.domain.cases.queries.notes import note_by_id, notes_of
from faden.domain.catalogues.queries import life_domains
from faden.domain.places.queries import municipalities
from faden.kernel.audit import operations as audit
from faden.lib.identifiers import new_id
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
    version: int


class ContactList(Schema):
    """A page of contacts, newest first."""

    items: list[Contact]
    next: str | None


class ContactIn(Input):
    """A contact as it is written down."""

    on: date
    kind: ContactKind = ContactKind.VISIT
    access_path: AccessPath = AccessPath.APPOINTMENT
    minutes: Minutes
    language: Annotated[Key, Field(max_length=12)] = ""
    interpreter: bool = False
    life_domains: list[Key] = []
    text: Text = ""


class CaseContactIn(ContactIn):
    """A contact of a case."""

    visibility: Visibility = Visibility.CIRCLE


class AnonymousContactIn(ContactIn):
    """A contact in which nobody gave a name."""

    access_path: AccessPath = AccessPath.OPEN_HOUR
    municipality: Key


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
    return ContactList(items=[_contact(note, keys) for note in page.notes], next=write_cursor(page.after))


@router.post("/cases/{number}/contacts", response={201: Contact}, summary="Kontakt festhalten")
@endpoint(writes=True)
def add_contact(request: Call, number: Key, data: CaseContactIn, response: HttpResponse) -> Status[Contact]:
    """Write down a contact of a case."""
    domains = all_chosen("life_domains", data.life_domains, life_domains())
    note = write_note(
        **data.dict(exclude={"life_domains"}),
        case=case_or_404(number),
        life_domains=domains,
        actor=request.actor,
        today=request.today,
        now=timezone.now(),
    )
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
    return _contact(note, {domain.id: domain.key for domain in life_domains()})


@router.post("/contacts", response={201: Contact}, summary="Anonymen Kontakt festhalten")
@endpoint(writes=True)
def add_anonymous_contact(request: Call, data: AnonymousContactIn, response: HttpResponse) -> Status[Contact]:
    """Write down a consultation in which nobody gave a name; only its author reads it, and it is counted."""
    domains = all_chosen("life_domains", data.life_domains, life_domains())
    talk = Talk(
        **data.dict(exclude={"life_domains", "municipality"}),
        note_id=new_id(),
        municipality=chosen("municipality", data.municipality, municipalities()),
        life_domains=tuple(domains),
    )
    stored = record_short_contact(talk=talk, actor=request.actor, today=request.today, now=timezone.now())
    set_tag(response, stored.note.version)
    return Status(201, _contact(stored.note, {domain.id: domain.key for domain in domains}))


def _contact(note: Any, keys: dict[UUID, str]) -> Contact:
    return Contact(
        id=note.id,
        on=note.on,
        kind=ContactKind(note.kind),
        access_path=AccessPath(note.access_path),
        minutes=note.minutes,
        language=note.language,
        interpreter=note.interpreter,
        life_domains=[keys[key] for key in note.life_domain_ids if key in keys],
        text=note.text,
        visibility=Visibility(note.visibility),
        author=note.author.name,
        version=note.version,
    )
