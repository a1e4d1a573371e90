"""The benchmarks' own PostgreSQL, filled once for each size and version of the tables."""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import django
import psycopg
from psycopg import sql

from faden.cli import fingerprint
from faden.cli.embedded import Cluster, bundled_binaries
from faden.cli.static_files import gather

SITE = Path(__file__).resolve().parents[1] / "sites" / "paderborn.yaml"
HERE = Path(__file__).parent
#: Building indexes needs room to sort.
SPARE = 1.3
STATE = Path(os.environ.get("FADEN_STATE_DIR", ".faden")).resolve() / "bench"


@contextmanager
def filled(cases: int, contacts: int, today: date) -> Iterator[None]:
    """Run the server with a database of that size; Django works as ``faden_app`` on it."""
    cluster = Cluster(STATE / "postgresql", bundled_binaries())
    with cluster.running():
        shape = fingerprint.of_files([HERE / "generate.py", HERE / "generate.sql"])[:6] + fingerprint.of_schema()[:6]
        name = f"bench_{cases}_{contacts}_{today:%y%m%d}_{shape}"
        os.environ |= {
            "FADEN_SECRET_KEY": "for-benchmarks-only-on-an-invented-database",
            "DATABASE_URL": cluster.url(name, user="faden_app"),
            "FADEN_OWNER_DATABASE_URL": cluster.url(name),
            "FADEN_POOL": "4",
            "FADEN_STATE_DIR": str(STATE),
            "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        }
        with psycopg.connect(cluster.url("postgres"), autocommit=True) as server:
            known = {row[0] for row in server.execute("SELECT datname FROM pg_database")}
            django.setup()
            gather(STATE / "static")
            if name not in known:
                _build(server, name, cases, contacts, today)
        yield


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
    """Drop the databases of other versions of the tables, keep a draft that was interrupted; whether there is one."""
    found = server.execute("SELECT datname FROM pg_database WHERE datname LIKE 'bench!_%' ESCAPE '!'").fetchall()
    shape = draft.removesuffix("_draft").rsplit("_", 1)[1]
    for (old,) in found:
        if shape not in old:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(old)))
    # Millions of rows are written at once: fewer, larger checkpoints.
    server.execute("ALTER SYSTEM SET max_wal_size = '8GB'")
    server.execute("SELECT pg_reload_conf()")
    is_begun = (draft,) in found
    if not is_begun:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(draft)))
    return is_begun
