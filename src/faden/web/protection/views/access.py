"""Requests for access (Art. 15 GDPR): received, collected, reviewed, answered."""

from typing import Any

from django.http import HttpResponse

from faden.domain.subject_requests.enums import AccessAct, AccessState
from faden.domain.subject_requests.operations import access as operations
from faden.domain.subject_requests.package import to_review, waiting_sections
from faden.domain.subject_requests.queries import (
    answered_requests,
    open_requests,
    opened,
    package_of,
    request_by_number,
)
from faden.domain.subject_requests.rules import is_possible, may_answer, may_be_extended
from faden.kernel.access.errors import NotVisible, Refused
from faden.reporting.subject_access import as_json, as_pdf
from faden.web.layout.downloads import download
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit
from faden.web.protection import access_forms as forms

MOST_DONE = 50
ONE, REVIEW = "protection:access", "protection:access_review"


@page("GET")
def listing(request: Request) -> HttpResponse:
    """/datenschutz/auskunft/: what waits with its deadline, what was answered; no names."""
    return render(
        request,
        "protection/access_list.html",
        waiting=open_requests(request.actor),
        done=answered_requests(request.actor, MOST_DONE),
    )


@page("GET", "POST")
def receive(request: Request) -> HttpResponse:
    """…/neu/: record that somebody asks."""
    may_answer.check(request.actor)
    form = forms.ReceiveForm(request.POST or None, initial={"received_on": request.today})
    if access := submit(form, operations.receive_for_case, actor=request.actor, today=request.today):
        tell(request, "Das Ersuchen ist eingetragen; die Frist läuft.")
        return redirect(ONE, access.number)
    return _form(request, None, form, title="Auskunftsersuchen eintragen", act="Eintragen")


@page("GET")
def access(request: Request, number: str) -> HttpResponse:
    """…/<Nummer>/: how far one is, and the next step."""
    found = request_by_number(request.actor, number)
    one = found.access
    package = package_of(one)
    return render(
        request,
        "protection/access.html",
        one=one,
        numbers=found.numbers,
        package=package,
        steps=_steps(one),
        may=lambda act: is_possible.allows(one, AccessAct(act)),
        may_be_extended=may_be_extended.allows(one, request.today),
        is_out=one.state in (AccessState.REVIEWED, AccessState.DELIVERED) and package is not None,
    )


@page("GET", "POST")
def identity(request: Request, number: str) -> HttpResponse:
    """…/identitaet/: how it was made sure who asks."""
    one = _open_one(request, number)
    known = {"version": one.version, "identity": one.identity, "identity_note": one.identity_note}
    form = forms.IdentityForm(request.POST or None, initial=known)
    if submit(form, operations.check_identity, access=one, actor=request.actor):
        tell(request, "Die Prüfung der Identität ist festgehalten.")
        return redirect(ONE, number)
    lead = (
        "Daten gehen nur an die Person selbst oder an wen sie beauftragt hat. Ohne diese Angabe wird nichts gesammelt."
    )
    return _form(request, one, form, title="Identität prüfen", act="Festhalten", lead=lead)


@page("POST", fresh=True)
def collect(request: Request, number: str) -> HttpResponse:
    """…/zusammenstellen/: collect everything, once more if it was collected before."""
    one = request_by_number(request.actor, number).access
    if submit(
        forms.VersionForm(request.POST), operations.collect, access=one, actor=request.actor, today=request.today
    ):
        tell(request, "Die Daten sind zusammengestellt. Bitte jetzt Abschnitt für Abschnitt prüfen.")
        return redirect(REVIEW, number)
    return redirect(ONE, number)


@page("GET", reads_file=True)
def review(request: Request, number: str) -> HttpResponse:
    """…/pruefen/: the sections, and which of them wait."""
    one = request_by_number(request.actor, number).access
    content = operations.read_package(access=one, actor=request.actor)
    sections = [(section, len(to_review(section))) for section in content["sections"]]
    is_open = is_possible.allows(one, AccessAct.REVIEW)
    waiting = waiting_sections(content)
    return render(
        request, "protection/access_review.html", one=one, sections=sections, waiting=len(waiting), is_open=is_open,
        first_waiting=waiting[0] if waiting else "",
    )  # fmt: skip


