"""Is the trace what was written? Read it from end to end, entry by entry."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction

from faden.kernel.audit.calculation import (
    Break,
    Cut,
    Head,
    Link,
    Seal,
    Walk,
    broken_cut,
    broken_seal,
    heads_at,
    sealed_places,
)
from faden.kernel.audit.models import AuditCut, AuditLane, AuditSeal
from faden.lib.sealing import KeyRing

# The text under an entry's digest, as migration 0003 makes it; written out of core functions only, so that what has
# been done to the functions of this database does not matter.
LINKS = """
SELECT e.lane, e.position, e.digest, concat_ws('|', e.lane, e.position, e.id,
    (extract(epoch FROM e.at) * 1000000)::bigint, e.actor_id, length(e.act), e.act, length(e.subject_kind),
    e.subject_kind, e.subject_id, coalesce(e.file_id::text, '-'), e.facts)
FROM audit_auditentry e ORDER BY e.lane, e.position
"""


AT_ONCE = 5000


@dataclass(frozen=True)
class Verdict:
    """What the trace was found to be.

    :ivar removed: entries that were removed when their period was over
    :ivar broken: the first break, None when there is none
    :ivar unsealed: entries after the last seal: of these alone, what somebody chained anew in full is not found
    """

    entries: int
    removed: int
    lanes: int
    seals: int
    unsealed: int
    last_seal: Seal | None
    broken: Break | None


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything that is read inside is of one moment, whatever is written meanwhile."""
    outermost = not connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if outermost:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def verify(*, ring: KeyRing, anchored: Iterable[str]) -> Verdict:
    """Check seals, entries and heads; call it acting as the system, in :func:`one_moment`.

    :param anchored: the lines written outside the database
    """
    seals, cut = read_seals(), read_cut()
    heads = {head.lane: head for head in read_heads()}
    broken = broken_seal(seals, ring, anchored)
    if broken is None and cut is not None:
        broken = broken_cut(cut, seals, ring)
    walk = Walk(heads, sealed_places(seals), heads_at(seals, cut.number) if cut else {})
    if broken is None:
        broken = walk.first_break(_links())
    removed, sealed = cut.entries if cut else 0, seals[-1].entries if seals else 0
    unsealed = max(removed + walk.count - sealed, 0)
    return Verdict(walk.count, removed, len(heads), len(seals), unsealed, seals[-1] if seals else None, broken)


def read_cut() -> Cut | None:
    """Where the trace begins, if not at its beginning."""
    row = AuditCut.objects.order_by("-number").first()
    return Cut(row.number, row.at, row.entries, row.key, row.mac) if row else None


def read_heads() -> list[Head]:
    """Every lane's newest entry as the database keeps it."""
    return [Head(lane.number, lane.last, bytes(lane.digest)) for lane in AuditLane.objects.order_by("number")]


def read_seals() -> list[Seal]:
    """All seals, the first one first."""
    return [
        Seal(
            row.number,
            row.at,
            {lane: (last, digest) for lane, (last, digest) in row.heads.items()},
            row.entries,
            row.previous,
            row.key,
            row.mac,
        )
        for row in AuditSeal.objects.order_by("number")
    ]


def _links() -> Iterator[Link]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(LINKS)
        while rows := cursor.fetchmany(AT_ONCE):
            for lane, position, digest, content in rows:
                yield Link(lane, position, bytes(digest), content)
