"""The report of a period: to read, and as a paper."""

from urllib.parse import quote

from django.http import HttpResponse
from django.utils.safestring import mark_safe

from faden.domain.cases.enums import Constellation
from faden.domain.places.queries import regions
from faden.kernel.access.roles import Role
from faden.reporting import status_report as reports
from faden.reporting import workload as loads
from faden.reporting.figures.catalogue import BY_KEY
from faden.reporting.rules import may_read_figures
from faden.web.layout.pages import Request, page, redirect, render
from faden.web.monitoring.forms import WHOLE_SITE, ReportForm


@page("GET", reads_file=True)
def status_report(request: Request) -> HttpResponse:
    """/berichte/sachstand/: the figures of a period and a region, like a document."""
    form = _asked(request)
    asked = form.cleaned_data if form.is_valid() else None
    told = reports.read(actor=request.actor, today=request.today, **asked) if asked else None
    return render(
        request,
        "monitoring/status_report.html",
        form=form,
        report=told,
        # Drawn by ourselves; the words in it were escaped there.
        charts={key: mark_safe(chart.page) for key, chart in reports.charts(told).items()} if told else {},  # noqa: S308
        by_key=BY_KEY,
        source=reports.SOURCE,
    )


@page("GET")
def workload(request: Request) -> HttpResponse:
    """/berichte/auslastung/: how the work is shared out."""
    regions = loads.workload(actor=request.actor, on=request.today)
    weights = loads.weights_on(request.today)
    told = [(Constellation(key).label, weight) for key, weight in sorted(weights.items())]
    return render(request, "monitoring/workload.html", regions=regions, weights=told)


@page("GET", reads_file=True)
def status_report_pdf(request: Request) -> HttpResponse:
    """/berichte/sachstand.pdf: the same as PDF/A and PDF/UA."""
    form = _asked(request)
    if not form.is_valid():
        return redirect("monitoring:status_report")
    told = reports.read(actor=request.actor, today=request.today, **form.cleaned_data)
    paper = reports.export(told, actor=request.actor)
    name = f"Sachstand {told.region or told.site} {told.period}".replace("/", "-")
    disposition = f"inline; filename*=UTF-8''{quote(name)}.pdf"
    return HttpResponse(paper, content_type="application/pdf", headers={"Content-Disposition": disposition})


def _asked(request: Request) -> ReportForm:
    """What the address asks for; a coordinator begins with the own region."""
    may_read_figures.check(request.actor)
    known = regions()
    own = request.actor.scope_ids(Role.COORDINATOR, "region")
    home = next((region.key for region in known if region.id in own), WHOLE_SITE)
    return ReportForm(request.GET, regions=known, home=home, today=request.today)
