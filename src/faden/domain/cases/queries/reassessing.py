"""Which cases are to be assessed again, and when."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from faden.domain.cases.calculation import MonthsInForce, reassessment_due_on
from faden.domain.cases.enums import Constellation
from faden.domain.cases.models import Assessment, Case, ConstellationPeriod, ReassessmentRule
from faden.kernel.access.actor import Actor


@dataclass(frozen=True)
class DueAssessment:
    """A case whose needs are to be assessed (again).

    :param last_on: day of the last assessment, None when there was none
    """

    case: Case
    due_on: date
    last_on: date | None


def reassessment_rules(on: date) -> list[MonthsInForce]:
    """After how many months the needs are assessed again, as of that day."""
    valid = Q(valid_from__lte=on) & (Q(valid_until__isnull=True) | Q(valid_until__gt=on))
    return [
        MonthsInForce(Constellation(constellation), months)
        for constellation, months in ReassessmentRule.objects.filter(valid).values_list("constellation", "months")
    ]


def reassessments_due(actor: Actor, on: date, limit: int = 20) -> list[DueAssessment]:
    """Running cases for which the actor is responsible and whose assessment is due by that day, the oldest first."""
    rules = reassessment_rules(on)
    if not rules:
        return []
    running = with_assessment_days(Case.objects.filter(manager_id=actor.id, closed_on__isnull=True))
    running = running.filter(constellation__in=[rule.constellation for rule in rules])
    found = (_due(case, rules) for case in running.select_related("person").order_by("id"))
    due = sorted((one for one in found if one is not None and one.due_on <= on), key=lambda one: one.due_on)
    return due[:limit]


def reassessment_of(case: Case, on: date) -> DueAssessment | None:
    """When the next assessment of a running case is due; None where the site asks for none."""
    rules = reassessment_rules(on) if case.is_open else []
    found = with_assessment_days(Case.objects.filter(id=case.id)).first() if rules else None
    return _due(found, rules) if found is not None else None


def with_assessment_days(cases: Any) -> Any:
    """Cases with ``last_assessed_on`` and ``constellation_since``, of which a reassessment is reckoned."""
    last = Assessment.objects.filter(case_id=OuterRef("id")).order_by().values("case_id").annotate(day=Max("on"))
    began = ConstellationPeriod.objects.filter(case_id=OuterRef("id"), until__isnull=True).values("since")
    return cases.annotate(
        last_assessed_on=Subquery(last.values("day")),
        constellation_since=Coalesce(Subquery(began[:1]), F("opened_on")),
    )


def _due(case: Any, rules: list[MonthsInForce]) -> DueAssessment | None:
    due_on = reassessment_due_on(
        constellation=case.constellation,
        since=case.constellation_since,
        last_assessed_on=case.last_assessed_on,
        rules=rules,
    )
    return None if due_on is None else DueAssessment(case, due_on, case.last_assessed_on)
