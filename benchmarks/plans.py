"""How PostgreSQL carries out each statement of each measured page: ``benchmarks/plans.py --cases … --contacts …``.

The pages are asked in this process, as ``faden_app`` and with the actor of the page. Each statement is first carried
out under ``EXPLAIN (ANALYZE, BUFFERS)`` and undone, in the very transaction of the page. One file for each page holds
its statements and plans; what is slow or reads a large table from one end to the other is named on the screen.
"""

import argparse
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

from psycopg.pq import TransactionStatus

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.browser import InProcess  # noqa: E402 - found only now
from benchmarks.database import STATE, filled  # noqa: E402
from benchmarks.pages import Page, hot_pages, subjects  # noqa: E402
from benchmarks.statements import recorded  # noqa: E402

#: Rows from which a table counts as large.
LARGE = 10_000
SCANNED = re.compile(r"Seq Scan on (\w+)")
TOOK = re.compile(r"Execution Time: ([\d.]+) ms")


def main() -> None:
    """Write the plans, and name what should be looked at."""
    parser = argparse.ArgumentParser(description="Write down the plans of the hot pages.")
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--contacts", type=int, default=200_000)
    parser.add_argument("--slow", type=float, default=5, help="name statements that take so many milliseconds")
    order = parser.parse_args()
    with filled(order.cases, order.contacts, date.today()):  # noqa: DTZ011 - a day, not a moment
        large = _large_tables()
        into = STATE / "plans" / f"{order.cases}_{order.contacts}"
        into.mkdir(parents=True, exist_ok=True)
        for page in hot_pages(InProcess, subjects()):
            page.ask()
            _write(page, into, large, order.slow)
    print(f"Written to {into}")


def _large_tables() -> set[str]:
    from django.db import connections  # noqa: PLC0415 - Django is set up only now

    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples >= %s", [LARGE])
        return {name for (name,) in cursor.fetchall()}


def _write(page: Page, into: Path, large: set[str], slow: float) -> None:
    """Ask once more, and keep the plan of each statement."""
    plans: list[tuple[str, str, float]] = []

    def look(cursor: Any, sql: str, params: Any) -> None:
        told = _explained(cursor, sql, params)
        found = TOOK.search(told)
        plans.append((sql, told, float(found[1]) if found else 0.0))

    with recorded(look):
        page.ask()
    print(f"{page.name}: {len(plans)} statements, {sum(took for *_, took in plans):.1f} ms in the database")
    for sql, plan, took in plans:
        scanned = sorted(large.intersection(SCANNED.findall(plan)))
        if took >= slow or scanned:
            whole = f", all of {', '.join(scanned)}" if scanned else ""
            print(f"  {took:8.1f} ms{whole}: {' '.join(sql.split())[:140]}")
    text = "\n\n\n".join(f"{sql}\n\n{plan}" for sql, plan, _ in plans)
    (into / f"{re.sub(r'[^a-z0-9]+', '-', page.name.lower()).strip('-')}.txt").write_text(text, encoding="utf-8")


def _explained(cursor: Any, sql: str, params: Any) -> str:
    """The plan; what the statement has done is undone."""
    if (
        sql.lstrip().split(" ", 1)[0].upper() not in {"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"}
        or "set_config" in sql
    ):
        return "not explained"
    # The session is read before the page's transaction begins.
    is_inside = cursor.connection.info.transaction_status != TransactionStatus.IDLE
    cursor.execute("SAVEPOINT bench_plan" if is_inside else "BEGIN")
    cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS) {sql}", params)
    told = "\n".join(row[0] for row in cursor.fetchall())
    cursor.execute("ROLLBACK TO SAVEPOINT bench_plan" if is_inside else "ROLLBACK")
    return told


if __name__ == "__main__":
    main()
