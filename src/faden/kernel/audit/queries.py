"""Read the trace."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from faden.kernel.audit.models import AuditEntry

ROWS = 50


@dataclass(frozen=True)
class TraceFilter:
    """Which entries; empty means everything the actor may see.

    :param only_readings: only the opening of files
    """

    actor_id: UUID | None = None
    file_id: UUID | None = None
    only_readings: bool = False


@dataclass(frozen=True)
class TracePage:
    """A part of the trace, newest first.

    :param after: where the next page begins, None at the end
    """

    entries: tuple[AuditEntry, ...]
    after: tuple[datetime, UUID] | None


def trace(wanted: TraceFilter, *, after: tuple[datetime, UUID] | None = None) -> TracePage:
    """Entries with who acted: all for the data protection officer, one's own for everybody else."""
    found = AuditEntry.objects.select_related("actor").order_by("-at", "-id")
    if wanted.actor_id:
        found = found.filter(actor_id=wanted.actor_id)
    if wanted.file_id:
        found = found.filter(file_id=wanted.file_id)
    if wanted.only_readings:
        found = found.filter(act="file.read")
    if after is not None:
        moment, key = after
        found = found.filter(Q(at__lt=moment) | Q(at=moment, id__lt=key))
    rows = tuple(found[: ROWS + 1])
    shown = rows[:ROWS]
    return TracePage(shown, (shown[-1].at, shown[-1].id) if len(rows) > ROWS else None)


def count_readings(*, since: datetime) -> tuple[int, int]:
    """How often files were opened since a moment, and by how many people; everybody sees own readings only."""
    counted = AuditEntry.objects.filter(act="file.read", at__gte=since).aggregate(
        readings=Count("id"), readers=Count("actor", distinct=True)
    )
    return counted["readings"], counted["readers"]
