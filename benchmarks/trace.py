"""What the chain of the trace costs, and how fast it is verified: ``python benchmarks/trace.py``."""

import argparse
import statistics
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.database import filled  # noqa: E402 - found only now

ENTRY = (
    "INSERT INTO audit_auditentry (id, actor_id, act, subject_kind, subject_id, file_id, facts, lane, position) "
    "VALUES (%s, (SELECT actor_id FROM audit_auditentry LIMIT 1), 'file.read', 'cases.case', %s, %s, '{}', -1, %s)"
)
ROUNDS = 2000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the trace.")
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--contacts", type=int, default=200_000)
    order = parser.parse_args()
    with filled(order.cases, order.contacts, date.today()):  # noqa: DTZ011 - a day, not a moment
        from django.db import connections, transaction  # noqa: PLC0415 - found only now

        with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
            chained = _adding(cursor)
            cursor.execute("SET LOCAL session_replication_role = replica")
            plain = _adding(cursor)
            transaction.set_rollback(True, using="owner")
        print(f"one entry: {plain:.3f} ms without its chain, {chained:.3f} ms with it")
        _verify()


def _adding(cursor: Any) -> float:
    """Median milliseconds of one entry."""
    times = []
    for position in range(ROUNDS):
        values = [uuid4(), uuid4(), uuid4(), position]
        began = time.perf_counter()
        cursor.execute(ENTRY, values)
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def _verify() -> None:
    # Django must be set up before its models can be imported.
    from django.conf import settings  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from faden.kernel.access.acting import act_as  # noqa: PLC0415
    from faden.kernel.audit.verification import one_moment, verify  # noqa: PLC0415
    from faden.kernel.identity.queries import system_actor  # noqa: PLC0415
    from faden.lib.sealing import KeyRing  # noqa: PLC0415

    ring = settings.SEALING_KEYS or KeyRing(())
    began = time.perf_counter()
    with one_moment(), act_as(system_actor(), today=timezone.localdate()):
        verdict = verify(ring=ring, anchored=[])
    seconds = time.perf_counter() - began
    pace = verdict.entries / seconds
    print(f"verified {verdict.entries} entries in {seconds:.1f} s ({pace:.0f}/s): {verdict.broken or 'whole'}")


if __name__ == "__main__":
    main()
