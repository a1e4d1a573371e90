"""The register of processing: what is kept about whom, why and how long."""

from django.http import HttpResponse

from faden.kernel.audit.rules import may_read_trace
from faden.lib.spreadsheets import XLSX_TYPE
from faden.reporting.register_of_processing import MEASURES, as_pdf, as_spreadsheet, norms, register
from faden.web.layout.downloads import download
from faden.web.layout.pages import Request, page, render

NAME = "Verzeichnis der Verarbeitungstätigkeiten"


@page("GET")
def overview(request: Request) -> HttpResponse:
    """/datenschutz/verzeichnis/: every processing activity."""
    may_read_trace.check(request.actor)
    return render(
        request,
        "protection/register.html",
        entries=register(request.today),
        norms=norms(request.today),
        measures=MEASURES,
    )


@page("GET")
def pdf(request: Request) -> HttpResponse:
    """/datenschutz/verzeichnis.pdf: the same as a paper."""
    may_read_trace.check(request.actor)
    return download(as_pdf(request.today), name=f"{NAME}.pdf", media_type="application/pdf")


@page("GET")
def spreadsheet(request: Request) -> HttpResponse:
    """/datenschutz/verzeichnis.xlsx: every field in a line."""
    may_read_trace.check(request.actor)
    return download(as_spreadsheet(request.today), name=f"{NAME}.xlsx", media_type=XLSX_TYPE)
