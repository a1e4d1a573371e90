"""The sections about counselled people: every number in them is protected."""

from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import TextChoices

from faden.domain.cases.enums import AccessPath, Constellation, ContactKind, Phase
from faden.lib import german
from faden.lib.periods import add_months
from faden.lib.suppression import Cell, protect_list
from faden.reporting.figures.counts import SITE
from faden.reporting.figures.protection import Place, Plan, protected
from faden.reporting.figures.shapes import Figure, Row, Section, Table
from faden.reporting.figures.view import View

FLOWS = (("cases_opened", "eröffnet"), ("cases_closed", "abgeschlossen"), ("cases_at_end", "offen"))
TIME = (("contacts", "Kontakte"), ("contact_minutes", "Stunden"))
MOST_BARRIERS = 10
TOTAL, UNKNOWN = "zusammen", "ohne Angabe"
Cells = dict[Place, Cell]
Columns = tuple[tuple[str, str], ...]


def cases(view: View) -> Section:
    """Cases by constellation and municipality; open ones by phase as well."""
    constellations = _labels(view, "cases_at_end", "constellation", Constellation)
    phases = _labels(view, "cases_at_end", "phase", Phase)
    shown = _protected_cases(view, tuple(constellations), tuple(phases))

    def table(dimension: str, title: str, first: str, labels: dict[str, str]) -> Table:
        columns = FLOWS[-1:] if dimension == "phase" else FLOWS
        rows = tuple(_across(shown, columns, name, _place(view, dimension, key)) for key, name in labels.items())
        return Table(dimension, title, first, columns, rows, _across(shown, columns, TOTAL, ("all", view.region, "")))

    return Section(
        "cases",
        "Fälle",
        (
            table("constellation", "Wie eng werden Familien begleitet?", "Konstellation", constellations),
            table("municipality", "Wo leben die Familien?", "Kommune", _municipalities(view)),
            table("phase", "Wo steht die Beratung?", "Phase", phases),
        ),
    )


def _protected_cases(view: View, constellations: tuple[str, ...], phases: tuple[str, ...]) -> dict[str, Cells]:
    where = view.territory
    flow = Plan(
        regions=tuple(where.regions), above=("constellation", constellations), within=("municipality", where.within)
    )
    # Where a case stood when it was closed says little; what is not published need not be protected either.
    stock = replace(flow, below=("phase", phases))
    plans = {figure: stock if figure == "cases_at_end" else flow for figure, _ in FLOWS}
    return {figure: protected(view.counts, figure, plan, where.k) for figure, plan in plans.items()}


def _municipalities(view: View) -> dict[str, str]:
    """Those of the region that is looked at, in the order of the site file."""
    where = view.territory
    here = {key for region, keys in where.within.items() if view.region in (SITE, region) for key in keys}
    return {key: name for key, name in where.municipalities.items() if key in here}


def contacts(view: View) -> Section:
    """Contacts by month and kind; for the whole site by way of access and with or without a name as well."""
    months = _months(view)
    kinds, paths = (
        _labels(view, "contacts", dimension, choices)
        for dimension, choices in (("kind", ContactKind), ("access_path", AccessPath))
    )
    kinds.pop(ContactKind.ATTEMPT, None)
    named = {"named": "mit Namen oder Pseudonym", "anonymous": "anonym"}
    plan = Plan(
        regions=tuple(view.territory.regions),
        above=("month", tuple(months)),
        below=("kind", tuple(kinds)),
        lists=(("access_path", tuple(paths)), ("named", tuple(named))),
    )
    shown = protected(view.counts, "contacts", plan, view.territory.k)

    def table(dimension: str, title: str, first: str, labels: dict[str, str]) -> Table:
        rows = tuple(_time(view, shown, label, _place(view, dimension, key)) for key, label in labels.items())
        return Table(dimension, title, first, TIME, rows, _time(view, shown, TOTAL, ("all", view.region, "")))

    tables = [
        table("month", "Wann wurde beraten?", "Monat", months),
        table("kind", "Wie wurde beraten?", "Art", kinds),
    ]
    if view.region == SITE:
        tables += [
            table("access_path", "Wie kamen die Menschen?", "Zugang", paths),
            table("named", "Wer hat einen Namen genannt?", "Kontakt", named),
        ]
    return Section("contacts", "Kontakte", tuple(tables))


def barriers(view: View) -> Section:
    """The barriers that hold up most cases."""
    counts, regions = view.counts, tuple(view.territory.regions)
    found = []
    for key in counts.keys("barrier_cases", "barrier"):
        by_region = [int(counts.get("barrier_cases", "barrier", key, region).value) for region in regions]
        listed = protect_list(by_region, view.territory.k)
        cells = dict(zip(regions, listed.cells, strict=True))
        figure = Figure.of_cell(cells[view.region] if view.region else listed.total)
        if figure.number != 0:
            found.append(Row(counts.labels["barrier", key], (figure,)))
    shown = sorted(
        (row for row in found if row.figures[0].number), key=lambda row: (-(row.figures[0].number or 0), row.label)
    )
    table = Table(
        "barrier",
        "Was hält Familien am häufigsten auf?",
        "Hürde",
        (("barrier_cases", "Fälle"),),
        tuple(shown[:MOST_BARRIERS]),
        note="Ein Fall kann mehrere Hürden haben." + _left_out(len(found) - len(shown[:MOST_BARRIERS])),
    )
    return Section("barriers", "Hürden", (table,))


def _left_out(number: int) -> str:
    if not number:
        return ""
    rest = german.count(number, "weitere Hürde kommt", "weitere Hürden kommen")
    return f" {rest} seltener vor oder bei so wenigen Fällen, dass die Zahl nicht gezeigt wird."


def _place(view: View, dimension: str, key: str) -> Place:
    """The cell of a row; a municipality lies within one region, so it has no other."""
    if dimension == "municipality":
        return dimension, next(region for region, keys in view.territory.within.items() if key in keys), key
    return dimension, view.region, key


def _across(shown: dict[str, Cells], columns: Columns, label: str, place: Place) -> Row:
    return Row(label, tuple(Figure.of_cell(shown[figure][place]) for figure, _ in columns))


def _time(view: View, shown: Cells, label: str, place: Place) -> Row:
    dimension, region, key = place
    held = Figure.of_cell(shown[place])
    minutes = view.counts.get("contact_minutes", dimension, key, region).value
    return Row(label, (held, held.like((minutes / 60).quantize(Decimal(1), ROUND_HALF_UP))))


def _months(view: View) -> dict[str, str]:
    """The months of the period that have begun."""
    begun, month = [], view.period.start
    while month < (view.period.until or view.today) and month <= view.today:
        begun.append(f"{month:%Y%m}")
        month = add_months(month, 1)
    keys = view.counts.keys("contacts", "month", begun)
    return {key: german.month(date(int(key[:4]), int(key[4:]), 1)) for key in keys}


def _labels(view: View, figure: str, dimension: str, choices: type[TextChoices]) -> dict[str, str]:
    """All words of a catalogue, also those that nothing was counted for; and what only the facts know."""
    known = {str(choice.value): str(choice.label) for choice in choices}
    return {key: known.get(key, UNKNOWN) for key in view.counts.keys(figure, dimension, known)}
