"""The sections about counselled people: every number in them is protected."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import TextChoices

from faden.domain.cases.enums import AccessPath, ClosingReason, Constellation, ContactKind, Phase
from faden.lib import german
from faden.lib.periods import add_months
from faden.lib.suppression import Cell, Mark, protect_list
from faden.reporting.figures.counts import SITE
from faden.reporting.figures.protection import Place, Plan, crossed, protected
from faden.reporting.figures.shapes import Figure, Row, Section, Table
from faden.reporting.figures.view import View

CLOSED = (("cases_closed", "Abschlüsse"),)
GOALS = (("goals_reached", "erreicht"), ("goals_partly", "teilweise"), ("goals_missed", "nicht erreicht"))
FLOWS = (("cases_opened", "eröffnet"), ("cases_closed", "abgeschlossen"), ("cases_at_end", "offen"))
TIME = (("contacts", "Kontakte"), ("contact_minutes", "Stunden"))
MOST_BARRIERS = 10
TOTAL, UNKNOWN = "zusammen", "ohne Angabe"
Cells = dict[Place, Cell]
Columns = tuple[tuple[str, str], ...]


def cases(view: View, shown: dict[str, Cells]) -> Section:
    """Cases by constellation and municipality; open ones by phase as well.

    :param shown: what ``protected_cases`` has left of them
    """
    constellations = _labels(view, "cases_at_end", "constellation", Constellation)
    phases = _labels(view, "cases_at_end", "phase", Phase)

    # How many closings of a constellation there were in a region is not told (ADR 25).
    told = {"phase": FLOWS[-1:], "constellation": FLOWS if view.region == SITE else (FLOWS[0], FLOWS[2])}

    def table(dimension: str, title: str, first: str, labels: dict[str, str]) -> Table:
        columns = told.get(dimension, FLOWS)
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


def closings(view: View, shown: dict[str, Cells]) -> Section:
    """Why cases were closed, and what became of the goals that were evaluated.

    :param shown: what ``protected_cases`` has left of the cases: the reasons are a part of the same publication
    """
    reasons = _labels(view, "cases_closed", "closing_reason", ClosingReason)
    ended = tuple(_across(shown, CLOSED, name, _place(view, "closing_reason", key)) for key, name in reasons.items())
    total = _across(shown, CLOSED, TOTAL, ("all", view.region, ""))
    goals = _protected_goals(view)
    domains = {key: view.counts.labels["life_domain", key] for key in _keys_of_goals(view, "life_domain")}
    known = {str(one.value): str(one.label) for one in Constellation}
    constellations = {key: known.get(key, UNKNOWN) for key in _keys_of_goals(view, "constellation", known)}

    def table(dimension: str, title: str, first: str, labels: dict[str, str]) -> Table:
        rows = tuple(_across(goals, GOALS, name, _place(view, dimension, key)) for key, name in labels.items())
        total = _across(goals, GOALS, TOTAL, ("all", view.region, ""))
        return Table(f"goals_{dimension}", title, first, GOALS, rows, total)

    return Section(
        "closings",
        "Abschlüsse und Ziele",
        (
            Table("closing_reason", "Warum enden Begleitungen?", "Grund", CLOSED, ended, total),
            *([_reasons(view, shown["cases_closed"], reasons)] if view.region == SITE else []),
            table("life_domain", "In welchen Handlungsfeldern wurden Ziele erreicht?", "Handlungsfeld", domains),
            table("constellation", "Bei welcher Begleitung wurden Ziele erreicht?", "Konstellation", constellations),
        ),
    )


def _reasons(view: View, shown: Cells, reasons: dict[str, str]) -> Table:
    """Reasons by constellation, for the whole site."""
    constellations = _labels(view, "cases_closed", "constellation", Constellation)
    both = crossed("closing_reason", "constellation")

    def row(label: str, places: Iterable[Place]) -> Row:
        return Row(label, tuple(Figure.of_cell(shown[place]) for place in places))

    return Table(
        "closing_reason_constellation",
        "Enden enge Begleitungen aus anderen Gründen als kurze?",
        "Grund",
        tuple(("cases_closed", name) for name in (*constellations.values(), TOTAL)),
        tuple(
            row(
                name,
                (*((both, SITE, crossed(reason, key)) for key in constellations), ("closing_reason", SITE, reason)),
            )
            for reason, name in reasons.items()
        ),
        row(TOTAL, (*(("constellation", SITE, key) for key in constellations), ("all", SITE, ""))),
    )


def _protected_goals(view: View) -> dict[str, Cells]:
    """Three figures about different goals; their sum is published nowhere, so each is protected by itself."""
    known = {str(one.value): str(one.label) for one in Constellation}
    plan = Plan(
        regions=tuple(view.territory.regions),
        above=("life_domain", _keys_of_goals(view, "life_domain")),
        below=("constellation", _keys_of_goals(view, "constellation", known)),
    )
    return {figure: protected(view.counts, figure, plan, view.territory.k) for figure, _ in GOALS}


def _keys_of_goals(view: View, dimension: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """The rows of all three figures, so that they stand beside each other."""
    found = dict.fromkeys(known)
    for figure, _ in GOALS:
        found.update(dict.fromkeys(view.counts.keys(figure, dimension)))
    return tuple(found)


def protected_cases(view: View) -> dict[str, Cells]:
    """What may be published of the cases; all tables about them are one publication."""
    constellations = tuple(_labels(view, "cases_at_end", "constellation", Constellation))
    phases = tuple(_labels(view, "cases_at_end", "phase", Phase))
    reasons = tuple(_labels(view, "cases_closed", "closing_reason", ClosingReason))
    where = view.territory
    flow = Plan(
        regions=tuple(where.regions), above=("constellation", constellations), within=("municipality", where.within)
    )
    # Where a case stood when it was closed says little; what is not published need not be protected either.
    stock = replace(flow, below=("phase", phases))
    known = tuple(_labels(view, "cases_closed", "constellation", Constellation))
    ended = replace(flow, above=None, below=("closing_reason", reasons), beyond=("constellation", known))
    plans = {"cases_at_end": stock, "cases_opened": flow, "cases_closed": ended}
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


def target_groups(view: View) -> Section:
    """Open cases by target group: groups overlap, so whole multiples of k are told and no differences can be taken."""
    counts, k = view.counts, view.territory.k
    rows = []
    for key in counts.keys("group_cases", "target_group"):
        found = counts.get("group_cases", "target_group", key, view.region)
        if found.value:
            figure = Figure.of_cell(Cell(Mark.SMALL, None, k)) if found.few else _rounded(int(found.value), k)
            rows.append(Row(counts.labels["target_group", key], (figure,)))
    rows.sort(key=lambda row: (-(row.figures[0].number or 0), row.label))
    table = Table(
        "target_group",
        "Wen begleiten wir?",
        "Zielgruppe",
        (("group_cases", "Fälle"),),
        tuple(rows),
        note=f"Eine Person kann zu mehreren Gruppen gehören; die Zahlen sind auf Vielfache von {k} gerundet.",
    )
    return Section("target_groups", "Zielgruppen", (table,))


def _rounded(value: int, k: int) -> Figure:
    number = (value + k // 2) // k * k
    told = Figure.of_number(number)
    return Figure(f"rund {told.text}", f"rund {told.spoken}", told.number)


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
