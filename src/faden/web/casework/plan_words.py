"""Where and when a step of the plan takes place, in words."""

from datetime import date

from faden.domain.cases.enums import ChildCare
from faden.domain.cases.queries.plan import PlannedMeasure
from faden.lib import german
from faden.lib.weekly_times import written


def where_and_when(planned: PlannedMeasure) -> str:
    """One quiet line: offer or place, period, weekly times, child care where it is needed."""
    measure = planned.measure
    where = measure.offer.title if measure.offer else measure.place
    times = written(planned.times).replace("\n", "; ")
    care = {
        ChildCare.NEEDED: "Kinderbetreuung noch offen",
        ChildCare.PROVIDED: "mit Kinderbetreuung",
    }.get(ChildCare(measure.child_care), "")
    return " · ".join(part for part in (where, _period(measure.starts_on, measure.ends_on), times, care) if part)


def _period(first: date | None, last: date | None) -> str:
    if first and last:
        return german.span(first, last)
    if first:
        return f"ab {german.day(first)}"
    return f"bis {german.day(last)}" if last else ""
