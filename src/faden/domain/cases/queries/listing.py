"""Lists of cases that stay fast among a million: no offset, no count of everything."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from faden.domain.cases.calculation import is_overdue
from faden.domain.cases.models import Case

ROWS = 25
#: Counting goes no further: whoever has more cases than that filters.
COUNTED = 1000

LONG_AGO, FAR_AWAY = date(1, 1, 1), date(9999, 12, 31)


@dataclass(frozen=True)
class Wanted:
    """Which cases, in which order.

    :param sort: one of ``SORTS``, with a minus for the other way round
    """

    closed: bool = False
    overdue: bool = False
    constellation: str = ""
    phase: str = ""
    municipality_id: UUID | None = None
    sort: str = "name"


@dataclass(frozen=True)
class Line:
    """A case as the list shows it."""

    case: Case
    overdue: bool


@dataclass(frozen=True)
class CasePage:
    """Some lines of a list.

    :param count: how many cases there are in all; None when there are more than are counted
    :param next: the number after which the next page begins; None on the last one
    :param previous: the number before which the previous page ends; None on the first one
    """

    lines: tuple[Line, ...]
    count: int | None
    next: str | None
    previous: str | None


SORTS = {"name": "sort_name", "eroeffnet": "opened_on", "kontakt": "last_contact_on", "frist": "due_on"}


def cases_page(wanted: Wanted, today: date, *, after: str = "", before: str = "") -> CasePage:
    """One page of the cases that the actor sees.

    :param after: number of the case after which the page begins
    :param before: number of the case before which it ends
    """
    backwards = bool(before)
    rows = _ordered(_selected(wanted, today), wanted.sort, backwards=backwards)
    anchor = before or after
    beyond = _beyond(rows, anchor) if anchor else rows
    found = list(beyond.select_related("person", "municipality", "manager")[: ROWS + 1])
    more, lines = len(found) > ROWS, found[:ROWS]
    if backwards:
        lines.reverse()
    count = _selected(wanted, today).order_by()[: COUNTED + 1].count()
    goes_on = bool(lines) and (backwards or more)
    goes_back = bool(lines) and (more if backwards else bool(anchor))
    return CasePage(
        lines=tuple(Line(case, is_overdue(case.due_on, today)) for case in lines),
        count=count if count <= COUNTED else None,
        next=lines[-1].number if goes_on else None,
        previous=lines[0].number if goes_back else None,
    )


def chosen_cases(wanted: Wanted, today: date, *, most: int) -> list[Case]:
    """All cases of a list that the actor sees, in its order, but no more than so many and one."""
    rows = _ordered(_selected(wanted, today), wanted.sort, backwards=False)
    return list(rows.select_related("person", "municipality", "manager")[: most + 1])


def _selected(wanted: Wanted, today: date) -> QuerySet[Case]:
    chosen = Q(closed_on__isnull=not wanted.closed)
    if wanted.overdue:
        chosen &= Q(due_on__lt=today)
    if wanted.constellation:
        chosen &= Q(constellation=wanted.constellation)
    if wanted.phase:
        chosen &= Q(phase=wanted.phase)
    if wanted.municipality_id:
        chosen &= Q(municipality_id=wanted.municipality_id)
    return Case.objects.filter(chosen)


def _ordered(rows: QuerySet[Case], sort: str, *, backwards: bool) -> QuerySet[Case]:
    """Sort by the key and then by the row, so that every place is one place; missing days come last."""
    descending = sort.startswith("-")
    name = SORTS[sort.removeprefix("-")]
    key: Combinable = F(name)
    if name.endswith("_on"):
        key = Coalesce(F(name), Value(LONG_AGO if descending else FAR_AWAY))
    forwards = descending == backwards
    rows = rows.annotate(key=key)
    return rows.order_by("key", "id") if forwards else rows.order_by("-key", "-id")


def _beyond(rows: QuerySet[Case], number: str) -> QuerySet[Case]:
    """What comes after this case in the order; everything, when the case is not to be seen any more.

    The address carries the number and not the sort key: names do not belong into addresses.
    """
    anchor = (
        rows.model.objects.filter(number=number).annotate(key=rows.query.annotations["key"]).values_list("key", "id")
    )
    place = anchor.first()
    if place is None:
        return rows
    key, row = place
    if rows.query.order_by[0] == "key":
        return rows.filter(Q(key__gt=key) | Q(key=key, id__gt=row))
    return rows.filter(Q(key__lt=key) | Q(key=key, id__lt=row))
