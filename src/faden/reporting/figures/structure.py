"""The sections about gaps, bodies and posts: nobody's data, so nothing in them is hidden."""

from datetime import date
from decimal import Decimal

from faden.domain.findings.enums import GapKind, GapState, ThemeState
from faden.domain.programme.enums import Baustein, Counted
from faden.domain.programme.queries import goals_of_year
from faden.domain.steering.enums import BodyKind
from faden.domain.steering.queries import decisions_between
from faden.lib.periods import Period, school_year
from faden.reporting.figures.shapes import Decided, Figure, Goal, Row, Section, Table, Target
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
                "casework_themes",
                "Was kam aus der Fallarbeit vor die Lenkungsgruppe?",
                "Thema",
                (("casework_themes", "Anzahl"),),
                (
                    Row(
                        "aus Meldungen des Case Managements",
                        (Figure.of_number(view.counts.get("casework_themes").value),),
                    ),
                ),
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


def decided(period: Period) -> tuple[Decided, ...]:
    """What the bodies decided in the period."""
    return tuple(
        Decided(
            on=one.decided_on,
            body=str(one.item.meeting.body),
            text=one.text,
            is_adopted=one.is_adopted,
            theme_number=one.theme.number if one.theme else "",
            theme_title=one.theme.title if one.theme else "",
        )
        for one in decisions_between(period.start, period.until or date.max)
    )


def goals(view: View) -> tuple[Goal, ...]:
    """The operative goals, when the period is a school year; what can be counted stands beside what was aimed at."""
    if view.period != school_year(view.period.start):
        return ()
    count = view.counts.get
    found = {
        Counted.STEERING_MEETINGS: count("meetings", "body_kind", BodyKind.STEERING_GROUP),
        Counted.WORKING_GROUP_MEETINGS: count("meetings", "body_kind", BodyKind.WORKING_GROUP),
        Counted.CASEWORK_THEMES: count("casework_themes"),
    }
    return tuple(
        Goal(
            number=goal.number,
            text=goal.text,
            targets=tuple(
                Target(str(counted.label), Figure.of_number(found[counted].value), at_least)
                for counted, at_least in goal.targets
            ),
            judgement=str(goal.judgement.label),
            report=goal.report,
            source=goal.source,
        )
        for goal in goals_of_year(view.period.start.year)
    )
