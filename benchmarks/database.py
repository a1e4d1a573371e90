"""The benchmarks' own PostgreSQL, filled once for each size and kind of invented rows.

A database that is there is brought up to the tables of today as any other is: by its migrations.
"""

import hashlib
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import django
import psycopg
from psycopg import sql

from faden.cli.embedded import Cluster, bundled_binaries
from faden.cli.static_files import gather
from faden.lib.sealing import new_key

SITE = Path(__file__).resolve().parents[1] / "sites" / "paderborn.yaml"
HERE = Path(__file__).parent
#: Building indexes needs room to sort.
SPARE = 1.3
#: So many days a database stays as good as new: the younger the day, the longer the lists of Mein Tag.
FRESH = timedelta(days=7)
STATE = Path(os.environ.get("FADEN_STATE_DIR", ".faden")).resolve() / "bench"


@contextmanager
def filled(cases: int, contacts: int, today: date) -> Iterator[None]:
    """Run the server with a database of that size; Django works as ``faden_app`` on it."""
    cluster = Cluster(STATE / "postgresql", bundled_binaries())
    with cluster.running(), psycopg.connect(cluster.url("postgres"), autocommit=True) as server:
        name = _name_of(server, cases, contacts, today)
        os.environ |= {
            "FADEN_SECRET_KEY": "for-benchmarks-only-on-an-invented-database",
            "FADEN_SEALING_KEYS": new_key(),
            "DATABASE_URL": cluster.url(name, user="faden_app"),
            "FADEN_OWNER_DATABASE_URL": cluster.url(name),
            "FADEN_POOL": "4",
            "FADEN_STATE_DIR": str(STATE),
            "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        }
        django.setup()
        gather(STATE / "static")
        if name in _known(server):
            _bring_up_to_date(name)
        else:
            _build(server, name, cases, contacts, today)
        yield


def _name_of(server: psycopg.Connection, cases: int, contacts: int, today: date) -> str:
    """The newest database of that size that is still fresh, or the one to be made."""
    digest = hashlib.sha256()
    for path in (HERE / "names.py", *sorted((HERE / "invented").glob("*.sql"))):
        digest.update(path.name.encode() + path.read_bytes())
    wanted = [
        f"bench_{cases}_{contacts}_{today - timedelta(back):%y%m%d}_{digest.hexdigest()[:8]}"
        for back in range(FRESH.days)
    ]
    known = _known(server)
    return next((name for name in wanted if name in known), wanted[0])


def _known(server: psycopg.Connection) -> set[str]:
    return {row[0] for row in server.execute("SELECT datname FROM pg_database")}


def _bring_up_to_date(name: str) -> None:
    # Django must be set up before its models can be imported.
    from faden.kernel.database.prepare import prepare  # noqa: PLC0415

    began = time.perf_counter()
    prepare("owner")
    print(f"{name}: there, up to date after {time.perf_counter() - began:.0f} s", flush=True)


def _build(server: psycopg.Connection, name: str, cases: int, contacts: int, today: date) -> None:
    # Django must be set up before its models can be imported.
    from django.db import connections  # noqa: PLC0415

    from benchmarks.generate import fill, needs  # noqa: PLC0415
    from faden.kernel.database.prepare import prepare  # noqa: PLC0415
    from faden.kernel.identity.queries import system_actor  # noqa: PLC0415
    from faden.processes.load_site import load  # noqa: PLC0415

    gigabytes, minutes = needs(contacts)
    print(
        f"Inventing {cases} cases and {contacts} contacts: about {minutes:.0f} minutes, {gigabytes:.1f} GB …",
        flush=True,
    )
    began = time.perf_counter()
    draft = f"{name}_draft"
    is_begun = _make_room(server, draft)
    if not is_begun and (free := shutil.disk_usage(STATE).free / 1e9) < gigabytes * SPARE:
        raise SystemExit(
            f"Not enough room: {free:.1f} GB free, {gigabytes * SPARE:.1f} GB needed while indexes are built."
        )
    for alias in ("default", "owner"):
        connections[alias].settings_dict["NAME"] = draft
    prepare("owner")
    load(path=SITE, actor=system_actor(), on=today)
    size = fill(connections["owner"], cases=cases, contacts=contacts, today=today)
    for alias in ("default", "owner"):
        connections[alias].close()
        if hasattr(connections[alias], "close_pool"):
            connections[alias].close_pool()  # type: ignore[attr-defined]
        connections[alias].settings_dict["NAME"] = name
    server.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(draft), sql.Identifier(name)))
    print(f"  ready after {time.perf_counter() - began:.0f} s, {size:.0f} MB")


def _make_room(server: psycopg.Connection, draft: str) -> bool:
    """Drop databases of the same size with other rows, keep a draft that was interrupted; whether there is one."""
    size = draft[: draft.index("_", draft.index("_", len("bench_")) + 1) + 1]
    known = _known(server)
    for old in known:
        if old.startswith(size) and old != draft:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(old)))
    # Millions of rows are written at once: fewer, larger checkpoints.
    server.execute("ALTER SYSTEM SET max_wal_size = '8GB'")
    server.execute("ALTER SYSTEM SET checkpoint_timeout = '30min'")
    server.execute("SELECT pg_reload_conf()")
    is_begun = draft in known
    if not is_begun:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(draft)))
    return is_begun
