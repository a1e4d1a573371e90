"""Seal the trace: what is there now can from here on be changed by nobody who lacks the key."""

from datetime import datetime
from pathlib import Path

from django.db import connection

from faden.kernel.audit.calculation import NOTHING, Seal, mac_of
from faden.kernel.audit.models import AuditSeal
from faden.kernel.audit.verification import read_heads, read_seals
from faden.lib.sealing import KeyRing


def seal(*, ring: KeyRing, now: datetime) -> Seal | None:
    """Write down all heads that have moved since the last seal; None when none has.

    Call it acting as the system, whose policy alone lets a seal be added.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('faden.audit.seal'))")
    seals = read_seals()
    known = {lane: head for one in seals for lane, head in one.heads.items()}
    heads = read_heads()
    moved = {str(h.lane): (h.last, h.digest.hex()) for h in heads if h.last != known.get(str(h.lane), (0, ""))[0]}
    if not moved:
        return None
    key = ring.keys[0]
    previous = seals[-1].mac if seals else NOTHING
    entries = sum(head.last for head in heads)
    made = Seal(len(seals) + 1, now, moved, entries, previous, key.id.hex(), "")
    made = Seal(made.number, now, moved, entries, previous, made.key, mac_of(made, key))
    AuditSeal.objects.create(**vars(made))
    return made


def anchor(made: Seal, path: Path) -> None:
    """Write the seal down outside the database; whoever removes the newest seals there does not reach this file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as book:
        book.write(made.line + "\n")


def anchored(path: Path) -> list[str]:
    """The lines written outside the database; none where there is no such file.

    :raises OSError: it is there and cannot be read
    :raises UnicodeDecodeError: it is no text
    """
    try:
        return [line for line in path.read_text(encoding="utf-8").splitlines() if line]
    except FileNotFoundError:
        return []
