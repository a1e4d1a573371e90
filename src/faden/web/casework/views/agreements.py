"""Goal agreements: concluded, printed, signed on the device or on paper."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from faden.domain.cases.enums import SignedBy
from faden.domain.cases.operations.agreements import (
    TEXTS,
    conclude_agreement,
    file_signed,
    sign_on_device,
    sign_on_paper,
)
from faden.domain.cases.queries.agreements import agreement_of, goals_to_agree
from faden.domain.cases.rules import may_work_on
from faden.domain.client_texts.queries import all_texts
from faden.domain.client_texts.shipped import LANGUAGES, reading_language
from faden.reporting.goal_agreement import RIGHT_TO_LEFT, sheet, signed_sheet
from faden.web.casework.forms.agreement import AgreementForm, PaperForm
from faden.web.casework.views.file import open_file
from faden.web.layout import kiosk
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit
from faden.web.layout.signature import StrokesForm


@page("GET", "POST", reads_file=True)
def conclude(request: Request, number: str) -> HttpResponse:
    """Put the open goals into an agreement."""
    case = open_file(request, number, may_work_on).case
    goals = goals_to_agree(case)
    initial = {"on": request.today, "language": reading_language(case.person.language)}
    form = AgreementForm(request.POST or None, initial=initial, texts=all_texts(), groups=TEXTS)

    def print_and_file(language: str, on: Any, **given: Any) -> Any:
        pdf = sheet(case, goals, language=language, on=on, counsellor=request.actor.name)
        return conclude_agreement(case=case, goals=goals, language=language, on=on, pdf=pdf, **given)

    agreement = submit(form, print_and_file, actor=request.actor, today=request.today, now=timezone.now())
    if agreement:
        tell(request, "Die Zielvereinbarung ist erstellt. Jetzt unterschreiben beide.")
        return redirect("casework:agreement", number, agreement.id)
    return render(request, "casework/conclude_agreement.html", case=case, form=form, goals=goals, rtl=RIGHT_TO_LEFT)


@page("GET", reads_file=True)
def agreement(request: Request, number: str, agreement_id: UUID) -> HttpResponse:
    """One agreement: its goals, who has signed, the sheet."""
    file = open_file(request, number)
    return render(
        request,
        "casework/agreement.html",
        file=file,
        agreed=agreement_of(file.case, agreement_id),
        language=LANGUAGES,
        rtl=RIGHT_TO_LEFT,
        may_work=may_work_on.allows(request.actor, file.case, file.circle),
    )


@page("POST")
def hand_over(request: Request, number: str, agreement_id: UUID) -> HttpResponse:
    """The device goes to the client, who signs on it."""
    case = open_file(request, number, may_work_on).case
    found = agreement_of(case, agreement_id).agreement
    back = reverse("casework:agreement", args=[number, agreement_id])
    kiosk.begin(request, kiosk.Task("agreement", str(found.id), found.language, back))
    return redirect("tablet:home")


@page("GET", "POST", reads_file=True)
def sign(request: Request, number: str, agreement_id: UUID) -> HttpResponse:
    """The counsellor signs on the screen."""
    case = open_file(request, number, may_work_on).case
    agreed = agreement_of(case, agreement_id)
    form = StrokesForm(request.POST or None, initial={"digest": agreed.agreement.digest})
    given = {"by": SignedBy.COUNSELLOR, "actor": request.actor, "today": request.today, "now": timezone.now()}
    if submit(form, sign_on_device, agreement=agreed.agreement, **given):
        file_when_signed(request, case, agreement_id)
        tell(request, "Ihre Unterschrift ist gespeichert.")
        return redirect("casework:agreement", number, agreement_id)
    return render(request, "casework/sign_agreement.html", case=case, agreed=agreed, form=form)


@page("GET", "POST", reads_file=True)
def on_paper(request: Request, number: str, agreement_id: UUID) -> HttpResponse:
    """The sheet with the signatures is here."""
    case = open_file(request, number, may_work_on).case
    agreed = agreement_of(case, agreement_id)
    form = PaperForm(request.POST or None, request.FILES or None, initial={"on": request.today})
    given = {"actor": request.actor, "today": request.today, "now": timezone.now()}
    if submit(form, sign_on_paper, agreement=agreed.agreement, **given):
        tell(request, "Die Unterschriften auf Papier sind eingetragen.")
        return redirect("casework:agreement", number, agreement_id)
    return render(request, "casework/agreement_on_paper.html", case=case, agreed=agreed, form=form)


def file_when_signed(request: Request, case: Any, agreement_id: UUID) -> None:
    """File the sheet with both signatures, as soon as both are there."""
    agreed = agreement_of(case, agreement_id)
    if agreed.is_signed:
        pdf = signed_sheet(case, agreed)
        file_signed(agreement=agreed.agreement, pdf=pdf, actor=request.actor, today=request.today)
