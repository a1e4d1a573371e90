"""A web server and a PostgreSQL with a small site, each of which can be killed and comes back."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import django
import psycopg

from faden.cli.embedded import Cluster, bundled_binaries
from faden.lib.sealing import new_key

ROOT = Path(__file__).resolve().parents[2]
NAME = "crash"
CASES = 6
PATIENCE = 60


@dataclass
class Servers:
    """Both, and somebody who can sign in.

    :param case: number of a case of this person
    """

    cluster: Cluster
    port: int
    email: str = ""
    password: str = ""
    case: str = ""
    life_domain: str = ""
    _database: "subprocess.Popen[bytes] | None" = None
    _web: "subprocess.Popen[bytes] | None" = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    @contextmanager
    def running(cls) -> Iterator["Servers"]:
        """Set up in a folder that is removed afterwards."""
        with tempfile.TemporaryDirectory(prefix="faden-crash-", ignore_cleanup_errors=True) as folder:
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                port = probe.getsockname()[1]
            servers = cls(Cluster(Path(folder) / "postgresql", bundled_binaries()), port)
            os.environ |= {
                "FADEN_SECRET_KEY": "for-the-crash-test-only-on-an-invented-database",
                "FADEN_SEALING_KEYS": new_key(),
                "DATABASE_URL": servers.cluster.url(NAME, user="faden_app"),
                "FADEN_OWNER_DATABASE_URL": servers.owner_url,
                "FADEN_STATE_DIR": folder,
                "DJANGO_SETTINGS_MODULE": "faden.config.settings",
                "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
            }
            servers._start_database()
            try:
                servers._fill(Path(folder))
                servers._start_web()
                yield servers
            finally:
                servers._end()

    @property
    def owner_url(self) -> str:
        """Where everything can be looked at."""
        return self.cluster.url(NAME)

    def kill_web(self) -> None:
        """No goodbye: the whole group of processes at once, then anew."""
        assert self._web is not None
        os.killpg(self._web.pid, signal.SIGKILL)
        self._web.wait()
        self._start_web()

    def kill_database(self) -> None:
        """Postmaster and all its children at once, as if the power went; then anew, which repairs itself."""
        postmaster = int((self.cluster.data / "postmaster.pid").read_text("ascii").split("\n", 1)[0])
        os.kill(postmaster, signal.SIGSTOP)  # it cannot say goodbye to its children
        for process in (*_children(postmaster), postmaster):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        assert self._database is not None
        self._database.kill()
        self._database.wait()
        self._start_database()

    def _start_database(self) -> None:
        command = [sys.executable, "-m", "tests.crash.database", str(self.cluster.directory)]
        self._database = subprocess.Popen(command, cwd=ROOT)
        _until(lambda: psycopg.connect(self.cluster.url("postgres"), connect_timeout=2).close())

    def _start_web(self) -> None:
        from faden.cli.server import server_command

        command = server_command("127.0.0.1", self.port, workers=1, threads=4)
        self._web = subprocess.Popen(command, cwd=ROOT, start_new_session=True, stderr=subprocess.DEVNULL)
        _until(lambda: socket.create_connection(("127.0.0.1", self.port), 1).close())

    def _end(self) -> None:
        for process in (self._web, self._database):
            if process is not None:
                process.terminate()
                with suppress(subprocess.TimeoutExpired):
                    process.wait(20)

    def _fill(self, folder: Path) -> None:
        """A site with a few invented cases; a case manager's login and an open case."""
        with psycopg.connect(self.cluster.url("postgres"), autocommit=True) as server:
            server.execute(f"CREATE DATABASE {NAME}")
        django.setup()
        from django.db import connections

        from faden.cli.static_files import gather
        from faden.demo.invent import invent
        from faden.kernel.database.prepare import prepare
        from faden.kernel.identity.queries import system_actor
        from faden.processes.load_site import load

        today = date.today()  # noqa: DTZ011 - a day, not a moment
        gather(folder / "static")
        prepare("owner")
        load(path=ROOT / "sites" / "paderborn.yaml", actor=system_actor(), on=today)
        logins = invent(cases=CASES * 20, today=today, say=lambda _: None)
        with connections["owner"].cursor() as cursor:
            cursor.execute(
                "SELECT a.email, k.number FROM cases_case k JOIN identity_account a ON a.id = k.manager_id "
                "JOIN consent_consent c ON c.person_id = k.person_id AND c.kind = 'data_processing' "
                "WHERE k.closed_on IS NULL AND k.constellation <> 'short' AND c.withdrawn_on IS NULL "
                "AND a.email = ANY (%s) LIMIT 1",
                [[login.email for login in logins]],
            )
            self.email, self.case = cursor.fetchone()
            cursor.execute("SELECT id::text FROM catalogues_lifedomain ORDER BY position LIMIT 1")
            self.life_domain = cursor.fetchone()[0]
        self.password = next(login.password for login in logins if login.email == self.email)
        connections.close_all()


def _until(ask: Callable[[], None]) -> None:
    """Ask until it works."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            ask()
        except (OSError, psycopg.OperationalError):
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
        else:
            return


def _children(parent: int) -> list[int]:
    """Processes whose parent this is, as the kernel tells."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if int(stat.read_text("ascii", "replace").rsplit(")", 1)[1].split()[1]) == parent:
                found.append(int(stat.parent.name))
    return found
