"""Ways to tamper, each as a superuser would who knows how the chain works but not the key.

A function gets a cursor and the dice; it may do nothing (then another one is drawn). ``NEEDS_SEAL`` leave
lanes and heads consistent: without a seal nobody could tell.
"""

import json
from collections.abc import Callable
from random import Random
from typing import Any

from faden.kernel.audit.calculation import first_digest, next_digest
from faden.kernel.audit.verification import LINKS

Tamper = Callable[[Any, Random], None]

#: Column → what it is overwritten with.
COLUMNS = {
    "id": "gen_random_uuid()",
    "at": "at - interval '1 microsecond'",
    "actor_id": "gen_random_uuid()",
    "act": "act || 'x'",
    "subject_kind": "left(subject_kind, -1)",
    "subject_id": "gen_random_uuid()",
    "file_id": "CASE WHEN file_id IS NULL THEN gen_random_uuid() END",
    "facts": "facts || '{\"extra\": 1}'",
    "lane": "lane + 1000",
    "position": "position + 1000",
    "digest": "sha256(digest)",
}
SEAL_COLUMNS = {
    "number": "number + 1000",
    "at": "at + interval '1 second'",
    "heads": "'{}'",
    "entries": "entries - 1",
    "previous": "repeat('0', 63) || '1'",
    "key": "repeat('0', 8)",
    "mac": "encode(sha256(mac::bytea), 'hex')",
}


def places(cursor: Any) -> list[tuple[int, int]]:
    """Every entry's lane and position."""
    cursor.execute("SELECT lane, position FROM audit_auditentry ORDER BY lane, position")
    return list(cursor.fetchall())


def pick(cursor: Any, dice: Random) -> tuple[int, int]:
    """One entry."""
    return dice.choice(places(cursor))


def sealed_place(cursor: Any, dice: Random) -> tuple[int, int]:
    """One entry of those that a seal covers."""
    cursor.execute("SELECT heads FROM audit_auditseal ORDER BY number")
    upto = {int(lane): head[0] for (heads,) in cursor.fetchall() for lane, head in _read(heads).items()}
    return dice.choice([(lane, position) for lane, position in places(cursor) if position <= upto.get(lane, 0)])


def _read(heads: Any) -> Any:
    return json.loads(heads) if isinstance(heads, str) else heads


def change_a_column(cursor: Any, dice: Random) -> None:
    """One value of one entry."""
    column = dice.choice(list(COLUMNS))
    where = pick(cursor, dice)
    cursor.execute(f"UPDATE audit_auditentry SET {column} = {COLUMNS[column]} WHERE (lane, position) = (%s, %s)", where)


def change_and_digest(cursor: Any, dice: Random) -> None:
    """One value, and the entry's own digest made to fit."""
    lane, position = pick(cursor, dice)
    cursor.execute("UPDATE audit_auditentry SET act = 'x.y' WHERE (lane, position) = (%s, %s)", (lane, position))
    rechain(cursor, lane, only=position)


def delete_an_entry(cursor: Any, dice: Random) -> None:
    """One entry is gone."""
    cursor.execute("DELETE FROM audit_auditentry WHERE (lane, position) = (%s, %s)", pick(cursor, dice))


def delete_and_close_up(cursor: Any, dice: Random) -> None:
    """One entry is gone, and those behind it move up."""
    lane, position = pick(cursor, dice)
    cursor.execute("DELETE FROM audit_auditentry WHERE (lane, position) = (%s, %s)", (lane, position))
    _shift(cursor, lane, position, -1)


def insert_between(cursor: Any, dice: Random) -> None:
    """One more, with a digest that fits to the one before."""
    lane, position = pick(cursor, dice)
    _shift(cursor, lane, position - 1, 1)
    _invent(cursor, lane, position)
    rechain(cursor, lane, only=position)


def append(cursor: Any, dice: Random) -> None:
    """One more at the end, chained as it should be, while the head stays."""
    lane, _ = pick(cursor, dice)
    last = max(position for other, position in places(cursor) if other == lane)
    _invent(cursor, lane, last + 1)
    rechain(cursor, lane, only=last + 1)


def swap_two(cursor: Any, dice: Random) -> None:
    """Two entries change places, digests and all."""
    lane, one = pick(cursor, dice)
    _, two = dice.choice([place for place in places(cursor) if place[0] == lane])
    for old, new in ((one, -1), (two, one), (-1, two)):
        values = {"lane": lane, "old": old, "new": new}
        cursor.execute(
            "UPDATE audit_auditentry SET position = %(new)s WHERE lane = %(lane)s AND position = %(old)s", values
        )


