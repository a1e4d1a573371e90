"""What a closing has to know."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import CharField, Count, Exists, F, Max, OuterRef, Q, Subquery, Value
from django.db.models.functions import Greatest

from faden.domain.cases.calculation import MonthsInForce, proposed_for_closing_on
from faden.domain.cases.enums import Constellation, GoalState
from faden.domain.cases.models import (
    Case,
    CaseBarrier,
    ClosingPostponement,
    ClosingRule,
    ConstellationPeriod,
    ContactNote,
    Goal,
    Measure,
    MeasureStep,
    PhasePeriod,
    Stay,
)
from faden.domain.cases.transitions import UNFINISHED
from faden.kernel.access.actor import Actor
from faden.lib.periods import add_months

#: What lies in a stay and would lie after its end.
_HAPPENED = (
    (Stay, "since", "Der Beginn der jetzigen Fallepisode"),
    (ConstellationPeriod, "since", "Die letzte Änderung der Handlungskonstellation"),
    (PhasePeriod, "since", "Die letzte Phase"),
    (ContactNote, "on", "Der letzte Kontakt"),
    (Measure, "created_on", "Die letzte Maßnahme"),
    (MeasureStep, "on", "Der letzte Schritt einer Maßnahme"),
    (Goal, "agreed_on", "Das letzte Ziel"),
    (CaseBarrier, "since", "Die letzte Hürde"),
)


def last_event(case: Case) -> tuple[date, str]:
    """The last day on which something happened, and what it was: a stay cannot end before."""
    first, *others = (
        kind._base_manager.filter(case_id=case.id)
        .order_by()
        .values("case_id")
        .annotate(day=Max(field), what=Value(words, output_field=CharField()))
        .values_list("day", "what")
        for kind, field, words in _HAPPENED
    )
    return max(first.union(*others, all=True))


def closing_rules(on: date) -> list[MonthsInForce]:
    """After how many months without contact closing is proposed, as of that day."""
    valid = Q(valid_from__lte=on) & (Q(valid_until__isnull=True) | Q(valid_until__gt=on))
    return [
        MonthsInForce(Constellation(constellation), months)
        for constellation, months in ClosingRule.objects.filter(valid).values_list("constellation", "months")
    ]


@dataclass(frozen=True)
class Proposal:
    """A running case that is proposed for closing.

    :param since: from when on
    :param quiet_since: the last contact, or the beginning of the stay without one
    :param months: so long there was no contact, as the site's rule says
    :param put_off: the last postponement, when it has passed
    """

    case: Case
    since: date
    quiet_since: date
    months: int
    open_goals: int
    open_measures: int
    put_off: ClosingPostponement | None = None


def proposals(actor: Actor, today: date, limit: int, *, only: Case | None = None) -> list[Proposal]:
    """Running cases of the actor without contact for as long as the site's rule says, the quietest first.

    Left out is what was put off until a day that is still ahead. After a reopening the months count from it.

    :param only: look at this case alone
    """
    rules = closing_rules(today)
    if not rules:
        return []
    # A month's end can move the day by up to three days (§ 188 BGB): ask a little wider, then reckon exactly.
    margin = timedelta(days=3)
    quiet = reduce(
        or_,
        (Q(constellation=rule.constellation, last__lte=add_months(today, -rule.months) + margin) for rule in rules),
    )
    asked = _running(actor, today, only).filter(quiet).select_related("person", "municipality").order_by("last", "id")
    found = (_proposal(case, rules) for case in asked[: limit * 2])
    return _with_former([one for one in found if one is not None and one.since <= today][:limit])


def _running(actor: Actor, today: date, only: Case | None) -> Any:
    """Running cases that are not put off, with what is open in them."""
    put_off = ClosingPostponement.objects.filter(case_id=OuterRef("id"), until__gt=today)
    stay = Stay.objects.filter(case_id=OuterRef("id"), until__isnull=True).values("since")[:1]
    running = Case.objects.filter(~Exists(put_off), manager_id=actor.id, closed_on__isnull=True)
    if only is not None:
        running = running.filter(id=only.id)
    # PostgreSQL's greatest() passes over what is null: without a contact the beginning of the stay counts.
    return running.annotate(last=Greatest(F("last_contact_on"), Subquery(stay))).annotate(
        goals_open=Count("goals", filter=Q(goals__state=GoalState.OPEN), distinct=True),
        measures_open=Count("measures", filter=Q(measures__state__in=UNFINISHED), distinct=True),
    )


def _proposal(case: Case, rules: list[MonthsInForce]) -> Proposal | None:
    last, goals, measures = (getattr(case, name) for name in ("last", "goals_open", "measures_open"))
    since = proposed_for_closing_on(
        constellation=case.constellation, opened_on=case.opened_on, last_contact_on=last, rules=rules
    )
    if since is None:
        return None
    months = next(rule.months for rule in rules if rule.constellation == case.constellation)
    return Proposal(case, since, last, months, goals, measures)


def _with_former(found: list[Proposal]) -> list[Proposal]:
    """Each with its last postponement."""
    rows = ClosingPostponement.objects.filter(case_id__in=[one.case.id for one in found]).order_by("on", "id")
    last = {row.case_id: row for row in rows}
    return [replace(one, put_off=last.get(one.case.id)) for one in found]
