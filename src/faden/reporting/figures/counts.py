"""The facts of a period as read from the database: true numbers, so nothing but ``figures`` may hold them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import connection

SITE = ""
#: Cases of municipalities that belong to no region.
ELSEWHERE = "-"


@dataclass(frozen=True)
class Count:
    """A true number; ``few`` when 1 to k-1 people stand behind it."""

    value: Decimal = Decimal(0)
    few: bool = False


NOTHING = Count()


@dataclass(frozen=True)
class Counts:
    """All facts of a period; what is not there has not happened."""

    numbers: dict[tuple[str, str, str, str], Count]
    labels: dict[tuple[str, str], str]
    counted_at: datetime | None = None

    def get(self, figure: str, dimension: str = "all", key: str = "", region: str = SITE) -> Count:
        """The number of one cell."""
        return self.numbers.get((figure, dimension, region, key), NOTHING)

    def keys(self, figure: str, dimension: str, known: Iterable[str] = ()) -> tuple[str, ...]:
        """The known keys in their order, then those that only the facts know."""
        ordered = dict.fromkeys(known)
        found = {key for (name, by, _, key) in self.numbers if (name, by) == (figure, dimension)}
        return (*ordered, *sorted(found - ordered.keys()))


def read(first_day: date, end_day: date) -> Counts:
    """Count the period ``[first_day, end_day)`` of whole months; nothing for an actor who may not see figures."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT figure, dimension, region, key, label, value, few, counted_at FROM faden_facts(%s, %s)",
            [first_day, end_day],
        )
        rows = cursor.fetchall()
    return Counts(
        {(figure, by, region, key): Count(value, few) for figure, by, region, key, _, value, few, _ in rows},
        {(by, key): label for _, by, _, key, label, _, _, _ in rows if label},
        rows[0][7] if rows else None,
    )
