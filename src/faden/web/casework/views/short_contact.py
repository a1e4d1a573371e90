"""An open-hour consultation in one form."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from faden.domain.cases.enums import AccessPath, ContactKind
from faden.domain.cases.queries.contacts import Written, languages_spoken, last_used, written_on
from faden.domain.cases.queries.file import case_or_404
from faden.domain.cases.rules import may_open_case
from faden.lib import german
from faden.lib.languages import language_name
from faden.processes.short_contact import ShortContact, record_short_contact
from faden.web.casework.forms.new_person import NAMES
from faden.web.casework.forms.short_contact import ShortContactForm
from faden.web.casework.views.search import chosen_person, similar_people
from faden.web.layout.drafts import keep_draft
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit

TAKE_OVER = "uebernehmen"
#: The languages of the last year, so many of them, stand first.
LATELY, FREQUENT = timedelta(days=365), 6


@page("GET", "POST")
def short_contact(request: Request) -> HttpResponse:
    """Ready for the next person after each saving; similar people are shown before a name is stored."""
    may_open_case.check(request.actor)
    fresh = request.method == "GET" or TAKE_OVER in request.POST
    spoken = languages_spoken(request.actor, request.today - LATELY, FREQUENT)
    form = ShortContactForm(None if fresh else request.POST, initial=_initial(request), languages=spoken)
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
    return render(request, "casework/short_contact.html", form=form, found=found, written=told_of(written, form))


def _initial(request: Request) -> dict[str, Any]:
    """What the last contact and the search before suggest."""
    last = last_used(request.actor)
    typed = {name: request.POST.get(name, "") for name in NAMES} if TAKE_OVER in request.POST else {}
    session = last if last and last.on == request.today else None
    return {
        "on": request.today,
        "kind": session.kind if session else ContactKind.VISIT,
        "access_path": session.access_path if session else AccessPath.OPEN_HOUR,
        "language": session.language if session else "",
        "municipality": last.municipality_id if last else "",
        **typed,
    }


@dataclass(frozen=True)
class Told:
    """A contact of today in the list beside the form."""

    contact: Written
    words: str


def told_of(written: list[Written], form: ShortContactForm) -> list[Told]:
    """Language and topics of today's contacts in words; the form has read the names of the topics already."""
    topics = form.topics
    return [
        Told(
            one,
            ", ".join(
                [
                    *([language_name(one.language)] if one.language else []),
                    *(topics[key] for key in one.life_domain_ids if key in topics),
                ]
            ),
        )
        for one in written
    ]


def _sentence(stored: ShortContact) -> str:
    """What was stored, without a name."""
    note, case = stored.note, stored.case
    what = "Anonymer Kontakt"
    if case:
        what = f"Neue Kurzintervention {case.number}" if stored.is_new_case else f"Kontakt zu Fall {case.number}"
    return f"{what} gespeichert: {german.duration(note.minutes)}, {note.municipality}. Bereit für die nächste Person."
