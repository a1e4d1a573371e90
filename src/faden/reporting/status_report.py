"""The status report (Sachstandsbericht): read it, draw its charts, take it along as PDF."""

from dataclasses import asdict
from datetime import date
from typing import Any

from faden.domain.places.models import Site
from faden.domain.places.queries import site
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import NotVisible
from faden.kernel.audit import operations as audit
from faden.lib import german
from faden.lib.periods import Period
from faden.reporting.charts import Chart, bars, columns
from faden.reporting.documents import render
from faden.reporting.figures.catalogue import INDICATORS
from faden.reporting.figures.report import report
from faden.reporting.figures.shapes import Goal, Report, Table
from faden.reporting.rules import may_read_figures

SOURCE = "Faden, Fallakten und Steuerung des Standorts"


def read(*, actor: Actor, period: Period, region: str, today: date) -> Report:
    """Count, protect and leave a trace: whoever compares many periods can be asked why.

    :raises Refused: not somebody who steers
    :raises NotVisible: there is no such region
    """
    may_read_figures.check(actor)
    where = site()
    try:
        told = report(period=period, region=region, today=today, site=where)
    except KeyError:
        raise NotVisible from None
    _trace("figures.read", actor, told, where)
    return told


def export(told: Report, *, actor: Actor) -> bytes:
    """The report as PDF/A-2a and PDF/UA-1."""
    may_read_figures.check(actor)
    _trace("figures.exported", actor, told, site())
    return render("status_report", paper(told))


def _trace(act: str, actor: Actor, told: Report, where: Site | None) -> None:
    if where is not None:
        period = {"start": told.period.start, "until": told.period.until}
        audit.record(act, actor=actor, subject=where, **period, region=told.region)


def charts(told: Report) -> dict[str, Chart]:
    """A chart for each table that is better seen than read."""
    return {
        "month": _months(told.table("month")),
        "barrier": bars_of(told.table("barrier")),
        "closing_reason": bars_of(told.table("closing_reason")),
    }


def bars_of(table: Table) -> Chart:
    """The first column as lying bars."""
    return bars(table.title, table.column())


def _months(table: Table) -> Chart:
    """The first column by month: "Jan 2026", "Feb", …; the year where it begins."""
    short: list[str] = []
    year = ""
    for row in table.rows:
        month, of_year = row.label.split(" ")
        short.append(month[:3] if of_year == year else f"{month[:3]} {of_year}")
        year = of_year
    return columns(table.title, table.column(), short)


def paper(told: Report) -> dict[str, Any]:
    """What the template of the PDF is told."""
    drawn = charts(told)
    return {
        "site": told.site,
        "place": told.region or told.site,
        "period": str(told.period),
        "span": german.span(told.period.start, told.period.last_day or told.as_of),
        "as_of": told.as_of,
        "running": told.is_running,
        "k": told.k,
        "hides": told.hides,
        "source": SOURCE,
        "headlines": [
            {"name": name, "value": one.figure.text, "note": one.note}
            for one in told.headlines
            for name in (next(i.name for i in INDICATORS if i.key == one.indicator),)
        ],
        "sections": [
            {"title": section.title, "tables": [_table(table, drawn.get(table.key)) for table in section.tables]}
            for section in told.sections
        ],
        "decided": [asdict(one) for one in told.decided],
        "goals": [_goal(one) for one in told.goals],
        "indicators": [
            {"name": i.name, "definition": i.definition, "formula": i.formula, "source": i.source, "version": i.version}
            for i in INDICATORS
        ],
    }


def _goal(goal: Goal) -> dict[str, Any]:
    targets = [{"label": t.label, "counted": t.counted.text, "at_least": t.at_least} for t in goal.targets]
    return {
        "number": goal.number,
        "text": goal.text,
        "targets": targets,
        "judgement": goal.judgement,
        "report": goal.report,
    }


def _table(table: Table, chart: Chart | None) -> dict[str, Any]:
    rows = [{"label": row.label, "values": [figure.text for figure in row.figures]} for row in table.rows]
    return {
        "title": table.title,
        "heads": [table.first_column, *(head for _, head in table.columns)],
        "rows": rows,
        "total": [table.total.label, *(figure.text for figure in table.total.figures)] if table.total else None,
        "note": table.note,
        "chart": chart.paper if chart and table.rows else "",
        "spoken": chart.description if chart else "",
    }
