"""Documents of a case: what is filed, handed out, handed in, deleted and brought back."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Field, File, Form, Router, Schema, Status
from ninja.files import UploadedFile

from faden.api.acting import Call, endpoint, everyday
from faden.api.downloads import BINARY, download
from faden.api.files import open_file
from faden.api.schemas import Input, Key, Whole, shown, up_to
from faden.domain.cases.operations.documents import bring_document_back, delete_document, file_documents
from faden.domain.cases.rules import may_work_on
from faden.kernel.access.errors import Invalid
from faden.kernel.access.roles import Role
from faden.kernel.files.calculation import gone_on
from faden.kernel.files.enums import Audience, FileKind
from faden.kernel.files.operations import open_file as open_document
from faden.kernel.files.queries import file_in, filed_in
from faden.kernel.files.rules import fits
from faden.lib.file_content import Upload

router = Router(tags=["documents"])
PATH = "/cases/{number}/documents"
NOT_INSIDE = "Wer von außen mithilft, kann nicht für den inneren Kreis ablegen."
WITH_A_NOTE = "Anlagen werden mit ihrer Notiz abgelegt."
ONE_FILE = "Bitte nur diese eine Datei senden."


class DocumentOut(Schema):
    """A document as it is filed; its content is read by itself."""

    id: UUID
    name: str
    kind: FileKind
    audience: Audience
    media_type: str
    size: int
    author: str
    stored_at: datetime
    deleted_on: date | None
    gone_on: date | None = Field(description="bis dahin kann ein gelöschtes Dokument zurückgeholt werden")


class DocumentIn(Input):
    """What a document is, and who reads it."""

    kind: FileKind = FileKind.LETTER
    title: Annotated[str, up_to(100)] = Field("", description="leer: der Name der Datei")
    audience: Audience = Audience.CIRCLE


@router.get(PATH, response=Whole[DocumentOut], summary="Dokumente")
@endpoint(reads_file=True)
def list_documents(request: Call, number: Key) -> Whole[DocumentOut]:
    """Everything filed in the case that the caller may see, newest first; then what was deleted lately."""
    filed = filed_in(open_file(request, number).case.id, request.today)
    return Whole(items=[_document(one) for one in (*filed.files, *filed.deleted)])


@router.post(PATH, response={201: Whole[DocumentOut]}, summary="Dokument ablegen")
@endpoint(writes=True)
def add_document(
    request: Call, number: Key, data: Form[DocumentIn], upload: File[UploadedFile]
) -> Status[Whole[DocumentOut]]:
    """File a document (multipart); its type is found by its content, what lies there already is not filed twice."""
    file = open_file(request, number, may_work_on)
    if data.audience == Audience.INSIDE and not request.actor.has(Role.CASE_MANAGER):
        raise Invalid({"audience": NOT_INSIDE})
    if data.kind == FileKind.ATTACHMENT:
        raise Invalid({"kind": WITH_A_NOTE})
    if too_large := fits(upload.size or 0):
        raise Invalid({"upload": too_large})
    given = Upload(str(upload.name), upload.read(), upload.size or 0)
    if not given.has_arrived:
        # Other files beside it have taken the room.
        raise Invalid({"upload": ONE_FILE})
    try:
        stored = file_documents(case=file.case, uploads=[given], **data.dict(), **everyday(request))
    except Invalid as invalid:
        errors = {"upload" if field == "uploads" else field: words for field, words in invalid.errors.items()}
        raise Invalid(errors) from None
    filed = {one.id for one in stored}
    return Status(
        201, Whole(items=[_document(one) for one in filed_in(file.case.id, request.today).files if one.id in filed])
    )


@router.get(f"{PATH}/{{document_id}}", summary="Inhalt eines Dokuments", openapi_extra=BINARY)
@endpoint(reads_file=True)
def read_document(request: Call, number: Key, document_id: UUID) -> HttpResponse:
    """Hand a document out; that it was read stands in the trace."""
    stored = file_in(open_file(request, number).case.id, document_id)
    content = open_document(stored=stored, actor=request.actor)
    return download(content, name=stored.name, media_type=stored.media_type)


@router.delete(f"{PATH}/{{document_id}}", response={204: None}, summary="Dokument löschen")
@endpoint(writes=True)
def remove_document(request: Call, number: Key, document_id: UUID) -> None:
    """Take a document out of the case; it can be brought back for a time."""
    case = open_file(request, number).case
    delete_document(case=case, document=file_in(case.id, document_id), **everyday(request))


@router.post(f"{PATH}/{{document_id}}/restoration", response={204: None}, summary="Dokument zurückholen")
@endpoint(writes=True)
def restore(request: Call, number: Key, document_id: UUID) -> None:
    """Put a deleted document back."""
    case = open_file(request, number).case
    bring_document_back(case=case, document=file_in(case.id, document_id), **everyday(request))


def _document(one: Any) -> DocumentOut:
    kept_until = gone_on(one.deleted_on) if one.deleted_on else None
    return shown(DocumentOut, one, author=one.author.name, gone_on=kept_until)
