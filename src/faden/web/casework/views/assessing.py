"""Assessments: how the needs are seen, and how they have changed."""

from django.http import HttpResponse

from faden.domain.cases.enums import Need
from faden.domain.cases.operations.assessing import assess as record_assessment
from faden.domain.cases.queries.assessments import assessments_of, barriers_now, compare, last_views
from faden.domain.cases.queries.own_views import own_view_to_assess, own_views_of
from faden.domain.cases.rules import may_work_on
from faden.domain.catalogues.queries import barriers, life_domains
from faden.web.casework.development import development_of, summary
from faden.web.casework.forms.assessing import AssessmentForm, CompareForm
from faden.web.casework.views.file import open_file
from faden.web.layout.drafts import keep_draft
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit


@page("GET", reads_file=True)
def assessments(request: Request, number: str) -> HttpResponse:
    """How the needs have developed, and the assessments of a case, newest first."""
    file = open_file(request, number)
    found = assessments_of(file.case)
    return render(
        request,
        "casework/assessments.html",
        file=file,
        assessments=found,
        own_views=own_views_of(file.case),
        development=development_of(found),
        words=Need.labels,
        may_work=may_work_on.allows(request.actor, file.case, file.circle),
    )


@page("GET", "POST", reads_file=True)
def assess(request: Request, number: str) -> HttpResponse:
    """Rate the needs in each life domain, with the previous rating beside."""
    case = open_file(request, number, may_work_on).case
    waiting = own_view_to_assess(case)
    form = AssessmentForm(
        request.POST or None,
        initial={"on": request.today, "own_view": waiting.own_view.id if waiting else None},
        given=waiting,
        life_domains=life_domains(),
        barriers=barriers(),
        known_barriers=barriers_now(case),
        previous=last_views(case),
    )
    keep_draft(request, form, "assessment", number)
    if submit(form, record_assessment, case=case, actor=request.actor, today=request.today):
        tell(request, "Die Einschätzung ist festgehalten.")
        return redirect("casework:assessments", number)
    return render(request, "casework/assess.html", case=case, form=form, given=waiting, words=Need.labels)


@page("GET", reads_file=True)
def comparison(request: Request, number: str) -> HttpResponse:
    """Two assessments beside each other; without a choice the first and the last one."""
    file = open_file(request, number)
    found = assessments_of(file.case)
    asked = request.GET if "von" in request.GET else None
    form = CompareForm(asked, views=found, initial={"von": found[-1], "bis": found[0]} if found else {})
    chosen = (form.cleaned_data["von"], form.cleaned_data["bis"]) if form.is_valid() else None
    if asked is None and len(found) > 1:
        chosen = (found[-1], found[0])
    before, after, compared = compare(found, chosen[0].id, chosen[1].id) if chosen else (None, None, [])
    return render(
        request,
        "casework/comparison.html",
        file=file,
        form=form,
        before=before,
        after=after,
        compared=compared,
        summary=summary([one.change for one in compared if one.change is not None]),
        words=Need.labels,
    )
