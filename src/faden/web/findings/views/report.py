"""Report a gap; see what became of one's own reports."""

from django.http import HttpResponse
from django.urls import reverse

from faden.domain.findings.operations.gaps import report_gap
from faden.domain.findings.queries.gaps import my_gaps
from faden.domain.findings.rules import may_report
from faden.kernel.access.errors import NotVisible
from faden.lib.identifiers import CASE_NUMBERS
from faden.processes.report_gap_from_case import Opened, open_case_for_report, report_gap_from_case, review_text
from faden.web.findings.forms.report import LONGEST, ReportForm, initial_from
from faden.web.findings.links import case_address
from faden.web.findings.marks import marked
from faden.web.layout.drafts import keep_draft
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit


@page("GET", "POST", reads_file=True)
def report(request: Request) -> HttpResponse:
    """The report; ``?fall=`` names the case it comes from, by its random number only."""
    may_report.check(request.actor)
    opened = _opened(request)
    # More than fits is refused by the form; reviewing megabytes would only keep the server busy.
    text = request.POST.get("text", "").strip()[:LONGEST]
    remarks = review_text(text=text, case=opened.case if opened else None)
    suggestions = opened.suggestions if opened else None
    initial = initial_from(suggestions) if suggestions else None
    form = ReportForm(request.POST or None, suggestions=suggestions, remarks=remarks, initial=initial)
    keep_draft(request, form, "gap", opened.case.number if opened else "")
    arguments = {"on": request.today, "actor": request.actor}
    gap = (
        submit(form, report_gap_from_case, case=opened.case, **arguments)
        if opened
        else submit(form, report_gap, **arguments)
    )
    if gap:
        tell(request, f"Die Meldung {gap.number} ist angekommen. Hier sehen Sie, was daraus wird.")
        return redirect("findings:gap", gap.number)
    return render(
        request,
        "findings/report.html",
        form=form,
        case_number=opened.case.number if opened else None,
        back=case_address(opened.case.number) if opened else reverse("findings:mine"),
        remarks=remarks,
        pieces=marked(text, remarks),
    )


def _opened(request: Request) -> Opened | None:
    number = request.GET.get("fall")
    if not number:
        return None
    if not CASE_NUMBERS.matches(number):
        raise NotVisible
    return open_case_for_report(number=CASE_NUMBERS.parse(number), actor=request.actor)


@page("GET")
def mine(request: Request) -> HttpResponse:
    """One's own reports with what became of them."""
    may_report.check(request.actor)
    return render(request, "findings/mine.html", gaps=my_gaps(request.actor))
