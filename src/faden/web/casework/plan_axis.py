"""The plan of one case on the axis, and the same facts for the table beside it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from faden.domain.cases.calculation import waits
from faden.domain.cases.enums import MeasureState
from faden.domain.cases.queries.clashes import Chains
from faden.domain.cases.queries.plan import PlannedMeasure, Section
from faden.lib import german
from faden.web.casework.family_words import kinds
from faden.web.casework.time_axis import Axis, Bar, Lane, draw

#: A plan is read from where it comes; what was over half a year ago stands in the table only.
MONTHS_BACK = 6
SIGNS = {MeasureState.DONE: "done", MeasureState.ABORTED: "aborted"}


@dataclass(frozen=True)
class AxisRow:
    """A step as the table tells it."""

    planned: PlannedMeasure
    goal: str
    period: str
    waited: str
    clashes: str


def own_clashes(chains: Chains, person: UUID) -> Chains:
    """Of the family's clashes those in which this person has a part."""
    return replace(chains, standing=tuple(one for one in chains.standing if person in one.clash.people))


def drawn(sections: Iterable[Section], judged: Mapping[UUID, date], chains: Chains, today: date) -> Axis:
    """A lane for each goal with its steps below it.

    :param judged: the day each goal that is no longer open was judged
    :param chains: with the clashes of this person; an accepted one is not marked
    """
    marked = {one.id for standing in chains.standing if not standing.acceptance for one in standing.clash.obligations}
    lanes = [
        Lane(
            goal_words(section),
            tuple(_bar(one, today, is_marked=one.measure.id in marked) for one in _in_order(section.measures)),
            (section.goal.agreed_on, judged.get(section.goal.id)) if section.goal else None,
        )
        for section in sections
    ]
    return draw(lanes, today, months_back=MONTHS_BACK)


def rows(sections: Iterable[Section], chains: Chains, today: date) -> list[AxisRow]:
    """Every step, goal by goal, in the order of its beginning."""
    return [
        AxisRow(
            planned=one,
            goal=goal_words(section),
            period=_period(one, today),
            waited=german.join(_wait(since, until) for since, until in waits(one.changes)),
            clashes=german.join(kinds(chains.standing, one.measure.id)),
        )
        for section in sections
        for one in _in_order(section.measures)
    ]


def goal_words(section: Section) -> str:
    """The goal, in German where the client's words are not."""
    if section.goal is None:
        return "Ohne bestimmtes Ziel"
    return f"„{section.goal.german or section.goal.words}“"


def _in_order(measures: Sequence[PlannedMeasure]) -> list[PlannedMeasure]:
    return sorted(measures, key=lambda one: (_since(one), one.measure.created_on, one.measure.title))


def _bar(one: PlannedMeasure, today: date, *, is_marked: bool) -> Bar:
    since, last_day = _since(one), _last_day(one, today)
    sign = "clash" if is_marked else SIGNS.get(MeasureState(one.measure.state), "")
    due_on = None if one.finished else one.measure.due_on
    # Whether it will still wait tomorrow is not known.
    waited = tuple((begin, until or today + timedelta(days=1)) for begin, until in waits(one.changes))
    return Bar(one.measure.title, since, last_day, due_on, sign, waited)


def _since(one: PlannedMeasure) -> date:
    """Its first day, or when it was planned; earlier when it moved before that."""
    begins = one.measure.starts_on or one.measure.created_on
    ends = one.measure.ended_on or one.measure.ends_on or begins
    return min(begins, ends, *(change.on for change in one.changes))


def _last_day(one: PlannedMeasure, today: date) -> date | None:
    """When it ended or is to end; what is overdue lasts until today, None when nobody has said."""
    measure = one.measure
    if measure.ended_on or measure.ends_on:
        return measure.ended_on or measure.ends_on
    return max(measure.due_on, today) if measure.due_on else None


def _period(one: PlannedMeasure, today: date) -> str:
    since, last_day = _since(one), _last_day(one, today)
    if last_day is None:
        return f"{'ab' if since > today else 'seit'} {german.day(since)}"
    return german.span(since, last_day)


def _wait(since: date, until: date | None) -> str:
    return german.span(since, until) if until else f"seit {german.day(since)}"
