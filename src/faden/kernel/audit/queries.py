"""Read the trace."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet, TextChoices
from django.db.models.functions import TruncDate

from faden.kernel.audit.models import AuditEntry, CheckedReading

ROWS = 50
#: Acts by which somebody has only looked.
READINGS = ("file.read", "document.read", "advice.read", "access.package_read", "trace.read")


class Kind(TextChoices):
    """Which entries somebody wants to see."""

    READ = "gelesen", "nur gelesen"
    DONE = "getan", "nur getan"


@dataclass(frozen=True)
class TraceFilter:
    """Which entries; empty means everything the actor may see.

    :param since: the first moment
    :param until: the first moment that no longer counts
    """

    actor_id: UUID | None = None
    file_id: UUID | None = None
    kind: Kind | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class TracePage:
    """A part of the trace, newest first.

    :param after: where the next page begins, None at the end
    """

    entries: tuple[AuditEntry, ...]
    after: tuple[datetime, UUID] | None


def trace(wanted: TraceFilter, *, after: tuple[datetime, UUID] | None = None) -> TracePage:
    """Entries with who acted: all for the data protection officer, one's own for everybody else."""
    found = _chosen(wanted).select_related("actor").order_by("-at", "-id")
    if after is not None:
        moment, key = after
        # The first condition alone finds the place in the index.
        found = found.filter(at__lte=moment).filter(Q(at__lt=moment) | Q(id__lt=key))
    rows = tuple(found[: ROWS + 1])
    shown = rows[:ROWS]
    return TracePage(shown, (shown[-1].at, shown[-1].id) if len(rows) > ROWS else None)


def _chosen(wanted: TraceFilter) -> QuerySet[AuditEntry]:
    found = AuditEntry.objects.all()
    if wanted.actor_id:
        found = found.filter(actor_id=wanted.actor_id)
    if wanted.file_id:
        found = found.filter(file_id=wanted.file_id)
    if wanted.kind == Kind.READ:
        found = found.filter(act__in=READINGS)
    elif wanted.kind == Kind.DONE:
        found = found.exclude(act__in=READINGS)
    if wanted.since:
        found = found.filter(at__gte=wanted.since)
    if wanted.until:
        found = found.filter(at__lt=wanted.until)
    return found


@dataclass(frozen=True)
class Reading:
    """How often somebody has read a file on a day, by the same act."""

    day: date
    actor_id: UUID
    act: str
    times: int


def readings_of(file_id: UUID, acts: Collection[str], *, since: datetime, until: datetime) -> list[Reading]:
    """By whom a file was read in ``[since, until)``, by local day; all of it for the data protection officer only."""
    found = AuditEntry.objects.filter(file_id=file_id, act__in=list(acts), at__gte=since, at__lt=until)
    counted = found.annotate(day=TruncDate("at")).values("day", "actor_id", "act").annotate(times=Count("id"))
    return [
        Reading(one["day"], one["actor_id"], one["act"], one["times"])
        for one in counted.order_by("day", "actor_id", "act")
    ]


def count_readings(*, since: datetime) -> tuple[int, int]:
    """How often files were opened since a moment, and by how many people; everybody sees own readings only."""
    counted = AuditEntry.objects.filter(act="file.read", at__gte=since).aggregate(
        readings=Count("id"), readers=Count("actor", distinct=True)
    )
    return counted["readings"], counted["readers"]


def checked_readings(*, since: date) -> dict[tuple[UUID, date, str], CheckedReading]:
    """What was looked into, by account, day and rule."""
    found = CheckedReading.objects.filter(read_on__gte=since).select_related("checked_by")
    return {(one.account_id, one.read_on, one.rule): one for one in found}
