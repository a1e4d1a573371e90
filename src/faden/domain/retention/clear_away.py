"""Every night: what nobody has to be asked about goes when its period is over (``clearing.py``)."""

import json
from datetime import date, datetime, time

from django.db import connection, transaction
from django.utils import timezone

from faden.domain.retention.enums import RetentionClass
from faden.domain.retention.queries import CLEARED, over_since, rules_in_force
from faden.kernel.access.actor import Actor
from faden.kernel.audit import operations as audit
from faden.kernel.audit.cutting import say_cut, seal_before
from faden.lib.sealing import KeyRing


@transaction.atomic
def clear_away(*, actor: Actor, today: date, now: datetime, ring: KeyRing | None) -> dict[str, int]:
    """Mail, finished jobs, closed accounts and old entries of the trace; acting as the system.

    :param ring: the keys that seal the trace; without them it is not cut, for nobody could verify what is left
    :returns: by retention class, how many rows went
    """
    counts: dict[str, int] = json.loads(_asked("SELECT faden_clear_over()::text"))
    if ring is not None:
        counts[RetentionClass.TRACE.value] = _cut_trace(ring, today, now)
    rules = rules_in_force(today)
    for name in (name for name, count in counts.items() if count):
        audit.record(CLEARED, actor=actor, subject=rules[name], rows=counts[name])
    return counts


def _cut_trace(ring: KeyRing, today: date, now: datetime) -> int:
    """Up to the last seal of which all is over: only there can be verified what is left."""
    begin = over_since(RetentionClass.TRACE, today)
    if begin is None:
        return 0
    seal = seal_before(timezone.make_aware(datetime.combine(begin, time.min)))
    if seal is None:
        return 0
    say_cut(number=seal, ring=ring, now=now)
    return int(_asked("SELECT faden_cut_trace(%s)", seal))


def _asked(statement: str, *values: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return str(cursor.fetchone()[0])
