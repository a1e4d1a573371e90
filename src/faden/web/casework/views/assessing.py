"""Assessments: how the needs are seen, and how they have changed."""

from django.http import HttpResponse

from faden.domain.cases.enums import Need
from faden.domain.cases.operations.assessing import assess as record_assessment
from faden.domain.cases.queries.assessments import assessments_of, last_views
from faden.domain.cases.rules import may_work_on
from faden.domain.catalogues.queries import life_domains
from faden.web.casework.forms.assessing import STEPS, AssessmentForm
from faden.web.casework.views.file import open_file
from faden.web.layout.drafts import keep_draft
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit


@page("GET", reads_file=True)
def assessments(request: Request, number: str) -> HttpResponse:
    """The assessments of a case, newest first."""
    file = open_file(request, number)
    return render(
        request,
        "casework/assessments.html",
        file=file,
        assessments=assessments_of(file.case),
        words=Need.labels,
        may_work=may_work_on.allows(request.actor, file.case, file.circle),
    )


@page("GET", "POST", reads_file=True)
def assess(request: Request, number: str) -> HttpResponse:
    """Rate the needs in each life domain, with the previous rating beside."""
    case = open_file(request, number, may_work_on).case
    form = AssessmentForm(
        request.POST or None,
        initial={"on": request.today},
        life_domains=life_domains(),
        previous=last_views(case),
    )
    keep_draft(request, form, "assessment", number)
    if submit(form, record_assessment, case=case, actor=request.actor, today=request.today):
        tell(request, "Die Einschätzung ist festgehalten.")
        return redirect("casework:assessments", number)
    return render(request, "casework/assess.html", case=case, form=form, steps=STEPS)
