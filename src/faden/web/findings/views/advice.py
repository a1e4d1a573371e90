"""Cases that case managers have brought in, and the advice on them."""

from uuid import UUID

from django.http import HttpResponse

from faden.domain.consultations import queries
from faden.domain.consultations.operations import contribute, note_reading
from faden.domain.consultations.rules import may_read_case_facts
from faden.web.findings.forms.advice import ContributionForm
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit


@page("GET")
def brought_in(request: Request) -> HttpResponse:
    """/fachberatung/eingebracht/: what case managers ask."""
    may_read_case_facts.check(request.actor)
    return render(request, "findings/brought_in.html", advices=queries.advised())


@page("GET", "POST", reads_file=True)
def advise(request: Request, advice_id: UUID) -> HttpResponse:
    """One question with its sheet; opening it leaves a trace."""
    may_read_case_facts.check(request.actor)
    advice = queries.advised_or_404(advice_id)
    form = ContributionForm(request.POST or None)
    if submit(form, contribute, advice_id=advice_id, actor=request.actor, today=request.today):
        tell(request, "Ihr Rat ist gespeichert. Wer den Fall führt, sieht ihn auf „Mein Tag“.")
        return redirect("findings:advise", advice_id)
    if request.method == "GET":
        note_reading(advice_id=advice_id, actor=request.actor)
    return render(
        request,
        "findings/advise.html",
        advice=advice,
        form=form,
        released=queries.released_sheet(advice_id) if advice.released else None,
        sheet=None if advice.released else queries.pseudonymised_sheet(advice_id),
        said=queries.contributions_to([advice_id]).get(advice_id, []),
    )
