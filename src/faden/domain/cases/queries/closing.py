"""What a closing has to know."""

from datetime import date

from django.db.models import CharField, Max, Q, Value

from faden.domain.cases.calculation import MonthsInForce
from faden.domain.cases.enums import Constellation
from faden.domain.cases.models import (
    Case,
    CaseBarrier,
    ClosingRule,
    ConstellationPeriod,
    ContactNote,
    Goal,
    Measure,
    MeasureStep,
    PhasePeriod,
    Stay,
)

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
