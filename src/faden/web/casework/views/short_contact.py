"""An open-hour consultation in one form."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from faden.domain.cases.enums import AccessPath, ContactKind
from faden.domain.cases.queries.contacts import last_used, written_on
from faden.domain.cases.queries.file import case_or_404
from faden.domain.cases.rules import may_open_case
from faden.lib import german
from faden.processes.short_contact import ShortContact, record_short_contact
from faden.web.casework.forms.short_contact import PERSON, ShortContactForm
from faden.web.casework.views.search import chosen_person, similar_people
from faden.web.layout.drafts import keep_draft
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit

TAKE_OVER = "uebernehmen"


@page("GET", "POST")
def short_contact(request: Request) -> HttpResponse:
    """Ready for the next person after each saving; similar people are shown before a name is stored."""
    may_open_case.check(request.actor)
    fresh = request.method == "GET" or TAKE_OVER in request.POST
    form = ShortContactForm(None if fresh else request.POST, initial=_initial(request))
    keep_draft(request, form, "short_contact")
    case = case_or_404(request.POST["case"]) if request.POST.get("case") else None
    known = chosen_person(request.POST.get("person", ""))
    found = None if case or known else similar_people(form, request)
    if found is None and (
        stored := submit(
            form,
            record_short_contact,
            case=case,
            known=known,
            actor=request.actor,
            today=request.today,
            now=timezone.now(),
        )
    ):
        tell(request, _sentence(stored))
        return redirect("casework:short_contact")
    written = written_on(request.actor, request.today)
    return render(request, "casework/short_contact.html", form=form, found=found, written=written)


def _initial(request: Request) -> dict[str, Any]:
    """What the last contact and the search before suggest."""
    last = last_used(request.actor)
    typed = {name: request.POST.get(name, "") for name in PERSON} if TAKE_OVER in request.POST else {}
    return {
        "on": request.today,
        "kind": ContactKind.VISIT,
        "access_path": last.access_path if last and last.on == request.today else AccessPath.OPEN_HOUR,
        "municipality": last.municipality_id if last else "",
        **typed,
    }


def _sentence(stored: ShortContact) -> str:
    """What was stored, without a name."""
    note, case = stored.note, stored.case
    what = "Anonymer Kontakt"
    if case:
        what = f"Neue Kurzintervention {case.number}" if stored.is_new_case else f"Kontakt zu Fall {case.number}"
    return f"{what} gespeichert: {german.duration(note.minutes)}, {note.municipality}. Bereit für die nächste Person."
