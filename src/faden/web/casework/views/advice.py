"""A case brought in for advice: the question, what was advised, and its end."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse

from faden.domain.cases.queries.transfers import basis_in_words
from faden.domain.consultations import queries
from faden.domain.consultations.operations import end_advice
from faden.domain.consultations.rules import may_bring_in
from faden.processes.bring_in_case import bring_in_case
from faden.processes.report_gap_from_case import review_text
from faden.web.casework.forms.advice import LONGEST, BringInForm
from faden.web.casework.views.file import open_file
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit

USUAL = timedelta(days=28)


@page("GET", reads_file=True)
def advices(request: Request, number: str) -> HttpResponse:
    """For what the case was brought in, and what was advised."""
    file = open_file(request, number)
    found = queries.advices_of(file.case)
    return render(
        request,
        "casework/advices.html",
        file=file,
        case=file.case,
        advices=found,
        said=queries.contributions_to(one.id for one in found),
        valid={one.id for one in queries.releases_for_advice(file.case, request.today)},
        may_bring_in=may_bring_in.allows(request.actor, file.case, file.circle),
        leads=file.circle.is_led_by(request.actor.id),
    )


@page("GET", "POST", reads_file=True)
def bring_in(request: Request, number: str) -> HttpResponse:
    """Ask those who advise, without a name or on a release."""
    case = open_file(request, number, may_bring_in).case
    text = request.POST.get("question", "").strip()[:LONGEST]
    remarks = () if request.POST.get("release") else review_text(text=text, case=case)
    releases = queries.releases_for_advice(case, request.today)
    initial = {"until": request.today + USUAL}
    form = BringInForm(request.POST or None, releases=releases, remarks=remarks, initial=initial)
    if submit(form, bring_in_case, case=case, actor=request.actor, today=request.today):
        tell(request, "Der Fall ist eingebracht. Was die Koordination rät, steht hier und auf „Mein Tag“.")
        return redirect("casework:advices", number)
    return render(
        request,
        "casework/bring_in.html",
        case=case,
        form=form,
        remarks=remarks,
        previews=queries.sheet_previews(case, request.today),
        releases=releases,
        named=_named(case, releases),
    )


def _named(case: Any, releases: Sequence[Any]) -> list[tuple[str, queries.ReleasedSheet]]:
    """What each release would let somebody read."""
    sheets = [(basis_in_words(one), queries.released_preview(case, one)) for one in releases]
    return [(words, sheet) for words, sheet in sheets if sheet]


@page("POST")
def end(request: Request, number: str, advice_id: UUID) -> HttpResponse:
    """Enough advice."""
    case = open_file(request, number, may_bring_in).case
    end_advice(advice=queries.advice_or_404(case, advice_id), actor=request.actor, today=request.today)
    tell(request, "Die Fallberatung ist beendet. Die Koordination sieht den Fall nicht mehr.")
    return redirect("casework:advices", number)
