"""Write down contacts, correct them, read former texts."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone

from faden.domain.cases.enums import AccessPath, ContactKind, Visibility
from faden.domain.cases.operations.notes import correct_note, write_note
from faden.domain.cases.queries.file import case_or_404
from faden.domain.cases.queries.notes import former_versions, note_of
from faden.domain.cases.rules import may_correct_note, may_work_on
from faden.domain.catalogues.queries import life_domains
from faden.domain.organisations.queries import organisations
from faden.domain.people.queries.people import household_members
from faden.domain.subject_requests.queries import doubted_in
from faden.kernel.access.roles import Role
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
    form = ContactForm(request.POST or None, request.FILES or None, **_prepared(request, case))
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
    initial = {name: getattr(note, name) for name in ("text", "minutes", "kind", "visibility", "version")}
    form = CorrectionForm(request.POST or None, initial=initial, is_inside=_is_inside(request))
    keep_draft(request, form, "correction", note_id)
    if submit(form, correct_note, note=note, actor=request.actor, now=timezone.now()):
        tell(request, "Die Notiz ist berichtigt. Die bisherige Fassung bleibt erhalten.")
        return redirect("casework:case", number)
    beside: dict[str, Any] = {"former": former_versions(note), "doubted": doubted_in([note.id]).get(note.id, [])}
    return render(request, "casework/correct_note.html", case=case, form=form, note=note, **beside)


def _prepared(request: Request, case: Any) -> dict[str, Any]:
    """How the form begins, and what can be chosen in it."""
    initial = {
        "on": request.today,
        "minutes": 30,
        "kind": ContactKind.VISIT,
        "access_path": AccessPath.APPOINTMENT,
        "language": case.person.language,
        "interpreter": case.person.interpreter_needed,
        "visibility": Visibility.CIRCLE,
    }
    return {
        "initial": initial,
        "life_domains": life_domains(),
        "relatives": _relatives(case, request),
        "organisations": organisations(),
        "is_inside": _is_inside(request),
    }


def _is_inside(request: Request) -> bool:
    """Whether somebody counsels for the KIM; helpers of partner organisations hold another role."""
    return request.actor.has(Role.CASE_MANAGER)


def _relatives(case: Any, request: Request) -> list[Any]:
    """Who of the household can have taken part besides the client."""
    if case.household_id is None:
        return []
    members = household_members(case.household_id, request.today)
    return [member.person for member in members if member.person_id != case.person_id]
