"""The figures of the status report: counted by the product, protected before they are told."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from ninja import Field, Query, Router, Schema

from faden.api.acting import Call, endpoint
from faden.api.schemas import Key
from faden.kernel.access.errors import Invalid
from faden.lib.periods import Period, add_months
from faden.reporting import status_report
from faden.reporting.figures.shapes import Figure, Report, Row, Table

router = Router(tags=["figures"])
#: Whole months only: periods that differ by a day would give single people away.
Month = Annotated[str, Field(pattern=r"^20\d\d-(0[1-9]|1[0-2])$", examples=["2026-01"])]


class FigureOut(Schema):
    """One number; hidden ones have no value."""

    text: str
    value: Decimal | None


class RowOut(Schema):
    """A line of a table."""

    label: str
    figures: list[FigureOut]


class TableOut(Schema):
    """Figures with the same rows; the columns are keys of the indicator catalogue with their heads."""

    key: str
    title: str
    columns: list[tuple[str, str]]
    rows: list[RowOut]
    total: RowOut | None


class HeadlineOut(Schema):
    """A figure that stands alone."""

    indicator: str
    figure: FigureOut


class Figures(Schema):
    """Everything counted for a period and a region."""

    site: str
    region: str = Field(description="leer für den ganzen Standort")
    first_day: date
    until: date | None = Field(description="der erste Tag danach")
    as_of: date
    counted_at: datetime | None = Field(description="was lange zählt, wird eine Weile aufgehoben")
    smallest_group: int
    headlines: list[HeadlineOut]
    tables: list[TableOut]


class FiguresQuery(Schema):
    """Which months, which region."""

    first_month: Month
    last_month: Month
    region: Key = Field("", description="Kennung einer Region, leer für den ganzen Standort")


@router.get("", response=Figures, summary="Kennzahlen eines Zeitraums")
@endpoint(reads_file=True)
def read_figures(request: Call, wanted: Query[FiguresQuery]) -> Figures:
    """The figures of the status report for whole months. Small groups are hidden; reading leaves a trace."""
    period = _period(wanted.first_month, wanted.last_month)
    return _figures(status_report.read(actor=request.actor, period=period, region=wanted.region, today=request.today))


def _period(first: str, last: str) -> Period:
    begin, end = date.fromisoformat(f"{first}-01"), date.fromisoformat(f"{last}-01")
    if end < begin:
        raise Invalid({"last_month": "Der letzte Monat liegt vor dem ersten."})
    return Period(begin, add_months(end, 1))


def _figures(told: Report) -> Figures:
    return Figures(
        site=told.site,
        region=told.region,
        first_day=told.period.start,
        until=told.period.until,
        as_of=told.as_of,
        counted_at=told.counted_at,
        smallest_group=told.k,
        headlines=[HeadlineOut(indicator=line.indicator, figure=_figure(line.figure)) for line in told.headlines],
        tables=[_table(table) for section in told.sections for table in section.tables],
    )


def _table(table: Table) -> TableOut:
    return TableOut(
        key=table.key,
        title=table.title,
        columns=list(table.columns),
        rows=[_row(row) for row in table.rows],
        total=_row(table.total) if table.total else None,
    )


def _row(row: Row) -> RowOut:
    return RowOut(label=row.label, figures=[_figure(figure) for figure in row.figures])


def _figure(figure: Figure) -> FigureOut:
    return FigureOut(text=figure.text, value=figure.number)
