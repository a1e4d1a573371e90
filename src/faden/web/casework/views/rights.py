"""Somebody of the file wants something corrected, or objects: taken up, done or laid before the officer, answered."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from faden.domain.cases.queries.family import people_of
from faden.domain.cases.queries.notes import notes_of
from faden.domain.client_texts.shipped import reading_language
from faden.domain.consent.queries import releases_of
from faden.domain.subject_requests.enums import RightsAct
from faden.domain.subject_requests.operations import rights as act
from faden.domain.subject_requests.queries import notice_of, notices_of, rights_in, rights_of
from faden.domain.subject_requests.rules import (
    is_open_to,
    may_be_answered,
    may_fulfil,
    may_take_longer,
    may_take_up,
    rests_on_consent,
)
from faden.reporting.rights_paper import sheet
from faden.web.casework.forms import rights as forms
from faden.web.casework.views.file import open_file
from faden.web.layout import rights_forms as shared
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit

ONE = "casework:rights_request"


@page("GET", reads_file=True)
def listing(request: Request, number: str) -> HttpResponse:
    """/faelle/<Nummer>/rechte/: what was asked, and how far it is."""
    case = open_file(request, number).case
    return render(request, "casework/rights.html", case=case, asked=rights_of(case), names=_names(request, case))


@page("GET", "POST", reads_file=True)
def correct(request: Request, number: str) -> HttpResponse:
    """…/berichtigung/: something in the file is said to be wrong."""
    file = open_file(request, number)
    may_take_up.check(request.actor, file.case, file.circle)
    notes = [one for one in notes_of(file.case).notes if one.case_id == file.case.id]
    form = forms.CorrectionForm(
        request.POST or None, people=people_of(file.case, request.today), notes=notes, initial=_known(request, file)
    )
    return _take_up(request, file.case, form, "Berichtigung aufnehmen", "Was an den Daten falsch ist (Art. 16 DSGVO).")


@page("GET", "POST", reads_file=True)
def objection(request: Request, number: str) -> HttpResponse:
    """…/widerspruch/: something is no longer to be done with the data."""
    file = open_file(request, number)
    may_take_up.check(request.actor, file.case, file.circle)
    form = forms.ObjectionForm(
        request.POST or None,
        people=people_of(file.case, request.today),
        releases=releases_of(file.case.person_id, on=request.today),
        initial=_known(request, file),
    )
    return _take_up(request, file.case, form, "Widerspruch aufnehmen", "Was nicht mehr geschehen soll (Art. 21 DSGVO).")


@page("GET", reads_file=True)
def one(request: Request, number: str, request_number: str) -> HttpResponse:
    """…/<Zeichen>/: how far it is, and the next step."""
    file = open_file(request, number)
    asked = rights_in(file.case, request_number)
    leads = may_fulfil.allows(request.actor, file.circle)
    return render(
        request,
        "casework/rights_request.html",
        case=file.case,
        one=asked,
        names=_names(request, file.case),
        notices=notices_of(asked),
        leads=leads,
        may=lambda name: leads and is_open_to.allows(asked, RightsAct(name)),
        may_take_longer=leads and may_take_longer.allows(asked, request.today),
    )


@page("GET", "POST", reads_file=True)
def fulfil(request: Request, number: str, request_number: str) -> HttpResponse:
    """…/entsprechen/: what is asked is done."""
    case, asked = _led(request, number, request_number)
    is_open_to.check(asked, RightsAct.FULFIL)
    form = forms.FulfilForm(request.POST or None, initial={"version": asked.version})
    if submit(form, act.fulfil, request=asked, actor=request.actor, today=request.today):
        tell(request, "Das Anliegen ist entschieden. Jetzt fehlt die Antwort an die Person.")
        return redirect(ONE, number, request_number)
    ends = "Damit endet sofort, wogegen sich der Widerspruch richtet: Die Erklärung ist widerrufen."
    lead = ends if rests_on_consent(asked) else "Die Person erfährt, was geändert ist."
    return _form(request, case, asked, form, title="Dem Anliegen entsprechen", act="Entsprechen", lead=lead)


@page("GET", "POST", reads_file=True)
def lay_before(request: Request, number: str, request_number: str) -> HttpResponse:
    """…/vorlegen/: the counsellor would not do it; data protection decides."""
    case, asked = _led(request, number, request_number)
    is_open_to.check(asked, RightsAct.PROPOSE)
    form = forms.LayForm(request.POST or None, initial={"version": asked.version})
    if submit(form, act.lay_before, request=asked, actor=request.actor, today=request.today):
        tell(request, "Das Anliegen liegt beim Datenschutz.")
        return redirect(ONE, number, request_number)
    return _form(
        request,
        case,
        asked,
        form,
        title="Dem Datenschutz vorlegen",
        act="Vorlegen",
        lead="Ablehnen kann nur der Datenschutz.",
    )


@page("GET", "POST", reads_file=True)
def take_longer(request: Request, number: str, request_number: str) -> HttpResponse:
    """…/verlaengern/: two more months."""
    case, asked = _led(request, number, request_number)
    may_take_longer.check(asked, request.today)
    form = shared.LongerForm(request.POST or None, initial={"version": asked.version})
    if submit(form, act.take_longer, request=asked, actor=request.actor, today=request.today):
        tell(request, "Die Frist ist um zwei Monate verlängert. Bitte die Person benachrichtigen.")
        return redirect(ONE, number, request_number)
    return _form(request, case, asked, form, title="Frist verlängern", act="Um zwei Monate verlängern")


@page("GET", "POST", reads_file=True)
def answer(request: Request, number: str, request_number: str) -> HttpResponse:
    """…/antwort/: the letter, put among the documents."""
    case, asked = _led(request, number, request_number)
    may_be_answered.check(asked)
    known = {"version": asked.version, "language": reading_language(case.person.language)}
    form = shared.AnswerForm(request.POST or None, initial=known)

    def written(*, language: str, version: int) -> Any:
        pdf = sheet(asked, notices_of(asked), number=case.number, language=language, on=request.today)
        told: dict[str, Any] = {"actor": request.actor, "today": request.today}
        return act.answer(request=asked, pdf=pdf, language=language, version=version, **told)

    if submit(form, written):
        tell(request, "Die Antwort liegt unter Dokumente. Bitte drucken und aushändigen.")
        return redirect("casework:documents", number)
    lead = "Der Brief sagt in Deutsch und in der Sprache der Person, was entschieden ist und warum."
    return _form(request, case, asked, form, title="Antwort schreiben", act="Antwort ablegen", lead=lead)


@page("GET", "POST", reads_file=True)
def tell_receiver(request: Request, number: str, request_number: str, notice_id: UUID) -> HttpResponse:
    """…/empfaenger/<Nachricht>/: who had got something was told of the change."""
    case, asked = _led(request, number, request_number)
    notice = notice_of(asked, notice_id)
    form = shared.ToldForm(request.POST or None, initial={"told_on": request.today})
    if submit(form, act.tell_receiver, notice=notice, actor=request.actor, today=request.today):
        tell(request, "Das ist festgehalten.")
        return redirect(ONE, number, request_number)
    return _form(request, case, asked, form, title=str(notice), act="Festhalten")


def _names(request: Request, case: Any) -> dict[UUID, str]:
    """Who is in the opened file, also where they are a mask everywhere else."""
    return {one.id: one.full_name for one in people_of(case, request.today)}


def _known(request: Request, file: Any) -> dict[str, Any]:
    return {"received_on": request.today, "person": file.case.person_id}


def _led(request: Request, number: str, request_number: str) -> tuple[Any, Any]:
    """The case and the request, for whoever is responsible."""
    file = open_file(request, number)
    asked = rights_in(file.case, request_number)
    may_fulfil.check(request.actor, file.circle)
    return file.case, asked


def _take_up(request: Request, case: Any, form: Any, title: str, lead: str) -> HttpResponse:
    def taken(*, person: Any, **told: Any) -> Any:
        return act.take_up(case=case, person_id=person.id, actor=request.actor, today=request.today, **told)

    if asked := submit(form, taken):
        tell(request, "Das Anliegen ist eingetragen; die Frist läuft.")
        return redirect(ONE, case.number, asked.number)
    return _form(request, case, None, form, title=title, act="Eintragen", lead=lead)


def _form(request: Request, case: Any, asked: Any, form: Any, **words: str) -> HttpResponse:
    told: dict[str, Any] = {"lead": "", **words}
    return render(request, "casework/rights_form.html", case=case, one=asked, form=form, **told)