def copy_over(cursor: Any, dice: Random) -> None:
    """An entry gets what another one says, its digest too, as if an old row had been put back."""
    one, two = pick(cursor, dice), pick(cursor, dice)
    cursor.execute(
        "UPDATE audit_auditentry e SET (at, actor_id, act, subject_kind, subject_id, file_id, facts, digest) = (SELECT "
        "o.at, o.actor_id, o.act, o.subject_kind, o.subject_id, o.file_id, o.facts, o.digest FROM audit_auditentry o "
        "WHERE (o.lane, o.position) = (%s, %s)) WHERE (e.lane, e.position) = (%s, %s)",
        (*one, *two),
    )


def cut_the_tail(cursor: Any, dice: Random) -> None:
    """The newest entries of a lane are gone, its head still speaks of them."""
    lane, position = pick(cursor, dice)
    cursor.execute("DELETE FROM audit_auditentry WHERE lane = %s AND position >= %s", (lane, position))


def cut_the_tail_and_mend_the_head(cursor: Any, dice: Random) -> None:
    """The newest entries of a lane are gone, and its head no longer speaks of them."""
    lane, position = sealed_place(cursor, dice)
    cursor.execute("DELETE FROM audit_auditentry WHERE lane = %s AND position >= %s", (lane, position))
    mend_head(cursor, lane)


def remove_a_lane(cursor: Any, dice: Random) -> None:
    """A whole lane is gone with its head."""
    lane, _ = sealed_place(cursor, dice)
    cursor.execute("DELETE FROM audit_auditentry WHERE lane = %s", (lane,))
    cursor.execute("DELETE FROM audit_auditlane WHERE number = %s", (lane,))


def rewrite_everything_behind(cursor: Any, dice: Random) -> None:
    """One entry says something else, and all digests up to the head are made to fit."""
    lane, position = sealed_place(cursor, dice)
    cursor.execute("UPDATE audit_auditentry SET act = 'x.y' WHERE (lane, position) = (%s, %s)", (lane, position))
    rechain(cursor, lane)
    mend_head(cursor, lane)


def delete_and_rewrite(cursor: Any, dice: Random) -> None:
    """One entry is gone, those behind it move up, and all digests are made to fit."""
    lane, position = sealed_place(cursor, dice)
    cursor.execute("DELETE FROM audit_auditentry WHERE (lane, position) = (%s, %s)", (lane, position))
    _shift(cursor, lane, position, -1)
    rechain(cursor, lane)
    mend_head(cursor, lane)


def empty_everything(cursor: Any, _: Random) -> None:
    """No entry, no head."""
    cursor.execute("DELETE FROM audit_auditentry")
    cursor.execute("DELETE FROM audit_auditlane")


def go_back_to_a_backup(cursor: Any, dice: Random) -> None:
    """As it was at an older seal: what came later is gone, heads and newer seals too."""
    cursor.execute("SELECT number FROM audit_auditseal ORDER BY number DESC OFFSET 1")
    to = dice.choice([number for (number,) in cursor.fetchall()])
    cursor.execute("SELECT heads FROM audit_auditseal WHERE number <= %s ORDER BY number", (to,))
    upto = {int(lane): head[0] for (heads,) in cursor.fetchall() for lane, head in _read(heads).items()}
    cursor.execute("DELETE FROM audit_auditseal WHERE number > %s", (to,))
    for lane in {lane for lane, _ in places(cursor)}:
        cursor.execute("DELETE FROM audit_auditentry WHERE lane = %s AND position > %s", (lane, upto.get(lane, 0)))
        mend_head(cursor, lane)


def change_a_head(cursor: Any, dice: Random) -> None:
    """A head says something else."""
    lane, _ = pick(cursor, dice)
    what = dice.choice(["last = last + 1", "last = last - 1", "digest = sha256(digest)", "number = number + 1000"])
    cursor.execute(f"UPDATE audit_auditlane SET {what} WHERE number = %s", (lane,))


def remove_a_head(cursor: Any, dice: Random) -> None:
    """A lane has no head any more."""
    cursor.execute("DELETE FROM audit_auditlane WHERE number = %s", (pick(cursor, dice)[0],))


