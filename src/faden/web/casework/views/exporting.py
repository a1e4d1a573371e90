"""A list of cases as a file."""

from typing import Any

from django.http import HttpResponse

from faden.domain.cases.operations.exporting import export_cases
from faden.domain.places.queries import municipalities
from faden.kernel.access.errors import NotVisible
from faden.lib.spreadsheets import CSV_TYPE, XLSX_TYPE, Cell, csv_file, xlsx_file
from faden.web.casework.forms.listing import CasesFilter
from faden.web.layout.pages import Request, page

HEADS = (
    "Fall",
    "Name",
    "Konstellation",
    "Phase",
    "Kommune",
    "Eröffnet",
    "Letzter Kontakt",
    "Nächste Frist",
    "Abgeschlossen",
    "Fallführend",
)
CSV, XLSX = "csv", "xlsx"


@page("GET", reads_file=True, fresh=True)
def export(request: Request, file_type: str) -> HttpResponse:
    """What the list shows, with the filters of the address, all pages of it."""
    if file_type not in {CSV, XLSX}:
        raise NotVisible
    form = CasesFilter(request.GET, municipalities=municipalities())
    wanted, filters = form.wanted(), form.chosen()
    cases = export_cases(wanted=wanted, filters=filters, file_type=file_type, actor=request.actor, today=request.today)
    rows = list(map(_row, cases))
    content = csv_file(HEADS, rows) if file_type == CSV else xlsx_file("Fälle", HEADS, rows)
    return HttpResponse(
        content,
        content_type=CSV_TYPE if file_type == CSV else XLSX_TYPE,
        headers={"Content-Disposition": f'attachment; filename="faelle-{request.today}.{file_type}"'},
    )


def _row(case: Any) -> tuple[Cell, ...]:
    return (
        case.number,
        case.person.list_name,
        case.get_constellation_display(),
        case.get_phase_display(),
        case.municipality.name,
        case.opened_on,
        case.last_contact_on,
        case.due_on,
        case.closed_on,
        case.manager.name,
    )
