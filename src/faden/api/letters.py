"""Letters and certificates of a case: written from a template, looked at, filed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Field, Router, Schema, Status

from faden.api.acting import Call, endpoint, everyday
from faden.api.catalogues import maybe_chosen
from faden.api.downloads import BINARY, download
from faden.api.files import open_file
from faden.api.schemas import Entry, Input, Key, entry, shown, up_to
from faden.api.tags import IfMatch, set_tag, version_of
from faden.domain.cases.rules import may_work_on
from faden.domain.consent.enums import TransferKind
from faden.domain.consent.queries import laws_on, releases_of
from faden.domain.letters.enums import Addressee, LetterKind, LetterState
from faden.domain.letters.operations import writing as operations
from faden.domain.letters.placeholders import value_field
from faden.domain.letters.queries import blanks_of, known_values, letter_of, letters_of, offered, template
from faden.domain.letters.rules import covering
from faden.domain.organisations.queries import organisations
from faden.kernel.access.errors import Conflict, Invalid, NotVisible
from faden.reporting.letter_papers import letter_pdf

router = Router(tags=["letters"])
PATH = "/cases/{number}/letters"
Values = Annotated[
    dict[Annotated[str, up_to(80)], Annotated[str, up_to(operations.LONGEST_VALUE)]],
    Field(max_length=100, description="nach dem Namen des Platzhalters; was Faden weiß, steht schon da"),
]


class LetterOut(Schema):
    """A letter as it was filled in."""

    id: UUID
    title: str
    kind: LetterKind
    subject: str
    organisation: Entry | None
    address: str
    values: dict[str, str]
    legal_basis: str
    state: LetterState
    author: str
    written_on: date
    filed_on: date | None
    document: UUID | None = Field(description="das abgelegte Blatt, unter den Dokumenten des Falls")
    version: int


class TemplateOut(Schema):
    """What a letter can be written from."""

    key: str
    title: str
    kind: LetterKind
    addressee: Addressee
    placeholders: list[str]


class LetterList(Schema):
    """What has been written in this case, and what can be written."""

    items: list[LetterOut]
    offered: list[TemplateOut]


class Filled(Input):
    """To whom, and what stands in the blanks."""

    organisation: Key = Field("", description="bei einem Schreiben an eine Organisation")
    law: Key = Field("", description="Rechtsgrundlage, nur wenn keine Entbindung trägt; siehe catalogues")
    address: Annotated[str, up_to(500)] = Field("", description="leer bei einer Organisation: ihr Name")
    values: Values = {}


class LetterIn(Filled):
    """A letter from a template."""

    template: Key


@router.get(PATH, response=LetterList, summary="Briefe und Bescheinigungen")
@endpoint(reads_file=True)
def list_letters(request: Call, number: Key) -> LetterList:
    """The letters of a case, the newest first; whoever works on it is told the templates."""
    file = open_file(request, number)
    works = may_work_on.allows(request.actor, file.case, file.circle)
    templates = [shown(TemplateOut, one, placeholders=blanks_of(one.text)) for one in (offered() if works else [])]
    return LetterList(items=[_letter(one) for one in letters_of(file.case)], offered=templates)


@router.post(PATH, response={201: LetterOut}, summary="Brief schreiben")
@endpoint(writes=True)
def add_letter(request: Call, number: Key, data: LetterIn, response: HttpResponse) -> Status[LetterOut]:
    """Fill in a template; what the product knows stands there unless told otherwise. Nothing leaves before filing."""
    case = open_file(request, number, may_work_on).case
    if data.template not in {one.key for one in offered()}:
        raise Invalid({"template": "Diese Vorlage gibt es nicht."})
    text = template(data.template).text
    told = _filled(data, blanks_of(text), request.today)
    known = known_values(case, told["organisation"], request.today)
    told["values"] = {name: known.get(name, "") for name in blanks_of(text)} | told["values"]
    with _named(blanks_of(text)):
        made = operations.write_letter(case=case, key=data.template, **told, **everyday(request))
    return Status(201, _told(case, made.id, response))


@router.get(f"{PATH}/{{letter_id}}", response=LetterOut, summary="Ein Brief")
@endpoint(reads_file=True)
def read_letter(request: Call, number: Key, letter_id: UUID, response: HttpResponse) -> LetterOut:
    """One letter as it was filled in."""
    return _told(open_file(request, number).case, letter_id, response)


@router.put(f"{PATH}/{{letter_id}}", response=LetterOut, summary="Brief ändern")
@endpoint(writes=True)
def change(
    request: Call, number: Key, *, letter_id: UUID, data: Filled, response: HttpResponse, if_match: IfMatch
) -> LetterOut:
    """Change what was filled in, until the letter is filed."""
    case = open_file(request, number, may_work_on).case
    letter, version = letter_of(case, letter_id), version_of(if_match)
    blanks = blanks_of(letter.text)
    with _named(blanks):
        operations.change_letter(
            letter=letter, version=version, **_filled(data, blanks, request.today), **everyday(request)
        )
    return _told(case, letter_id, response)


@router.get(f"{PATH}/{{letter_id}}/preview", summary="Brief als PDF vor dem Ablegen", openapi_extra=BINARY)
@endpoint(reads_file=True)
def preview(request: Call, number: Key, letter_id: UUID) -> HttpResponse:
    """The draft as it will be filed."""
    case = open_file(request, number).case
    letter = letter_of(case, letter_id)
    if letter.state != LetterState.DRAFT:
        raise NotVisible
    return download(_pdf(request, case, letter), name="entwurf.pdf")


@router.post(f"{PATH}/{{letter_id}}/filing", response=LetterOut, summary="Brief ablegen")
@endpoint(writes=True)
def file(request: Call, number: Key, *, letter_id: UUID, response: HttpResponse, if_match: IfMatch) -> LetterOut:
    """File exactly what was previewed; to an organisation only on a release or a legal basis."""
    case = open_file(request, number, may_work_on).case
    letter, version = letter_of(case, letter_id), version_of(if_match)
    pdf = _pdf(request, case, letter)
    operations.file_letter(letter=letter, version=version, pdf=pdf, **everyday(request))
    return _told(case, letter_id, response)


@router.delete(f"{PATH}/{{letter_id}}", response={204: None}, summary="Entwurf verwerfen")
@endpoint(writes=True)
def discard(request: Call, number: Key, letter_id: UUID) -> None:
    """Throw a draft away."""
    case = open_file(request, number, may_work_on).case
    operations.discard_letter(letter=letter_of(case, letter_id), **everyday(request))


def _filled(data: Filled, blanks: list[str], on: date) -> dict[str, Any]:
    """What the operations take; a value for a blank that the text has not is an error."""
    if unknown := [name for name in data.values if name not in blanks]:
        raise Invalid({f"values.{unknown[0]}": f"Den Platzhalter gibt es nicht. Möglich sind: {', '.join(blanks)}."})
    towards = maybe_chosen("organisation", data.organisation, organisations())
    address = data.address or (towards.name if towards else "")
    return {
        "organisation": towards,
        "address": address,
        "law": maybe_chosen("law", data.law, laws_on(on, carrying=TransferKind.LETTER)),
        "values": dict(data.values),
    }


@contextmanager
def _named(blanks: list[str]) -> Iterator[None]:
    """Say what is wrong with a value under the name of its placeholder."""
    names = {value_field(number): f"values.{name}" for number, name in enumerate(blanks, start=1)}
    try:
        yield
    except Invalid as invalid:
        raise Invalid({names.get(field, field): words for field, words in invalid.errors.items()}) from None
    except Conflict as conflict:
        fields = {names.get(field, field): now for field, now in conflict.fields.items()}
        raise Conflict(conflict.current, fields) from None


def _pdf(request: Call, case: Any, letter: Any) -> bytes:
    releases = releases_of(case.person_id, on=request.today) if letter.organisation_id else []
    return letter_pdf(letter, case, covering(releases, letter, request.today))


def _told(case: Any, letter_id: UUID, response: HttpResponse) -> LetterOut:
    found = letter_of(case, letter_id)
    set_tag(response, found.version)
    return _letter(found)


def _letter(one: Any) -> LetterOut:
    return shown(LetterOut, one, organisation=entry(one.organisation), author=one.author.name, document=one.document_id)