@page("GET", "POST", reads_file=True)
def section(request: Request, number: str, table: str) -> HttpResponse:
    """…/pruefen/<Abschnitt>/: each passage is blacked out or released; then on to the next that waits."""
    one = request_by_number(request.actor, number).access
    _, content = opened(one)
    found = next((part for part in content["sections"] if part["table"] == table), None)
    if found is None:
        raise NotVisible
    is_open = is_possible.allows(one, AccessAct.REVIEW)
    form = forms.BlackForm(request.POST or None, passages=len(to_review(found)), initial={"version": one.version})
    if submit(form, operations.review_section, access=one, table=table, actor=request.actor):
        tell(request, f"„{found['name']}“ ist geprüft.")
        rest = [key for key in waiting_sections(content) if key != table]
        return redirect("protection:access_section", number, rest[0]) if rest else redirect(REVIEW, number)
    return render(
        request, "protection/access_section.html", one=one, section=found, form=form, is_open=is_open,
        has_texts=bool(to_review(found)),
    )  # fmt: skip


@page("POST")
def finish(request: Request, number: str) -> HttpResponse:
    """…/pruefung-abschliessen/: it may be handed over."""
    one = request_by_number(request.actor, number).access
    form = forms.VersionForm(request.POST)
    if submit(form, operations.finish_review, access=one, actor=request.actor, today=request.today):
        tell(request, "Die Prüfung ist abgeschlossen. Die Auskunft liegt bereit.")
    return redirect(ONE, number)


@page("GET", "POST")
def extend(request: Request, number: str) -> HttpResponse:
    """…/verlaengern/: two more months, with the reason."""
    one = request_by_number(request.actor, number).access
    may_be_extended.check(one, request.today)
    form = forms.ExtendForm(request.POST or None, initial={"version": one.version})
    if submit(form, operations.extend, access=one, actor=request.actor, today=request.today):
        tell(request, "Die Frist ist um zwei Monate verlängert. Bitte die Person benachrichtigen.")
        return redirect(ONE, number)
    return _form(request, one, form, title="Frist verlängern", act="Um zwei Monate verlängern")


@page("GET", "POST")
def refuse(request: Request, number: str) -> HttpResponse:
    """…/ablehnen/: with the ground and the reason."""
    one = request_by_number(request.actor, number).access
    is_possible.check(one, AccessAct.REFUSE)
    form = forms.RefuseForm(request.POST or None, initial={"version": one.version})
    if submit(form, operations.refuse, access=one, actor=request.actor, today=request.today):
        tell(request, "Das Ersuchen ist abgelehnt. Was gesammelt war, ist gelöscht.")
        return redirect(ONE, number)
    return _form(request, one, form, title="Auskunft ablehnen", act="Ablehnen")


@page("GET", "POST")
def deliver(request: Request, number: str) -> HttpResponse:
    """…/erteilen/: note that it was handed over."""
    one = request_by_number(request.actor, number).access
    is_possible.check(one, AccessAct.DELIVER)
    form = forms.DeliverForm(request.POST or None, initial={"version": one.version})
    if submit(form, operations.deliver, access=one, actor=request.actor, today=request.today):
        tell(request, "Die Auskunft ist erteilt.")
        return redirect(ONE, number)
    return _form(request, one, form, title="Auskunft erteilen", act="Als ausgehändigt eintragen")


@page("GET", reads_file=True, fresh=True)
def pdf(request: Request, number: str) -> HttpResponse:
    """…/auskunft.pdf: what the person reads."""
    one = request_by_number(request.actor, number).access
    told = operations.hand_out(access=one, as_what="pdf", actor=request.actor)
    return download(
        as_pdf(told, received_on=one.received_on), name=f"Auskunft {number}.pdf", media_type="application/pdf"
    )


@page("GET", reads_file=True, fresh=True)
def data(request: Request, number: str) -> HttpResponse:
    """…/auskunft.json: the same for machines (Art. 20)."""
    one = request_by_number(request.actor, number).access
    told = operations.hand_out(access=one, as_what="json", actor=request.actor)
    return download(as_json(told), name=f"Auskunft {number}.json", media_type="application/json")


def _open_one(request: Request, number: str) -> Any:
    """One that is not answered yet."""
    one = request_by_number(request.actor, number).access
    if one.ended_on is not None:
        raise Refused("Das Ersuchen ist beantwortet.")
    return one


def _form(request: Request, one: Any, form: Any, *, title: str, act: str, lead: str = "") -> HttpResponse:
    return render(request, "protection/access_form.html", one=one, form=form, title=title, act=act, lead=lead)


def _steps(one: Any) -> list[dict[str, str]]:
    """The way of a request for the stepper."""
    way = [AccessState.RECEIVED, AccessState.COLLECTED, AccessState.REVIEWED, AccessState.DELIVERED]
    if one.state == AccessState.REFUSED:
        return [
            {"label": way[0].label, "state": "done"},
            {"label": AccessState.REFUSED.label, "state": "ended"},
        ]
    here = way.index(AccessState(one.state))
    is_done = one.state == AccessState.DELIVERED
    return [
        {"label": state.label, "state": "done" if place < here or is_done else "here" if place == here else "open"}
        for place, state in enumerate(way)
    ]
