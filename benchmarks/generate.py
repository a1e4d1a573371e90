"""Fill a database with invented casework of any size.

``python benchmarks/generate.py --cases 20000 --contacts 200000`` works as the owner on ``FADEN_OWNER_DATABASE_URL``, in
which the tables are there and a site is loaded. The rows are written by sets (``invented/``), in batches of cases
that need little memory and are each written down: an interrupted run is taken up again by the same command. The same
size and the same day give the same rows.
"""

import argparse
import os
import sys
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import django
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.names import FAMILY, GIVEN

STEPS = sorted((Path(__file__).parent / "invented").glob("*.sql"))
BATCH = 25_000
#: Connections that write at once.
AT_ONCE = 2
#: Measured on two cores that others used, too.
GIGABYTES_PER_CONTACT = 1.95e-6
SECONDS_PER_CONTACT = 1.5e-4

#: Step, its SQL, and the numbers it works on.
Work = tuple[str, str, dict[str, int]]


class Progress:
    """Says after each piece of work how much longer the others take."""

    def __init__(self, pieces: int) -> None:
        self.pieces, self.done, self.began = pieces, 0, time.perf_counter()

    def tell(self, step: str) -> None:
        """A piece is written."""
        self.done += 1
        spent = time.perf_counter() - self.began
        left = spent / self.done * (self.pieces - self.done)
        print(f"  {step:<22}{spent:7.0f} s, about {left:.0f} s of writing left", flush=True)


def fill(connection: BaseDatabaseWrapper, *, cases: int, contacts: int, today: date, caseload: int = 200) -> float:
    """Write the rows, batch by batch, and say how far it is; the result is the size of the database in MB.

    A batch is one transaction and is written down: after an interruption the same call goes on where it stopped.

    :param connection: of the owner, outside a transaction
    :param caseload: cases of each case manager
    """
    said = {"cases": cases, "contacts": contacts, "caseload": caseload, "today": today}
    steps = _steps()
    batch = "\n".join(body for when, _, body in steps if when == "each batch")
    batches = _batches(cases, contacts / cases)
    work: list[Work] = [(f"cases up to {one['last_case']}", batch, one) for one in batches]
    once: list[Work] = [(name, body, {}) for when, name, body in steps if when == "once"]
    with connection.cursor() as cursor:
        _begin(connection, said)
        for when, _, body in steps:
            if when == "":
                cursor.execute(body)
        cursor.execute("SELECT step FROM bench_done")
        done = {row[0] for row in cursor.fetchall()}
        _write_together(connection.alias, [one for one in work if one[0] not in done], said)
        _write(connection, deque(one for one in once if one[0] not in done), Progress(len(once)))
        _finish(cursor)
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0]) / 1e6


def needs(contacts: int) -> tuple[float, float]:
    """How much disk (GB) and time (minutes, two cores) the rows of so many contacts take, as measured."""
    return contacts * GIGABYTES_PER_CONTACT, contacts * SECONDS_PER_CONTACT / 60


def _write_together(alias: str, work: list[Work], said: dict[str, object]) -> None:
    """Let several connections take the batches in turn."""
    waiting, progress = deque(work), Progress(len(work))

    def write() -> None:
        # In a thread of its own this is a connection of its own.
        connection = connections[alias]
        try:
            _begin(connection, said)
            _write(connection, waiting, progress)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for one in [pool.submit(write) for _ in range(min(AT_ONCE, len(work)))]:
            one.result()


def _begin(connection: BaseDatabaseWrapper, said: dict[str, object]) -> None:
    """What a connection needs before it writes: sizes, names, functions."""
    with connection.cursor() as cursor:
        _say(cursor, **said)
        _names(connection)
        for when, _, body in _steps():
            if when == "each connection":
                cursor.execute(body)


def _write(connection: BaseDatabaseWrapper, waiting: deque[Work], progress: Progress) -> None:
    """One transaction for each piece of work; nothing of it is there when it did not end."""
    while waiting:
        step, body, numbers = waiting.popleft()
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            _say(cursor, **numbers)
            cursor.execute(body)
            cursor.execute("INSERT INTO bench_done VALUES (%s)", [step])
        progress.tell(step)


def _finish(cursor: CursorWrapper) -> None:
    """Build the indexes and constraints that were lifted, one by one, and gather what the planner wants to know."""
    cursor.execute("SET maintenance_work_mem = '1GB'")
    cursor.execute("SELECT name, build FROM bench_later ORDER BY build LIKE 'ALTER%%', name")
    began = time.perf_counter()
    for name, build in cursor.fetchall():
        with transaction.atomic(using=cursor.db.alias):
            cursor.execute(build)
            cursor.execute("DELETE FROM bench_later WHERE name = %s", [name])
    print(f"  {'indexes':<16}{time.perf_counter() - began:7.0f} s", flush=True)
    cursor.execute("RESET session_replication_role")
    cursor.execute("VACUUM ANALYZE")


def _say(cursor: CursorWrapper, **values: object) -> None:
    for name, value in values.items():
        cursor.execute("SELECT set_config(%s, %s, false)", [f"bench.{name}", str(value)])


def _batches(cases: int, density: float) -> list[dict[str, int]]:
    """First and last running number of the cases and contacts of each batch."""
    firsts = range(1, cases + 1, BATCH)
    return [
        {
            "first_case": first,
            "last_case": (last := min(first + BATCH - 1, cases)),
            "first_contact": int((first - 1) * density) + 1,
            "last_contact": int(last * density),
        }
        for first in firsts
    ]


def _steps() -> list[tuple[str, str, str]]:
    """When ("" ahead, "each connection", "each batch", "once"), name and SQL of each step."""
    parts = [part for file in STEPS for part in file.read_text("utf-8").split("\n-- == ")[1:]]
    heads = [(part.partition("\n")) for part in parts]
    return [(when.strip(), name, body) for head, _, body in heads for name, _, when in [head.partition(",")]]


def _names(connection: BaseDatabaseWrapper) -> None:
    """Names with the keys and the order that the product itself would give them; the first ones are frequent."""
    # Models can be imported only when Django is set up, and these rules stand beside them.
    from faden.domain.people.calculation import search_keys  # noqa: PLC0415
    from faden.lib.names import sort_key  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE bench_name (part text, position int, name text, sorted text, keys text[])")
        for part, names in (("family", FAMILY), ("given", GIVEN)):
            rows = [
                (part, i, name, sort_key(name).split("\t")[0], sorted(search_keys(name, "", "")))
                for i, name in enumerate(names)
            ]
            cursor.executemany("INSERT INTO bench_name VALUES (%s, %s, %s, %s, %s)", rows)
        cursor.execute("CREATE UNIQUE INDEX ON bench_name (part, position)")


def main() -> None:
    """Read the size from the command line."""
    parser = argparse.ArgumentParser(description="Fill a database with invented casework.")
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--contacts", type=int, default=200_000)
    parser.add_argument("--today", type=date.fromisoformat, default=date.today())  # noqa: DTZ011 - a day, not a moment
    order = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "faden.config.settings")
    django.setup()
    began = time.perf_counter()
    size = fill(connections["owner"], cases=order.cases, contacts=order.contacts, today=order.today)
    print(f"{order.cases} cases, {order.contacts} contacts: {time.perf_counter() - began:.0f} s, {size:.0f} MB")


if __name__ == "__main__":
    main()
