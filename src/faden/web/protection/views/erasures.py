"""Erasures: what is due, what waits, what was done."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone

from faden.domain.retention.calculation import WAIT
from faden.domain.retention.enums import ErasureAct, ErasureState
from faden.domain.retention.operations import announce, carry_out, hold, lift, note_answer, offer_to_archive, stop
from faden.domain.retention.queries import (
    cleared_by_itself,
    done_erasures,
    erasure_by_number,
    hold_by_id,
    holds_of,
    open_erasures,
    periods,
    preview,
    to_announce,
)
from faden.domain.retention.rules import is_in_force, is_possible, is_time, may_erase
from faden.kernel.access.errors import NotVisible
from faden.kernel.access.roles import Role
from faden.lib.german import count
from faden.reporting.erasure_certificate import certificate, in_words
from faden.web.layout.downloads import download
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit
from faden.web.protection.erasure_forms import AnnounceForm, AnswerForm, HoldForm, StopForm, VersionForm

MOST_DONE = 50


@page("GET", "POST")
def listing(request: Request) -> HttpResponse:
    """/datenschutz/loeschung/: which periods are over, what is announced, what was erased."""
    may_erase.check(request.actor)
    proposed, kept = to_announce(), periods(request.today)
    form = AnnounceForm(request.POST or None, proposed=proposed)
    if announced := submit(form, announce, actor=request.actor, today=request.today):
        told = count(len(announced), "Löschung ist", "Löschungen sind")
        tell(request, f"{told} angekündigt; gewartet wird {WAIT.days} Tage.")
        return redirect("protection:erasures")
    return render(
        request,
        "protection/erasures.html",
        form=form,
        proposed=proposed,
        waiting=open_erasures(request.today),
        done=done_erasures(MOST_DONE),
        wait=WAIT.days,
        period=kept["case_file"],
        by_itself=cleared_by_itself(kept),
    )


@page("GET")
def erasure(request: Request, number: str) -> HttpResponse:
    """/datenschutz/loeschung/<Nummer>/: one erasure; also for whoever is responsible for the case."""
    found = erasure_by_number(number, request.today)
    one, leads = found.erasure, request.actor.has(Role.DATA_PROTECTION)
    holds = holds_of(one.case_id)
    closed_on = found.case.closed_on if found.case else None
    is_open, is_done = is_possible.allows(one, ErasureAct.STOP), one.state == ErasureState.CARRIED_OUT
    return render(
        request,
        "protection/erasure.html",
        one=one,
        case=found.case,
        holds=[(each, is_in_force(each, request.today)) for each in holds],
        leads=leads,
        is_open=is_open,
        reason=is_time(one, holds, closed_on=closed_on, today=request.today) if is_open else None,
        may=lambda act: leads and is_possible.allows(one, ErasureAct(act)),
        lines=in_words(preview(one) if leads else {}, is_done=is_done),
        is_done=is_done,
    )


@page("POST")
def offer(request: Request, number: str) -> HttpResponse:
    """…/anbieten/: note that the file was offered to the archive."""
    found = erasure_by_number(number, request.today).erasure
    form = VersionForm(request.POST)
    if submit(form, offer_to_archive, erasure=found, actor=request.actor, today=request.today):
        tell(request, "Das Angebot an das Archiv ist eingetragen.")
    return redirect("protection:erasure", number)


@page("GET", "POST")
def answer(request: Request, number: str) -> HttpResponse:
    """…/archiv/: what the archive has answered."""
    may_erase.check(request.actor)
    found = erasure_by_number(number, request.today).erasure
    is_possible.check(found, ErasureAct.ANSWER)
    form = AnswerForm(request.POST or None, initial={"version": found.version})
    if submit(form, note_answer, erasure=found, actor=request.actor, today=request.today):
        tell(request, "Die Antwort des Archivs ist eingetragen.")
        return redirect("protection:erasure", number)
    return render(request, "protection/erasure_answer.html", one=found, form=form)


@page("GET", "POST", fresh=True)
def execute(request: Request, number: str) -> HttpResponse:
    """…/ausfuehren/: erase; asked once more, because nothing brings it back."""
    may_erase.check(request.actor)
    found = erasure_by_number(number, request.today)
    closed_on = found.case.closed_on if found.case else None
    is_time.check(found.erasure, holds_of(found.erasure.case_id), closed_on=closed_on, today=request.today)
    form = VersionForm(request.POST or None, initial={"version": found.erasure.version})
    if submit(form, carry_out, erasure=found.erasure, actor=request.actor, today=request.today):
        tell(request, "Die Akte ist gelöscht. Das Löschprotokoll liegt bereit.")
        return redirect("protection:erasure", number)
    rows = sum(preview(found.erasure).values())
    return render(request, "protection/erasure_execute.html", one=found.erasure, case=found.case, form=form, rows=rows)


@page("GET", "POST")
def give_up(request: Request, number: str) -> HttpResponse:
    """…/abbrechen/: do not erase after all."""
    may_erase.check(request.actor)
    found = erasure_by_number(number, request.today).erasure
    is_possible.check(found, ErasureAct.STOP)
    form = StopForm(request.POST or None, initial={"version": found.version})
    if submit(form, stop, erasure=found, actor=request.actor):
        tell(request, "Die Löschung ist abgebrochen.")
        return redirect("protection:erasure", number)
    return render(request, "protection/erasure_stop.html", one=found, form=form)


@page("GET", "POST")
def hold_back(request: Request, number: str) -> HttpResponse:
    """…/sperren/: keep the file for some more time."""
    found = erasure_by_number(number, request.today).erasure
    is_possible.check(found, ErasureAct.STOP)
    form = HoldForm(request.POST or None)
    if submit(form, hold, case_id=found.case_id, actor=request.actor, today=request.today):
        tell(request, "Die Akte ist für die Löschung gesperrt.")
        return redirect("protection:erasure", number)
    return render(request, "protection/erasure_hold.html", one=found, form=form)


@page("POST")
def release(request: Request, number: str, hold_id: UUID) -> HttpResponse:
    """…/sperren/<Sperre>/aufheben/: end a hold before its time."""
    found = erasure_by_number(number, request.today).erasure
    lift(held=hold_by_id(found.case_id, hold_id), actor=request.actor, today=request.today)
    tell(request, "Die Löschsperre ist aufgehoben.")
    return redirect("protection:erasure", number)


@page("GET")
def paper(request: Request, number: str) -> HttpResponse:
    """…/protokoll.pdf: the certificate of an erasure that was carried out."""
    may_erase.check(request.actor)
    found = erasure_by_number(number, request.today).erasure
    if found.state != ErasureState.CARRIED_OUT:
        raise NotVisible
    content = certificate(found, on=timezone.localdate())
    return download(content, name=f"Löschprotokoll {found.number}.pdf", media_type="application/pdf")
