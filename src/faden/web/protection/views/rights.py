"""Corrections (Art. 16 GDPR) and objections (Art. 21): what came in, until when, and what is decided."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from faden.domain.subject_requests.enums import RightsAct
from faden.domain.subject_requests.operations import rights as act
from faden.domain.subject_requests.queries import (
    Asked,
    notice_of,
    notices_of,
    rights_answered,
    rights_by_number,
    rights_to_answer,
)
from faden.domain.subject_requests.rules import is_open_to, may_answer, may_be_answered, may_take_longer
from faden.reporting.rights_paper import sheet
from faden.web.layout import rights_forms as shared
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit
from faden.web.protection import rights_forms as forms

MOST_DONE = 50
ONE = "protection:rights_request"


@page("GET")
def listing(request: Request) -> HttpResponse:
    """/datenschutz/rechte/: what waits with its deadline, what was answered; no names."""
    return render(
        request,
        "protection/rights_list.html",
        waiting=rights_to_answer(request.actor),
        done=rights_answered(request.actor, MOST_DONE),
    )


@page("GET", "POST")
def correct(request: Request) -> HttpResponse:
    """…/berichtigung/: something in a file is said to be wrong."""
    may_answer.check(request.actor)
    form = forms.CorrectionForm(request.POST or None, initial={"received_on": request.today})
    return _receive(request, form, "Berichtigung eintragen")


@page("GET", "POST")
def objection(request: Request) -> HttpResponse:
    """…/widerspruch/: something is no longer to be done with somebody's data."""
    may_answer.check(request.actor)
    form = forms.ObjectionForm(request.POST or None, initial={"received_on": request.today})
    return _receive(request, form, "Widerspruch eintragen")


@page("GET")
def one(request: Request, number: str) -> HttpResponse:
    """…/<Zeichen>/: how far it is, and what can be decided."""
    asked = rights_by_number(request.actor, number)
    return render(
        request,
        "protection/rights_request.html",
        one=asked.request,
        number=asked.number,
        notices=notices_of(asked.request),
        may_decide=bool(_decisions(asked)),
        may_take_longer=may_take_longer.allows(asked.request, request.today),
    )


@page("GET", "POST")
def decide(request: Request, number: str) -> HttpResponse:
    """…/entscheiden/: in part, disputed, refused."""
    asked = rights_by_number(request.actor, number)
    acts = _decisions(asked)
    if not acts:
        is_open_to.check(asked.request, RightsAct.REFUSE)
    form = forms.DecideForm(request.POST or None, acts=acts, initial={"version": asked.request.version})
    if submit(form, act.decide, request=asked.request, actor=request.actor, today=request.today):
        tell(request, "Die Entscheidung ist festgehalten. Jetzt fehlt die Antwort an die Person.")
        return redirect(ONE, number)
    lead = "Dem Anliegen ganz entsprechen kann nur die fallführende Person, denn nur sie schreibt in die Akte."
    return _form(request, asked, form, title="Entscheiden", act="Entscheidung festhalten", lead=lead)


@page("GET", "POST")
def take_longer(request: Request, number: str) -> HttpResponse:
    """…/verlaengern/: two more months."""
    asked = rights_by_number(request.actor, number)
    may_take_longer.check(asked.request, request.today)
    form = shared.LongerForm(request.POST or None, initial={"version": asked.request.version})
    if submit(form, act.take_longer, request=asked.request, actor=request.actor, today=request.today):
        tell(request, "Die Frist ist um zwei Monate verlängert. Bitte die Person benachrichtigen.")
        return redirect(ONE, number)
    return _form(request, asked, form, title="Frist verlängern", act="Um zwei Monate verlängern")


@page("GET", "POST")
def answer(request: Request, number: str) -> HttpResponse:
    """…/antwort/: the letter, put into the case."""
    asked = rights_by_number(request.actor, number)
    may_be_answered.check(asked.request)
    form = shared.AnswerForm(request.POST or None, initial={"version": asked.request.version, "language": "de"})

    def written(*, language: str, version: int) -> Any:
        notices = notices_of(asked.request)
        pdf = sheet(asked.request, notices, number=asked.number, language=language, on=request.today)
        told: dict[str, Any] = {"actor": request.actor, "today": request.today}
        return act.answer(request=asked.request, pdf=pdf, language=language, version=version, **told)

    if submit(form, written):
        tell(request, "Die Antwort liegt in der Akte. Ausgehändigt wird sie von der Fachkraft, die sie führt.")
        return redirect(ONE, number)
    return _form(request, asked, form, title="Antwort schreiben", act="Antwort in die Akte legen")


@page("GET", "POST")
def tell_receiver(request: Request, number: str, notice_id: UUID) -> HttpResponse:
    """…/empfaenger/<Nachricht>/: who had got something was told of the change."""
    asked = rights_by_number(request.actor, number)
    notice = notice_of(asked.request, notice_id)
    form = shared.ToldForm(request.POST or None, initial={"told_on": request.today})
    if submit(form, act.tell_receiver, notice=notice, actor=request.actor, today=request.today):
        tell(request, "Das ist festgehalten.")
        return redirect(ONE, number)
    return _form(request, asked, form, title=str(notice), act="Festhalten")


def _decisions(asked: Asked) -> list[RightsAct]:
    return [one for one in forms.DECISIONS if is_open_to.allows(asked.request, one)]


def _receive(request: Request, form: Any, title: str) -> HttpResponse:
    if asked := submit(form, act.receive_rights_for_case, actor=request.actor, today=request.today):
        tell(request, "Das Anliegen ist eingetragen; die Frist läuft, und die fallführende Person sieht es.")
        return redirect(ONE, asked.number)
    return _form(request, None, form, title=title, act="Eintragen")


def _form(request: Request, asked: Asked | None, form: Any, **words: str) -> HttpResponse:
    told: dict[str, Any] = {"lead": "", **words}
    return render(request, "protection/rights_form.html", one=asked.request if asked else None, form=form, **told)
