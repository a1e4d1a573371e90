"""Declarations of a client: recorded, the signed sheet filed, taken back."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from faden.domain.cases.operations.declarations import file_sheet, record_declaration
from faden.domain.client_texts.shipped import reading_language
from faden.domain.consent.enums import ConsentKind
from faden.domain.consent.operations import withdraw_consent as take_back
from faden.domain.consent.queries import consent_or_404, missing_before_help, valid_consents
from faden.domain.consent.rules import may_record_consent
from faden.lib import german
from faden.processes.after_withdrawal import aftermath
from faden.web.casework.forms.consent import ConsentForm, SheetForm, WithdrawalForm
from faden.web.casework.views.file import open_file
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit

#: Of the declaration that a link to the page wants recorded.
KIND = "art"


@page("GET", "POST", reads_file=True)
def record_consent(request: Request, number: str) -> HttpResponse:
    """Something was signed."""
    may_record_consent.check(request.actor)
    case = open_file(request, number).case
    form = ConsentForm(
        request.POST or None,
        request.FILES or None,
        initial={
            "given_on": request.today,
            "kind": _kind(case, request),
            "language": reading_language(case.person.language),
        },
    )
    if submit(form, record_declaration, case=case, actor=request.actor, today=request.today):
        tell(request, "Die Erklärung ist eingetragen.")
        return redirect("casework:releases", number)
    return render(request, "casework/record_consent.html", case=case, form=form)


@page("GET", "POST", reads_file=True)
def file_signed_sheet(request: Request, number: str, consent_id: UUID) -> HttpResponse:
    """The signed sheet was scanned afterwards."""
    may_record_consent.check(request.actor)
    case = open_file(request, number).case
    consent = consent_or_404(consent_id, case.person)
    form = SheetForm(request.POST or None, request.FILES or None)
    filed = submit(form, file_sheet, case=case, consent=consent, actor=request.actor, today=request.today)
    if filed is not None:
        tell(request, "Das unterschriebene Blatt ist abgelegt." if filed else "Das Blatt lag schon in der Akte.")
        return redirect("casework:releases", number)
    return render(request, "casework/file_sheet.html", case=case, consent=consent, form=form)


@page("GET", "POST", reads_file=True)
def withdraw_consent(request: Request, number: str, consent_id: UUID) -> HttpResponse:
    """The client has taken a declaration back."""
    may_record_consent.check(request.actor)
    case = open_file(request, number).case
    consent = consent_or_404(consent_id, case.person)
    if consent.withdrawn_on is not None:
        tell(request, f"Diese Erklärung ist schon seit dem {german.day(consent.withdrawn_on)} widerrufen.")
        return redirect("casework:after_withdrawal", number, consent_id)
    form = WithdrawalForm(request.POST or None, initial={"on": request.today})
    if submit(form, take_back, consent=consent, actor=request.actor, today=request.today):
        tell(request, "Der Widerruf ist eingetragen.")
        return redirect("casework:after_withdrawal", number, consent_id)
    left = aftermath(case=case, consent=consent, on=request.today)
    return render(request, "casework/withdraw_consent.html", case=case, consent=consent, form=form, left=left)


def _kind(case: Any, request: Request) -> str:
    """What is probably being recorded: what the link has named, else the consent as long as it is missing."""
    if request.GET.get(KIND) in ConsentKind.values:
        return request.GET[KIND]
    missing = missing_before_help(valid_consents(case.person, request.today), on=request.today)
    return missing[0].kind if missing else ""
