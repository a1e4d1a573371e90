"""Declarations of a client: recorded, taken back, printed to be signed."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse

from faden.domain.cases.queries.file import case_or_404
from faden.domain.consent import operations
from faden.domain.consent.enums import ConsentKind
from faden.domain.consent.queries import consent_or_404, missing_before_help, valid_consents
from faden.domain.consent.rules import may_record_consent
from faden.domain.organisations.queries import organisations
from faden.domain.places.queries import site
from faden.lib import german
from faden.reporting.documents import languages
from faden.reporting.documents import render as typeset
from faden.web.casework.forms.consent import ConsentForm, WithdrawalForm, printed
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit


@page("GET", "POST", reads_file=True)
def record_consent(request: Request, number: str) -> HttpResponse:
    """Something was signed."""
    may_record_consent.check(request.actor)
    case = case_or_404(number)
    form = ConsentForm(request.POST or None, initial={"given_on": request.today, "kind": _missing(case, request)})
    if submit(form, operations.record_consent, person=case.person, actor=request.actor, today=request.today):
        tell(request, "Die Erklärung ist eingetragen.")
        return redirect("casework:releases", number)
    return render(
        request,
        "casework/record_consent.html",
        case=case,
        form=form,
        organisations=organisations(),
        consents=printed("consent"),
        releases=printed("release"),
    )


@page("GET", "POST", reads_file=True)
def withdraw_consent(request: Request, number: str, consent_id: UUID) -> HttpResponse:
    """The client has taken a declaration back."""
    may_record_consent.check(request.actor)
    case = case_or_404(number)
    consent = consent_or_404(consent_id, case.person)
    form = WithdrawalForm(request.POST or None, initial={"on": request.today})
    if submit(form, operations.withdraw_consent, consent=consent, actor=request.actor, today=request.today):
        tell(request, "Der Widerruf ist eingetragen.")
        return redirect("casework:releases", number)
    return render(request, "casework/withdraw_consent.html", case=case, consent=consent, form=form)


@page("GET")
def blank_consent_form(request: Request, language: str) -> HttpResponse:
    """The form to be filled in by hand; it holds nothing about anybody."""
    may_record_consent.check(request.actor)
    return _pdf("consent", language, {"client": "", "born": "", "counsellor": request.actor.name})


@page("GET", reads_file=True)
def consent_form(request: Request, number: str, language: str) -> HttpResponse:
    """The consent form with the client's name, ready to be signed."""
    person = case_or_404(number).person
    kind = ConsentKind.DATA_PROCESSING
    operations.note_form_printed(person=person, kind=kind, language=language, actor=request.actor)
    return _pdf("consent", language, _of(person, request))


@page("GET", reads_file=True)
def release_form(request: Request, number: str, organisation_id: UUID, language: str) -> HttpResponse:
    """The release from confidentiality towards one organisation."""
    person = case_or_404(number).person
    towards = next((one for one in organisations() if one.id == organisation_id), None)
    if towards is None:
        raise Http404
    operations.note_form_printed(
        person=person, kind=ConsentKind.RELEASE, language=language, actor=request.actor, organisation=towards
    )
    return _pdf("release", language, {**_of(person, request), "organisation": str(towards), "topics": [], "until": ""})


def _missing(case: Any, request: Request) -> str:
    """What is probably being recorded: the consent as long as it is missing."""
    missing = missing_before_help(valid_consents(case.person, request.today), on=request.today)
    return missing[0].kind if missing else ""


def _of(person: Any, request: Request) -> dict[str, str]:
    born = german.day(person.birth_date) if person.birth_date else ""
    return {"client": person.full_name, "born": born, "counsellor": request.actor.name}


def _pdf(form: str, language: str, data: dict[str, Any]) -> HttpResponse:
    """A download that no cache keeps; its name says nothing about the client."""
    if language not in languages(form):
        raise Http404
    here = site()
    pdf = typeset(form, {**data, "site": here.name if here else ""}, language=language)
    name = {"consent": "einwilligung", "release": "schweigepflichtentbindung"}[form]
    headers = {"Content-Disposition": f'attachment; filename="{name}-{language}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)
