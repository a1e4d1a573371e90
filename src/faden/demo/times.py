"""Invents when a step takes place: courses at weekly times, from–to, now and then with child care still open."""

from datetime import time, timedelta
from random import Random

from faden.demo.shelf import Shelf
from faden.domain.cases.enums import ChildCare
from faden.domain.cases.models import Measure, MeasureSlot

#: Weekdays, from, to.
COURSES = (
    ((1, 2, 3, 4), time(8, 30), time(12, 30)),
    ((1, 3, 5), time(9), time(12)),
    ((2, 4), time(9), time(11, 30)),
    ((2, 4), time(17), time(19)),
)


def give_times(shelf: Shelf, measure: Measure, number: str) -> None:
    """Let about every third open step be a course; drawn from a source of its own."""
    random = Random(f"times {number} {measure.title}")
    if measure.ended_on is not None or random.random() > 0.35:
        return
    measure.starts_on = measure.created_on + timedelta(days=random.randint(0, 40))
    measure.ends_on = measure.starts_on + timedelta(days=random.randint(60, 300))
    measure.child_care = random.choices(list(ChildCare), (7, 1, 2))[0]
    days, starts_at, ends_at = random.choice(COURSES)
    for weekday in days:
        shelf.put(
            MeasureSlot(case_id=measure.case_id, measure=measure, weekday=weekday, starts_at=starts_at, ends_at=ends_at)
        )
