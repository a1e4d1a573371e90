"""The client and the others of the household: what is known of them, and how it has changed."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from faden.domain.cases.queries.family import person_in_file
from faden.domain.cases.rules import may_work_on
from faden.domain.people.enums import EntryKind
from faden.domain.people.operations import end_entry, strike_entry
from faden.domain.people.queries import entry_or_404, histories_of
from faden.domain.people.queries.target_groups import target_groups_of
from faden.domain.people.rules import may_keep_people
from faden.domain.subject_requests.queries import doubted
from faden.kernel.access.errors import NotVisible
from faden.processes.client_data import add_entry, correct_client, correct_entry
from faden.web.casework.forms.histories import FORMS, EndForm, StrikeForm
from faden.web.casework.forms.person import FIELDS, PersonForm
from faden.web.casework.person_words import WORDS, parts_of
from faden.web.casework.proposals import with_proposals
from faden.web.casework.story import WORDS as SHOWN
from faden.web.casework.views.file import open_file
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit

KEPT = "Was bisher dort stand, bleibt als frühere Fassung erhalten."


@page("GET", reads_file=True)
def person(request: Request, number: str, person_id: UUID | None = None) -> HttpResponse:
    """What is known of the client, or of somebody in the household."""
    file = open_file(request, number)
    whom = person_in_file(file.case, person_id or file.case.person_id, request.today)
    keeps = may_keep_people.allows(request.actor) and may_work_on.allows(request.actor, file.case, file.circle)
    histories = histories_of(whom, request.today)
    groups = target_groups_of(whom, histories, request.today)
    parts = parts_of(histories, request.today)
    shown: dict[str, Any] = {"person": whom, "parts": parts, "groups": groups, "keeps": keeps}
    shown["doubted"] = doubted(whom.id)
    return render(request, "casework/person.html", file=file, **shown, **SHOWN)


@page("GET", "POST", reads_file=True)
def edit(request: Request, number: str, person_id: UUID) -> HttpResponse:
    """Correct names, birth date, and how to talk with somebody."""
    case, whom = to_keep(request, number, person_id)
    known = {name: getattr(whom, name) for name in (*FIELDS, "version")}
    housed = histories_of(whom, request.today, EntryKind.ADDRESS)[EntryKind.ADDRESS].current
    form = PersonForm(request.POST or None, initial=known, has_address=bool(housed))
    if submit(form, correct_client, case=case, person=whom, actor=request.actor, today=request.today):
        tell(request, with_proposals("Die Angaben zur Person sind gespeichert.", case, request.today, about=whom))
        return redirect("casework:member", number, whom.id)
    return render(request, "casework/person_form.html", case=case, person=whom, form=form)


@page("GET", "POST", reads_file=True)
def add(request: Request, number: str, person_id: UUID, history: str) -> HttpResponse:
    """Add a line to a history."""
    case, whom = to_keep(request, number, person_id)
    kind = _kind(history)
    running = histories_of(whom, request.today, kind)[kind].current
    form = FORMS[kind](request.POST or None, running=running, initial={"since": request.today})
    if submit(form, add_entry, case=case, person=whom, history=kind, actor=request.actor, today=request.today):
        tell(request, with_proposals("Die Angabe ist eingetragen.", case, request.today, about=whom))
        return redirect("casework:member", number, whom.id)
    return form_page(
        request, case=case, person=whom, form=form, title=WORDS[kind][0], act="Eintragen", lead=WORDS[kind][1]
    )


@page("GET", "POST", reads_file=True)
def correct(request: Request, number: str, person_id: UUID, history: str, entry_id: UUID) -> HttpResponse:
    """Correct a line; what it said before is kept."""
    case, whom = to_keep(request, number, person_id)
    kind = _kind(history)
    entry = entry_or_404(whom, kind, entry_id)
    names = (*FORMS[kind].base_fields, "version")
    initial = {name: getattr(entry, name) for name in names if hasattr(entry, name)}
    form = FORMS[kind](request.POST or None, corrects=True, initial={**initial, "last_day": last_day_of(entry)})
    if submit(form, correct_entry, case=case, entry=entry, actor=request.actor, today=request.today):
        tell(request, with_proposals("Die Angabe ist berichtigt.", case, request.today, about=whom))
        return redirect("casework:member", number, whom.id)
    title = f"{kind.label} berichtigen"
    strikes = {"kind": kind, "entry": entry}
    return form_page(request, case=case, person=whom, form=form, title=title, act="Berichtigen", lead=KEPT, **strikes)


@page("GET", "POST", reads_file=True)
def end(request: Request, number: str, person_id: UUID, history: str, entry_id: UUID) -> HttpResponse:
    """Say until when a line was true."""
    case, whom = to_keep(request, number, person_id)
    kind = _kind(history)
    entry = entry_or_404(whom, kind, entry_id)
    form = EndForm(request.POST or None, initial={"version": entry.version})
    if submit(form, end_entry, entry=entry, actor=request.actor, today=request.today):
        tell(request, "Die Angabe ist beendet und steht jetzt unter „Früher“.")
        return redirect("casework:member", number, whom.id)
    lead = "Die Angabe bleibt mit Anfang und Ende in der Akte."
    return form_page(
        request, case=case, person=whom, form=form, title=f"{kind.label} beenden", act="Beenden", lead=lead
    )


@page("POST")
def strike(request: Request, number: str, person_id: UUID, history: str, entry_id: UUID) -> HttpResponse:
    """Strike out a line that was wrong altogether."""
    _, whom = to_keep(request, number, person_id)
    entry = entry_or_404(whom, _kind(history), entry_id)
    form = StrikeForm(request.POST)
    if not submit(form, strike_entry, entry=entry, actor=request.actor, today=request.today):
        tell(request, "Die Angabe wurde nicht gestrichen. Bitte laden Sie die Seite neu.")
        return redirect("casework:correct_entry", number, whom.id, history, entry.id)
    tell(request, "Die Angabe ist gestrichen.")
    return redirect("casework:member", number, whom.id)


def last_day_of(entry: Any) -> Any:
    """As people write the end of a period."""
    return entry.until and entry.until.fromordinal(entry.until.toordinal() - 1)


def to_keep(request: Request, number: str, person_id: UUID) -> tuple[Any, Any]:
    """The case and somebody in it, to write down something about them."""
    may_keep_people.check(request.actor)
    case = open_file(request, number, may_work_on).case
    return case, person_in_file(case, person_id, request.today)


def _kind(history: str) -> EntryKind:
    if history not in EntryKind.values:
        raise NotVisible
    return EntryKind(history)


def form_page(request: Request, **context: Any) -> HttpResponse:
    """A small form about a person."""
    return render(request, "casework/entry.html", **{"entry": None, "kind": None, **context})
