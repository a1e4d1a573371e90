"""The demo as a visitor meets it: it comes up, it is alone, it leaves nothing behind."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

PATIENCE = 120.0


class Visitor:
    """Somebody with a terminal and an empty state directory."""

    def __init__(self, state: Path) -> None:
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("FADEN_", "DATABASE_"))},
            "FADEN_STATE_DIR": str(state),
            "PYTHONPATH": "src",
        }
        self.pid_file = state / "demo" / "warendorf" / "postgresql" / "data" / "postmaster.pid"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]

    def faden(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "faden", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    @contextmanager
    def demo(self) -> Iterator[subprocess.Popen[str]]:
        """A demo that has greeted."""
        order = [sys.executable, "-m", "faden", "demo", "--site", "warendorf", "--cases", "3", "--port", str(self.port)]
        with subprocess.Popen(order, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            try:
                assert any("Alle Anmeldungen" in line for line in process.stdout), "the demo did not come up"
                yield process
            finally:
                process.kill()

    def ask(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return str(answer.read().decode())

    def nothing_runs(self) -> bool:
        """Whether web server and PostgreSQL are gone."""
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) != 0 and not self.pid_file.exists()


@pytest.fixture(scope="module")
def visitor(state: Path) -> Visitor:
    return Visitor(state)


def _wait_until_nothing_runs(visitor: Visitor) -> None:
    end = time.monotonic() + PATIENCE
    while not visitor.nothing_runs():
        assert time.monotonic() < end
        time.sleep(0.1)


def test_it_comes_up_alone_and_ends_in_order(visitor: Visitor) -> None:
    with visitor.demo() as process:
        assert visitor.ask("/readyz") == "ready\n"
        accounts = json.loads(visitor.faden("demo-accounts", "--site", "warendorf", "--json").stdout)
        assert {"case_manager", "coordinator", "lead", "member"} <= {role for a in accounts for role in a["roles"]}
        assert all(account["password"] for account in accounts)

        again = visitor.faden("demo", "--site", "warendorf")
        assert (again.returncode, again.stdout) == (1, "")
        assert f"läuft schon: http://localhost:{visitor.port}" in again.stderr

        beside = visitor.faden("demo", "--site", "paderborn", "--port", str(visitor.port))
        assert beside.returncode == 1
        assert f"Port {visitor.port} ist nicht zu haben" in beside.stderr

        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0
    assert visitor.nothing_runs()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent has died")
def test_it_comes_back_after_it_was_killed(visitor: Visitor) -> None:
    with visitor.demo() as process:
        process.kill()
        process.wait(PATIENCE)
        _wait_until_nothing_runs(visitor)
    with visitor.demo():
        assert visitor.ask("/readyz") == "ready\n"
        assert visitor.faden("stop").stdout == "Beendet: warendorf.\n"
    assert visitor.nothing_runs()
