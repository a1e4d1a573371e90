"""Letters and certificates of a case: chosen, filled in, looked at, filed."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from faden.domain.cases.queries.file import File
from faden.domain.cases.queries.transfers import basis_in_words
from faden.domain.cases.rules import CaseRule, may_work_on
from faden.domain.client_texts.shipped import reading_language
from faden.domain.consent.enums import TransferKind
from faden.domain.consent.queries import laws_on, releases_of
from faden.domain.letters import queries
from faden.domain.letters.enums import Addressee, LetterState
from faden.domain.letters.operations import writing as operations
from faden.domain.letters.rules import covering, may_change, may_file
from faden.domain.organisations.queries import organisations
from faden.kernel.access.errors import Conflict, NotVisible
from faden.reporting.letter_papers import letter_pdf, told
from faden.web.casework.forms.letters import FileForm, LetterChangeForm, NewLetterForm, SignedForm
from faden.web.casework.views.file import open_file
from faden.web.layout.downloads import download
from faden.web.layout.drafts import keep_draft
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit

FORM = "casework/letter_form.html"


@page("GET", reads_file=True)
def letters(request: Request, number: str) -> HttpResponse:
    """What has been written in this case, and what can be written."""
    file = open_file(request, number)
    may_write = may_work_on.allows(request.actor, file.case, file.circle)
    return render(
        request,
        "casework/letters.html",
        file=file,
        case=file.case,
        letters=queries.letters_of(file.case),
        offered=queries.offered() if may_write else [],
    )


@page("GET", "POST", reads_file=True)
def write(request: Request, number: str, letter_key: str) -> HttpResponse:
    """Fill in a template."""
    case = open_file(request, number, may_work_on).case
    template = queries.template(letter_key)
    if template not in queries.offered():
        raise NotVisible
    form = NewLetterForm(
        request.POST or None,
        addressee=template.addressee,
        blanks=queries.blanks_of(template.text),
        values=queries.known_values(case, None, request.today),
        translations=queries.translations_of(template),
        initial=_suggested(request, case, template),
        **_choices(case, request),
    )
    keep_draft(request, form, "letter", f"{number}-{letter_key}")
    arguments = {"case": case, "key": letter_key, "actor": request.actor, "today": request.today}
    written = submit(form, operations.write_letter, **arguments)
    if written:
        return redirect("casework:letter", number, written.id)
    return render(request, FORM, case=case, form=form, title=template.title, act="Weiter zur Vorschau")


@page("GET", "POST", reads_file=True)
def change(request: Request, number: str, letter_id: UUID) -> HttpResponse:
    """Change what was filled in."""
    file, letter, _ = _open(request, number, letter_id, may_work_on)
    may_change.check(letter)
    form = LetterChangeForm(
        request.POST or None,
        addressee=Addressee.ORGANISATION if letter.organisation_id else Addressee.CLIENT,
        blanks=queries.blanks_of(letter.text),
        values=letter.values,
        translations=queries.translations_of(queries.template_of(letter)),
        initial=_filled_in(letter),
        **_choices(file.case, request),
    )
    keep_draft(request, form, "letter_change", letter_id)
    if submit(form, operations.change_letter, letter=letter, actor=request.actor, today=request.today):
        return redirect("casework:letter", number, letter_id)
    return render(request, FORM, case=file.case, form=form, title=letter.title, act="Weiter zur Vorschau")


@page("GET", reads_file=True)
def letter(request: Request, number: str, letter_id: UUID) -> HttpResponse:
    """The letter as it will stand on paper, and what is still needed."""
    file, found, releases = _open(request, number, letter_id)
    release = found.release or covering(releases, found, request.today)
    is_draft = found.state == LetterState.DRAFT
    works = may_work_on(request.actor, file.case, file.circle)
    return render(
        request,
        "casework/letter.html",
        file=file,
        case=file.case,
        letter=found,
        paper=told(found, file.case, release),
        basis=basis_in_words(rests) if (rests := found.law or release) else "",
        is_draft=is_draft,
        may_write=works is None,
        refusal=works or may_file(request.actor, found, file.circle, releases, request.today),
        empty_blanks=queries.empty_in(found) if is_draft else [],
        form=FileForm(initial={"version": found.version}),
    )


@page("GET", reads_file=True)
def preview(request: Request, number: str, letter_id: UUID) -> HttpResponse:
    """The draft as PDF, before it is filed."""
    file, found, releases = _open(request, number, letter_id)
    if found.state != LetterState.DRAFT:
        raise NotVisible
    pdf = letter_pdf(found, file.case, covering(releases, found, request.today))
    return download(pdf, name=f"entwurf-{found.template_key}.pdf", media_type="application/pdf")


@page("POST")
def file(request: Request, number: str, letter_id: UUID) -> HttpResponse:
    """File exactly what was previewed."""
    opened, found, releases = _open(request, number, letter_id, may_work_on)
    pdf = letter_pdf(found, opened.case, covering(releases, found, request.today))
    arguments = {"letter": found, "pdf": pdf, "actor": request.actor, "today": request.today}
    try:
        if submit(FileForm(request.POST), operations.file_letter, **arguments):
            tell(request, "Der Brief ist abgelegt. Drucken Sie ihn aus, und legen Sie das unterschriebene Blatt dazu.")
    except Conflict:
        tell(request, "Der Brief hat sich inzwischen geändert. Bitte sehen Sie ihn noch einmal an.")
    return redirect("casework:letter", number, letter_id)


@page("POST")
def discard(request: Request, number: str, letter_id: UUID) -> HttpResponse:
    """Throw a draft away."""
    _, found, _ = _open(request, number, letter_id, may_work_on)
    operations.discard_letter(letter=found, actor=request.actor, today=request.today)
    tell(request, "Der Entwurf ist verworfen.")
    return redirect("casework:letters", number)


@page("GET", "POST", reads_file=True)
def signed(request: Request, number: str, letter_id: UUID) -> HttpResponse:
    """File the signed sheet."""
    opened, found, _ = _open(request, number, letter_id, may_work_on)
    if found.state != LetterState.FILED:
        raise NotVisible
    form = SignedForm(request.POST or None, request.FILES or None)
    if submit(form, operations.file_signed, letter=found, actor=request.actor, today=request.today):
        tell(request, "Das unterschriebene Blatt liegt bei den Dokumenten.")
        return redirect("casework:letter", number, letter_id)
    return render(request, "casework/letter_signed.html", case=opened.case, letter=found, form=form)


def _open(request: Request, number: str, letter_id: UUID, may: CaseRule | None = None) -> tuple[File, Any, list[Any]]:
    opened = open_file(request, number, may)
    found = queries.letter_of(opened.case, letter_id)
    releases = releases_of(opened.case.person_id, on=request.today) if found.organisation_id else []
    return opened, found, releases


def _suggested(request: Request, case: Any, template: Any) -> dict[str, Any]:
    """What probably fits a new letter; to whom and on which norm, the link to the page may have named."""
    if template.addressee != Addressee.CLIENT:
        return {"organisation": request.GET.get("stelle", ""), "law": request.GET.get("grundlage", "")}
    return {"address": queries.client_address(case), "language": reading_language(case.person.language)}


def _filled_in(letter: Any) -> dict[str, Any]:
    """What stands in a draft."""
    told = {name: getattr(letter, name) for name in ("address", "organisation", "law", "version")}
    return {**told, "language": letter.translation["language"] if letter.translation else ""}


def _choices(case: Any, request: Request) -> dict[str, Any]:
    released = [one.organisation_id for one in releases_of(case.person_id, on=request.today)]
    laws = laws_on(request.today, carrying=TransferKind.LETTER)
    return {"organisations": organisations(), "released": released, "laws": laws}
