"""Our own PostgreSQL: starts, ends with its parent, survives a crash, says in one line what is wrong."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from faden.cli.embedded import LONGEST_SOCKET_PATH, Cluster, EmbeddedError, bundled_binaries, system_binaries

PATIENCE = 20.0

#: A process that runs the cluster named on its command line until it is killed.
PARENT = """
import sys, time
from pathlib import Path
from faden.cli.embedded import Cluster, bundled_binaries
with Cluster(Path(sys.argv[1]), bundled_binaries(), durable=False).running():
    print("up", flush=True)
    time.sleep(600)
"""


@pytest.fixture(scope="module")
def cluster(state: Path) -> Cluster:
    """One cluster for all tests of this file, stopped between them."""
    return Cluster(state / "pg", bundled_binaries(), durable=False)


@contextmanager
def _run_by_another_process(cluster: Cluster) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", PARENT, str(cluster.directory)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "up\n"
        try:
            yield process
        finally:
            process.kill()


def _wait_until_down(cluster: Cluster) -> None:
    end = time.monotonic() + PATIENCE
    while cluster.is_running():
        assert time.monotonic() < end, "the server still runs"
        time.sleep(0.05)


def test_it_keeps_data_from_one_run_to_the_next(cluster: Cluster) -> None:
    with cluster.running(), psycopg.connect(cluster.url("postgres"), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 'Ä' AS letter")
    assert not cluster.is_running()
    with cluster.running(), psycopg.connect(cluster.url("postgres")) as connection:
        assert connection.execute("SELECT lower(letter), current_setting('listen_addresses') FROM kept").fetchone() == (
            "ä",
            "",
        )


def test_a_second_start_is_refused_while_it_runs(cluster: Cluster) -> None:
    with cluster.running():
        assert cluster.holder() == os.getpid()
        with pytest.raises(EmbeddedError, match="schon in Gebrauch"), cluster.running():
            pass
    assert cluster.holder() is None


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent has died")
def test_it_ends_with_a_parent_that_is_killed(cluster: Cluster) -> None:
    with _run_by_another_process(cluster) as parent:
        assert cluster.holder() == parent.pid
        parent.kill()
    _wait_until_down(cluster)
    assert cluster.holder() is None


def test_it_repairs_itself_after_a_crash(cluster: Cluster) -> None:
    with cluster.running():
        os.kill(int((cluster.data / "postmaster.pid").read_text().splitlines()[0]), signal.SIGKILL)
    with cluster.running(), psycopg.connect(cluster.url("postgres")) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_only_its_user_can_open_the_socket(cluster: Cluster) -> None:
    with cluster.running():
        assert cluster.socket.stat().st_mode & 0o077 == 0
        assert (cluster.socket / ".s.PGSQL.5432").stat().st_mode & 0o077 == 0


def test_the_socket_moves_where_its_path_is_short_enough(state: Path) -> None:
    deep = Cluster(state / ("d" * 80), bundled_binaries())
    assert len(f"{deep.socket}/.s.PGSQL.5432") <= LONGEST_SOCKET_PATH
    assert deep.socket != Cluster(state / ("e" * 80), bundled_binaries()).socket


def test_a_cluster_of_another_version_is_left_alone(state: Path) -> None:
    other = Cluster(state / "old", bundled_binaries())
    (other.data / "global").mkdir(parents=True)
    (other.data / "global" / "pg_control").touch()
    (other.data / "PG_VERSION").write_text("12\n")
    with pytest.raises(EmbeddedError, match="gehört zu PostgreSQL 12"), other.running():
        pass


def test_a_folder_that_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        pytest.raises(EmbeddedError, match=r"kann nicht geschrieben werden .*FADEN_STATE_DIR"),
        Cluster(tmp_path / "file" / "pg", bundled_binaries()).running(),
    ):
        pass


@pytest.mark.skipif(system_binaries() is None, reason="no PostgreSQL of the system")
def test_the_systems_postgresql_works_as_well(state: Path) -> None:
    binaries = system_binaries()
    assert binaries is not None
    cluster = Cluster(state / "system", binaries, durable=False)
    with cluster.running(), psycopg.connect(cluster.url("postgres")) as connection:
        version = connection.execute("SELECT current_setting('server_version_num')::int / 10000").fetchone()
        assert version == (int(binaries.parent.name),)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's server runs as somebody else")
def test_roots_server_moves_where_its_user_can_get_to(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    hidden = Cluster(tmp_path / "pg", bundled_binaries(), durable=False)
    assert hidden.home.parent == Path("/var/tmp")  # noqa: S108 - that is where it goes
    try:
        with hidden.running(), psycopg.connect(hidden.url("postgres")) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        assert tmp_path.stat().st_mode & 0o777 == 0o700
    finally:
        shutil.rmtree(hidden.home)
