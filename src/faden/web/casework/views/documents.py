"""Documents of a case: what is filed, and filing it."""

from uuid import UUID

from django.http import HttpResponse

from faden.domain.cases.operations.documents import bring_document_back, delete_document, file_documents
from faden.domain.cases.queries.file import File
from faden.domain.cases.rules import may_remove_document, may_work_on
from faden.kernel.access.roles import Role
from faden.kernel.files.calculation import gone_on
from faden.kernel.files.enums import Audience, FileKind
from faden.kernel.files.operations import open_file as open_document
from faden.kernel.files.queries import Filed, file_in, filed_in
from faden.lib import german
from faden.web.casework.forms.documents import DocumentsForm
from faden.web.casework.views.file import open_file
from faden.web.layout.downloads import download
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit


@page("GET", "POST", reads_file=True)
def documents(request: Request, number: str) -> HttpResponse:
    """Everything filed in the case, by kind; and filing more."""
    file = open_file(request, number)
    initial = {"audience": Audience.CIRCLE, "kind": FileKind.LETTER}
    inside = request.actor.has(Role.CASE_MANAGER)
    form = DocumentsForm(request.POST or None, request.FILES or None, initial=initial, is_inside=inside)
    may_file = may_work_on.allows(request.actor, file.case, file.circle)
    stored = submit(form, file_documents, case=file.case, actor=request.actor, today=request.today)
    if stored is not None:
        many = german.count(len(stored), "Datei ist abgelegt", "Dateien sind abgelegt")
        tell(request, f"{many}." if stored else "Das lag schon in der Akte.")
        return redirect("casework:documents", number)
    filed = filed_in(file.case.id, request.today)
    chosen = request.GET.get("art", "")
    return render(
        request,
        "casework/documents.html",
        file=file,
        form=form if may_file else None,
        shown=filed.of_kind(FileKind(chosen) if chosen in FileKind.values else None),
        filed=filed,
        kinds=[(kind.value, kind.label) for kind in FileKind if filed.of_kind(kind)],
        mine=_removable(request, file, filed),
        gone_on=gone_on,
    )


def _removable(request: Request, file: File, filed: Filed) -> set[UUID]:
    """What the reader may delete or bring back."""
    everything = (*filed.files, *filed.deleted)
    return {one.id for one in everything if may_remove_document.allows(request.actor, one.author_id, file.circle)}


@page("GET", reads_file=True)
def document(request: Request, number: str, document_id: UUID) -> HttpResponse:
    """Hand a document out, to be saved."""
    case = open_file(request, number).case
    stored = file_in(case.id, document_id)
    content = open_document(stored=stored, actor=request.actor)
    return download(content, name=stored.name, media_type=stored.media_type)


@page("POST")
def delete(request: Request, number: str, document_id: UUID) -> HttpResponse:
    """Take a document out of the case."""
    case = open_file(request, number).case
    stored = file_in(case.id, document_id)
    delete_document(case=case, document=stored, actor=request.actor, today=request.today)
    tell(request, "Die Datei ist gelöscht. Sie können sie unten auf dieser Seite zurückholen.")
    return redirect("casework:documents", number)


@page("POST")
def bring_back(request: Request, number: str, document_id: UUID) -> HttpResponse:
    """Put a deleted document back."""
    case = open_file(request, number).case
    stored = file_in(case.id, document_id)
    bring_document_back(case=case, document=stored, actor=request.actor, today=request.today)
    tell(request, "Die Datei liegt wieder in der Akte.")
    return redirect("casework:documents", number)
