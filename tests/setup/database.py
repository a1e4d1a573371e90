"""The tests' PostgreSQL: a server of our own, a template migrated once, a copy of it for each process.

``default`` is the app's role, to which row security applies as in production; ``owner`` is the superuser of the same
database. ``FADEN_TEST_POSTGRES=system`` takes the system's PostgreSQL instead of the one in the wheel.
"""

import itertools
import os
from collections.abc import Iterator
from contextlib import ExitStack

import psycopg
import pytest
from django.conf import settings
from django.db import connections
from django.test import TransactionTestCase
from psycopg import sql
from pytest_django import DjangoDbBlocker

from faden.cli import fingerprint
from faden.cli.embedded import OWNER, Cluster, EmbeddedError, bundled_binaries, system_binaries
from faden.config.settings import database

APP = "faden_app"
#: Handed from the first process to the workers of pytest-xdist.
SOCKET = "FADEN_TEST_SOCKET"
PARALLEL_RUNS = 4

_server = ExitStack()


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--only-database``: for the second run, on another PostgreSQL."""
    parser.addoption("--only-database", action="store_true", help="only tests that use the database, no browser")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what another PostgreSQL cannot change."""
    if config.option.only_database:
        chosen = [item for item in items if item.get_closest_marker("django_db") and "journeys" not in item.path.parts]
        config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
        items[:] = chosen


def pytest_configure(config: pytest.Config) -> None:
    """Start the server in the first process; workers find it in the environment."""
    if hasattr(config, "workerinput") or config.option.collectonly or config.option.help:
        return
    try:
        os.environ[SOCKET] = str(_start().socket)
    except EmbeddedError as error:
        raise pytest.UsageError(str(error)) from None


def pytest_unconfigure() -> None:
    """Stop the server, where this process has started it."""
    _server.close()


def _start() -> Cluster:
    """Start the first cluster of this state directory that no other test run is using."""
    kind = os.environ.get("FADEN_TEST_POSTGRES", "bundled")
    binaries = system_binaries() if kind == "system" else bundled_binaries()
    if binaries is None:
        raise EmbeddedError("Kein PostgreSQL ab Version 15 unter /usr/lib/postgresql gefunden.")
    for run in itertools.count(1):
        cluster = Cluster(settings.STATE_DIR / "test" / f"{kind}-{run}", binaries, durable=False)
        try:
            return _server.enter_context(cluster.running())
        except EmbeddedError:
            if run == PARALLEL_RUNS:
                raise
    raise AssertionError


def _administration() -> psycopg.Connection:
    return psycopg.connect(host=os.environ[SOCKET], user=OWNER, dbname="postgres", autocommit=True)


def _connect_to(name: str) -> None:
    """Point both aliases at a database; also for threads started later, which read the same settings."""
    host = os.environ[SOCKET]
    for alias, user in (("default", APP), ("owner", OWNER)):
        connections[alias].close()
        connections[alias].settings_dict.update(database(f"postgresql://{user}@/{name}?host={host}"))


def copy_of(template: str, name: str) -> None:
    """Make the database ``name`` a fresh copy of the template and use it."""
    for alias in ("default", "owner"):
        connections[alias].close()
    with _administration() as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))
    _connect_to(name)


def _template() -> str:
    """The migrated template of this version of the code; made by the first process that needs it."""
    name = f"faden_template_{fingerprint.of_schema()}"
    with _administration() as server:
        server.execute("SELECT pg_advisory_lock(20261120)")
        known = [
            row[0] for row in server.execute("SELECT datname FROM pg_database WHERE datname LIKE 'faden!_%' ESCAPE '!'")
        ]
        if name not in known:
            for old in (other for other in known if other.startswith("faden_template_")):
                server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(old)))
            draft = sql.Identifier("faden_draft")
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(draft))
            server.execute(sql.SQL("CREATE DATABASE {}").format(draft))
            _connect_to("faden_draft")
            _prepare()
            server.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(draft, sql.Identifier(name)))
    return name


def _prepare() -> None:
    from faden.kernel.database.prepare import prepare

    prepare("owner")
    for alias in ("default", "owner"):
        connections[alias].close()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Take the place of pytest-django's own test database."""
    name = f"faden_test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        template = _template()
        copy_of(template, name)
        # Django would empty the tables, which the app's role may not do, and lose what migrations have put there.
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _: copy_of(template, name))
        yield
        for alias in ("default", "owner"):
            connections[alias].close()
