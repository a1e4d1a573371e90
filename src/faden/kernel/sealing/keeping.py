"""Look after what is sealed: seal keys anew, verify everything; for the operators' command, in steps.

It happens without an actor: whoever is signed in sees what is theirs, and this sees sealed bytes of everybody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet

from faden.kernel.access.acting import asking_for
from faden.kernel.sealing import envelope
from faden.kernel.sealing.models import SealedContent
from faden.lib.sealing import NotOpened

STEP = 200
#: Contents are large: so many are held in memory at once.
READ_AT_ONCE = 5


@dataclass(frozen=True)
class Unopened:
    """A row whose content cannot be opened."""

    table: str
    row: UUID
    key_id: str


def sealed_models() -> list[type[SealedContent]]:
    """The tables of all apps that keep something sealed."""
    return [model for model in apps.get_models() if issubclass(model, SealedContent)]


def left_to_rotate() -> int:
    """How many contents have a key that is not sealed by the newest master key."""
    newest = envelope.newest_key_id()
    with asking_for("keeping", "on"):
        return sum(_sealed(model).exclude(key_id=newest).count() for model in sealed_models())


def rotate_step(after: UUID | None, model: type[SealedContent]) -> tuple[int, UUID | None]:
    """Seal some keys anew, in one transaction; ended anywhere, it is gone on with where it was.

    :param after: where the last step ended
    :returns: how many were sealed, and where the next step begins (None: nothing is left)
    :raises NotOpened: one cannot be opened; nothing of this step is stored
    """
    newest = envelope.newest_key_id()
    with asking_for("keeping", "on"):
        found = _sealed(model).exclude(key_id=newest).defer("content").select_for_update().order_by("id")
        rows = list(found.filter(id__gt=after)[:STEP] if after else found[:STEP])
        for row in rows:
            row.seal_key_anew()
        model._base_manager.bulk_update(rows, ["sealed_key", "key_id"])
    return len(rows), rows[-1].id if rows else None


def verified(model: type[SealedContent]) -> Iterator[UUID | Unopened]:
    """Open every content of a table: its key, or what cannot be opened."""
    after: UUID | None = None
    while True:
        with asking_for("keeping", "on"):
            found = model._base_manager.filter(content__isnull=False).order_by("id").defer(None)
            rows = list(found.filter(id__gt=after)[:READ_AT_ONCE] if after else found[:READ_AT_ONCE])
        yield from map(_looked_at, rows)
        if not rows:
            return
        after = rows[-1].id


def _sealed(model: type[SealedContent]) -> QuerySet[SealedContent]:
    return model._base_manager.filter(sealed_key__isnull=False)


def _looked_at(row: SealedContent) -> UUID | Unopened:
    try:
        row.take_content()
    except NotOpened:
        return Unopened(row._meta.db_table, row.id, row.key_id)
    return row.id
