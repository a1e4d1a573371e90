"""Write down contacts, correct them, read former texts."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone

from faden.domain.cases.enums import AccessPath, ContactKind, Visibility
from faden.domain.cases.operations.notes import correct_note, write_note
from faden.domain.cases.queries.file import case_or_404
from faden.domain.cases.queries.notes import note_of, revisions_of
from faden.domain.cases.rules import may_correct_note, may_work_on
from faden.domain.catalogues.queries import life_domains
from faden.web.casework.forms.contact import ContactForm, CorrectionForm
from faden.web.casework.views.file import open_file
from faden.web.layout.drafts import keep_draft
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit


@page("GET", "POST", reads_file=True)
def contact(request: Request, number: str) -> HttpResponse:
    """Write a contact down: on its own page, or (htmx) above the story."""
    reading = request.method == "GET"
    case = open_file(request, number, may_work_on).case if reading else case_or_404(number)
    initial = {
        "on": request.today,
        "minutes": 30,
        "kind": ContactKind.VISIT,
        "access_path": AccessPath.APPOINTMENT,
        "language": case.person.language,
        "interpreter": case.person.interpreter_needed,
        "visibility": Visibility.CIRCLE,
    }
    form = ContactForm(request.POST or None, initial=initial, life_domains=life_domains())
    keep_draft(request, form, "contact", number)
    if submit(form, write_note, case=case, actor=request.actor, today=request.today, now=timezone.now()):
        tell(request, "Der Kontakt ist festgehalten.")
        return redirect("casework:case", number)
    return render(request, "casework/contact.html", block="form" if request.htmx else None, case=case, form=form)


@page("GET", "POST", reads_file=True)
def correct(request: Request, number: str, note_id: UUID) -> HttpResponse:
    """Correct one's own note; its former texts stand below."""
    case = open_file(request, number).case
    note = note_of(case, note_id)
    may_correct_note.check(request.actor, note)
    form = CorrectionForm(request.POST or None, initial={"text": note.text, "version": note.version})
    keep_draft(request, form, "correction", note_id)
    if submit(form, correct_note, note=note, actor=request.actor, now=timezone.now()):
        tell(request, "Die Notiz ist berichtigt. Die bisherige Fassung bleibt erhalten.")
        return redirect("casework:case", number)
    return render(request, "casework/correct_note.html", case=case, form=form, note=note, former=revisions_of(note))
