"""The sections about counselled people: every number in them is protected."""

from decimal import ROUND_HALF_UP, Decimal

from faden.domain.cases.enums import AccessPath, Constellation, ContactKind, Phase
from faden.lib import german
from faden.lib.periods import add_months
from faden.lib.suppression import Cell, protect_list
from faden.reporting.figures.counts import SITE, Counts
from faden.reporting.figures.protection import Place, Plan, protected
from faden.reporting.figures.shapes import Figure, Row, Section, Table
from faden.reporting.figures.view import View

FLOWS = (("cases_opened", "eröffnet"), ("cases_closed", "abgeschlossen"), ("cases_at_end", "offen am Ende"))
TIME = (("contacts", "Kontakte"), ("contact_minutes", "Stunden"))
MOST_BARRIERS = 10
UNKNOWN = "ohne Angabe"


def cases(view: View) -> Section:
    """Cases by constellation, phase and municipality."""
    counts, where = view.counts, view.territory
    constellations = _keys(counts, "constellation", [choice.value for choice in Constellation])
    phases = _keys(counts, "phase", [choice.value for choice in Phase])
    plan = Plan(
        regions=tuple(where.regions),
        above=("constellation", constellations),
        below=("phase", phases),
        within=("municipality", where.within),
    )
    shown = {figure: protected(counts, figure, plan, where.k) for figure, _ in FLOWS}

    def rows(dimension: str, labels: dict[str, str]) -> tuple[Row, ...]:
        return tuple(Row(label, _across(shown, _place(view, dimension, key))) for key, label in labels.items())

    total = Row("zusammen", _across(shown, ("all", view.region, "")))
    here = [key for region in ([view.region] if view.region else where.regions) for key in where.within[region]]
    constellation = {key: _label(Constellation, key) for key in constellations}
    phase = {key: _label(Phase, key) for key in phases}
    places = {key: where.municipalities[key] for key in where.municipalities if key in here}
    question = "Wie eng werden Familien begleitet?"
    return Section(
        "cases",
        "Fälle",
        (
            Table(
                "constellation", question, "Handlungskonstellation", FLOWS, rows("constellation", constellation), total
            ),
            Table("municipality", "Wo leben die Familien?", "Kommune", FLOWS, rows("municipality", places), total),
            Table(
                "phase",
                "Wo steht die Beratung?",
                "Phase",
                FLOWS[-1:],
                tuple(Row(row.label, row.figures[-1:]) for row in rows("phase", phase)),
                Row(total.label, total.figures[-1:]),
            ),
        ),
    )


def contacts(view: View) -> Section:
    """Contacts by month and kind; for the whole site by way of access and with or without a name as well."""
    counts, where = view.counts, view.territory
    months = _months(view)
    kinds = {choice.value: choice.label for choice in ContactKind}
    paths = {choice.value: choice.label for choice in AccessPath}
    named = {"named": "mit Namen oder Pseudonym", "anonymous": "anonym"}
    plan = Plan(
        regions=tuple(where.regions),
        above=("month", tuple(months)),
        below=("kind", tuple(kinds)),
        lists=(("access_path", tuple(paths)), ("named", tuple(named))),
    )
    shown = protected(counts, "contacts", plan, where.k)

    def table(dimension: str, title: str, first: str, labels: dict[str, str]) -> Table:
        rows = tuple(_time(view, shown, label, _place(view, dimension, key)) for key, label in labels.items())
        return Table(dimension, title, first, TIME, rows, _time(view, shown, "zusammen", ("all", view.region, "")))

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


def _across(shown: dict[str, dict[Place, Cell]], place: Place) -> tuple[Figure, ...]:
    return tuple(Figure.of_cell(shown[figure][place]) for figure, _ in FLOWS)


def _time(view: View, shown: dict[Place, Cell], label: str, place: Place) -> Row:
    dimension, region, key = place
    held = Figure.of_cell(shown[place])
    minutes = view.counts.get("contact_minutes", dimension, key, region).value
    return Row(label, (held, held.like((minutes / 60).quantize(Decimal(1), ROUND_HALF_UP))))


def _months(view: View) -> dict[str, str]:
    """The months of the period that have begun."""
    found, month = {}, view.period.start
    while month < (view.period.until or view.today) and month <= view.today:
        found[f"{month:%Y%m}"] = german.month(month)
        month = add_months(month, 1)
    return found


def _keys(counts: Counts, dimension: str, known: list[str]) -> tuple[str, ...]:
    return counts.keys("cases_at_end", dimension, known)


def _label(choices: type[Constellation] | type[Phase], key: str) -> str:
    return str(choices(key).label) if key in choices.values else UNKNOWN
