"""What is filed, without its content."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Sum

from faden.kernel.access.errors import NotVisible
from faden.kernel.files.calculation import gone_on
from faden.kernel.files.enums import FileKind
from faden.kernel.files.models import StoredFile


@dataclass(frozen=True)
class Filed:
    """What an Akte holds.

    :param deleted: what can still be had back
    """

    files: tuple[StoredFile, ...]
    deleted: tuple[StoredFile, ...]

    def of_kind(self, kind: FileKind | None) -> tuple[StoredFile, ...]:
        """Those of one kind; all of them without one."""
        return tuple(one for one in self.files if kind is None or one.kind == kind)


def filed_in(subject: UUID, today: date) -> Filed:
    """Everything in an Akte that the actor may see, newest first."""
    rows = StoredFile.objects.filter(file_id=subject).select_related("author", "deleted_by")
    found = list(rows.order_by("-stored_at", "-id"))
    return Filed(
        tuple(one for one in found if one.deleted_on is None),
        tuple(one for one in found if one.deleted_on is not None and today < gone_on(one.deleted_on)),
    )


def file_in(subject: UUID, stored_id: UUID) -> StoredFile:
    """One file of an Akte, deleted or not.

    :raises NotVisible: there is none for this actor
    """
    found = StoredFile.objects.filter(file_id=subject, id=stored_id).select_related("author").first()
    if found is None:
        raise NotVisible
    return found


def attached_to(things: Iterable[UUID]) -> dict[UUID, list[StoredFile]]:
    """What was handed in with these things, by their key; nothing deleted."""
    found: dict[UUID, list[StoredFile]] = {}
    rows = StoredFile.objects.filter(hangs_on__in=list(things), deleted_on__isnull=True)
    for one in rows.order_by("stored_at", "id"):
        found.setdefault(one.hangs_on, []).append(one)  # type: ignore[arg-type]
    return found


def size_of_all() -> int:
    """How many bytes of the disk all files take, whoever sees them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_table_size('files_storedfile')")
        return int(cursor.fetchone()[0])


def size_of(subject: UUID) -> int:
    """How many bytes an Akte holds, as far as the actor sees it."""
    kept = StoredFile.objects.filter(file_id=subject, content__isnull=False)
    return int(kept.aggregate(all=Sum("size"))["all"] or 0)
