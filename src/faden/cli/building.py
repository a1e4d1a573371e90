"""Build a demo: database, site and people, each only when missing or changed."""

import time
from dataclasses import asdict
from typing import Final

import psycopg
from django.db import connections
from django.utils import timezone
from psycopg import sql

from faden.cli import fingerprint
from faden.cli.demos import DATABASE, Demo, say
from faden.cli.errors import OperatorError
from faden.cli.static_files import gather
from faden.demo.bygone import invent_bygone_emergency
from faden.demo.invent import invent
from faden.demo.readings import invent_readings
from faden.kernel.database.prepare import prepare
from faden.kernel.identity.queries import system_actor
from faden.processes import load_site
from faden.processes.site_file.findings import SiteFileError

CASES: Final = 600


def build(demo: Demo, cases: int | None) -> None:
    """Make the demo complete, and note its logins.

    :param cases: how many cases to invent; None keeps those that are there
    """
    before = demo.remembered()
    wanted = cases or before.get("cases") or CASES
    if before.get("cases") != wanted:
        # Also after a first run that was interrupted: "cases" is noted when everything is there.
        demo.remember(cases=None, schema=None, profile=None, accounts=None)
        _new_database(demo)
    schema = fingerprint.of_schema()
    if demo.remembered().get("schema") != schema:
        say("Tabellen und Zeilenschutz …")
        prepare("owner")
        demo.remember(schema=schema)
    gather(demo.directory / "static")
    _load_site(demo)
    if demo.remembered().get("cases") != wanted:
        started = time.monotonic()
        logins = invent(cases=wanted, today=timezone.localdate(), say=say)
        invent_readings(timezone.localdate())
        invent_bygone_emergency(timezone.localdate())
        _gather_statistics()
        demo.remember(cases=wanted, accounts=[asdict(login) for login in logins])
        say(f"… in {time.monotonic() - started:.0f} Sekunden.")


def _gather_statistics() -> None:
    """PostgreSQL gathers them by itself after a minute; the first visitor comes sooner."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")


def _load_site(demo: Demo) -> None:
    profile = fingerprint.of_files(demo.profile.parent.glob("*"))
    if demo.remembered().get("profile") == profile:
        return
    say(f"Standort {demo.site} …")
    try:
        load_site.load(path=demo.profile, actor=system_actor(), on=timezone.localdate())
    except SiteFileError as error:
        raise OperatorError(str(error)) from None
    demo.remember(profile=profile)


def _new_database(demo: Demo) -> None:
    with psycopg.connect(demo.cluster.url("postgres"), autocommit=True) as server:
        name = sql.Identifier(DATABASE)
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
        server.execute(sql.SQL("CREATE DATABASE {}").format(name))