def change_a_seal(cursor: Any, dice: Random) -> None:
    """A seal says something else."""
    column = dice.choice(list(SEAL_COLUMNS))
    cursor.execute("SELECT id FROM audit_auditseal")
    which = dice.choice(cursor.fetchall())
    cursor.execute(f"UPDATE audit_auditseal SET {column} = {SEAL_COLUMNS[column]} WHERE id = %s", which)


def remove_a_seal(cursor: Any, dice: Random) -> None:
    """A seal is gone, perhaps the newest."""
    cursor.execute("SELECT id FROM audit_auditseal")
    cursor.execute("DELETE FROM audit_auditseal WHERE id = %s", dice.choice(cursor.fetchall()))


def forge_a_seal(cursor: Any, _: Random) -> None:
    """One more seal, as well as one can without the key."""
    cursor.execute(
        "INSERT INTO audit_auditseal (id, number, at, heads, entries, previous, key, mac) SELECT gen_random_uuid(), "
        "number + 1, at, heads, entries, mac, key, encode(sha256('x'), 'hex') FROM audit_auditseal "
        "ORDER BY number DESC LIMIT 1"
    )


def cut_and_forge(cursor: Any, dice: Random) -> None:
    """What is older than a seal goes, as if its period were over; the cut is written as well as one can."""
    cursor.execute("SELECT number FROM audit_auditseal ORDER BY number")
    (number,) = dice.choice(cursor.fetchall())
    cursor.execute("SELECT heads FROM audit_auditseal WHERE number <= %s ORDER BY number", (number,))
    upto = {int(lane): head[0] for (heads,) in cursor.fetchall() for lane, head in _read(heads).items()}
    for lane, last in upto.items():
        cursor.execute("DELETE FROM audit_auditentry WHERE lane = %s AND position <= %s", (lane, last))
    cursor.execute(
        "INSERT INTO audit_auditcut (id, number, at, entries, key, mac) "
        "SELECT gen_random_uuid(), number, at, entries, key, mac FROM audit_auditseal WHERE number = %s",
        (number,),
    )


def rechain(cursor: Any, lane: int, only: int | None = None) -> None:
    """Make the digests of a lane fit to what it says now: all, or a single one."""
    cursor.execute(LINKS.replace("ORDER BY", "WHERE e.lane = %s ORDER BY"), (lane,))
    before = first_digest(lane)
    for _, position, digest, content in cursor.fetchall():
        fitting = next_digest(before, content) if only in {None, position} else bytes(digest)
        if fitting != bytes(digest):
            cursor.execute(
                "UPDATE audit_auditentry SET digest = %s WHERE (lane, position) = (%s, %s)", (fitting, lane, position)
            )
        before = fitting


def mend_head(cursor: Any, lane: int) -> None:
    """Make the head of a lane speak of its newest entry."""
    cursor.execute(
        "SELECT position, digest FROM audit_auditentry WHERE lane = %s ORDER BY position DESC LIMIT 1", (lane,)
    )
    last, digest = cursor.fetchone() or (0, first_digest(lane))
    cursor.execute("UPDATE audit_auditlane SET last = %s, digest = %s WHERE number = %s", (last, digest, lane))


def _shift(cursor: Any, lane: int, behind: int, by: int) -> None:
    """Move everything behind a place by so many; over a far place, since two may not be at the same."""
    for step in (1_000_000, by - 1_000_000):
        cursor.execute(
            "UPDATE audit_auditentry SET position = position + %s WHERE lane = %s AND position > %s",
            (step, lane, behind),
        )


def _invent(cursor: Any, lane: int, position: int) -> None:
    cursor.execute(
        "INSERT INTO audit_auditentry "
        "(id, at, actor_id, act, subject_kind, subject_id, file_id, facts, lane, position, digest) "
        "SELECT gen_random_uuid(), at, actor_id, act, subject_kind, subject_id, file_id, facts, %s, %s, '' "
        "FROM audit_auditentry LIMIT 1",
        (lane, position),
    )


NEEDS_SEAL: tuple[Tamper, ...] = (
    cut_the_tail_and_mend_the_head,
    remove_a_lane,
    rewrite_everything_behind,
    delete_and_rewrite,
    empty_everything,
    go_back_to_a_backup,
    cut_and_forge,
)
KINDS: tuple[Tamper, ...] = (
    change_a_column,
    change_and_digest,
    delete_an_entry,
    delete_and_close_up,
    insert_between,
    append,
    swap_two,
    copy_over,
    cut_the_tail,
    change_a_head,
    remove_a_head,
    change_a_seal,
    remove_a_seal,
    forge_a_seal,
    *NEEDS_SEAL,
)
