"""The sections about gaps, bodies and posts: nobody's data, so nothing in them is hidden."""

from decimal import Decimal

from faden.domain.findings.enums import GapKind, GapState, ThemeState
from faden.domain.programme.enums import Baustein
from faden.domain.steering.enums import BodyKind
from faden.reporting.figures.shapes import Figure, Row, Section, Table
from faden.reporting.figures.view import View

REPORTS = (("gaps", "Meldungen"),)
POSTS = (("fte_funded", "gefördert (VZÄ)"), ("fte_filled", "besetzt (VZÄ)"))


def findings(view: View) -> Section:
    """Gaps by kind and state, themes by state."""
    return Section(
        "findings",
        "Erkenntnisse",
        (
            _counted(view, "gaps", "kind", dict(GapKind.choices), title="Welche Lücken wurden gemeldet?", first="Art"),
            _counted(
                view, "gaps", "state", dict(GapState.choices), title="Was wurde aus den Meldungen?", first="Stand"
            ),
            _counted(view, "themes", "state", dict(ThemeState.choices), title="Wo stehen die Themen?", first="Stand"),
        ),
    )


def _counted(view: View, figure: str, by: str, labels: dict[str, str], *, title: str, first: str) -> Table:
    rows = ((label, view.counts.get(figure, by, key, view.region).value) for key, label in labels.items())
    total = view.counts.get(figure, region=view.region).value
    head = "Themen" if figure == "themes" else "Meldungen"
    return Table(
        f"{figure}_{by}",
        title,
        first,
        ((figure, head),),
        tuple(Row(label, (Figure.of_number(value),)) for label, value in rows if value),
        Row("zusammen", (Figure.of_number(total),)),
    )


def steering(view: View) -> Section:
    """Meetings and decisions."""
    held = {kind: view.counts.get("meetings", "body_kind", kind.value).value for kind in BodyKind}
    votes = {"angenommen": "adopted", "abgelehnt": "rejected"}
    return Section(
        "steering",
        "Steuerung",
        (
            Table(
                "meetings",
                "Wer hat getagt?",
                "Gremium",
                (("meetings", "Sitzungen"),),
                tuple(Row(kind.label, (Figure.of_number(number),)) for kind, number in held.items() if number),
                Row("zusammen", (Figure.of_number(sum(held.values(), Decimal(0))),)),
            ),
            Table(
                "decisions",
                "Was wurde entschieden?",
                "Beschlussvorlage",
                (("decisions", "Anzahl"),),
                tuple(
                    Row(label, (Figure.of_number(view.counts.get("decisions", "adopted", key).value),))
                    for label, key in votes.items()
                ),
            ),
        ),
    )


def staffing(view: View) -> Section:
    """Full-time equivalents funded and filled."""
    keys = [
        module for module in Baustein if view.counts.get("fte_funded", "baustein", str(module.value), view.region).value
    ]
    rows = tuple(Row(module.label, _posts(view, str(module.value))) for module in keys)
    total = tuple(Figure.of_number(fte(view, figure), 2) for figure, _ in POSTS)
    table = Table("staffing", "Sind die Stellen besetzt?", "Förderbaustein", POSTS, rows, Row("zusammen", total))
    return Section("staffing", "Stellen", (table,))


def _posts(view: View, key: str) -> tuple[Figure, ...]:
    return tuple(
        Figure.of_number(view.counts.get(figure, "baustein", key, view.region).value, 2) for figure, _ in POSTS
    )


def fte(view: View, figure: str) -> Decimal:
    """The sum over all funding modules."""
    values = (view.counts.get(figure, "baustein", str(module.value), view.region).value for module in Baustein)
    return sum(values, Decimal(0))
