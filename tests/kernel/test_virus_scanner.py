"""A scanner that speaks clamd's protocol on a real socket, and what happens when it finds something or is away."""

import socket
import socketserver
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from faden.kernel.files.enums import FileKind
from faden.kernel.files.models import StoredFile
from faden.kernel.files.operations import store
from faden.lib.virus_scanner import Scanner, ScannerAway
from tests import given
from tests.given import TODAY

SIGN = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Clamd(socketserver.StreamRequestHandler):
    """Answers as ``clamd`` does; ``says`` is what it answers instead."""

    says: bytes | None = None
    received: bytes = b""

    def handle(self) -> None:
        order = b""
        while not order.endswith(b"\0"):
            order += self.rfile.read(1)
        if order == b"zPING\0":
            self.wfile.write(b"PONG\0")
            return
        assert order == b"zINSTREAM\0"
        content = b""
        while length := int.from_bytes(self.rfile.read(4), "big"):
            content += self.rfile.read(length)
        type(self).received = content
        found = b"stream: Eicar-Signature FOUND\0" if SIGN in content else b"stream: OK\0"
        self.wfile.write(found if self.says is None else self.says)


class LocalServer(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True


@pytest.fixture
def clamd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.chdir(tmp_path)
    address = str(tmp_path / "s")
    # The path of a socket may not be long.
    with LocalServer("s", Clamd) as server:
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        if len(address) > 100:
            pytest.skip("the temporary folder lies too deep for a socket")
        yield address
        server.shutdown()


@pytest.fixture
def on_the_network() -> Iterator[str]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clamd) as server:
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        yield f"127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_what_is_found_is_named(clamd: str) -> None:
    assert Scanner(clamd).found_in(b"x" + SIGN) == "Eicar-Signature"
    assert Scanner(clamd).found_in(b"") is None
    assert Scanner(clamd).is_there()


def test_a_large_content_arrives_whole_over_the_network(on_the_network: str) -> None:
    content = bytes(range(256)) * 3000
    assert Scanner(on_the_network).found_in(content) is None
    assert Clamd.received == content


@pytest.mark.parametrize(
    "says", [b"INSTREAM size limit exceeded. ERROR\0", b"", b"x" * 9000, b"stream: OK", b"FOUND\0", b"stream: NOT OK\0"]
)
def test_an_answer_that_is_none_is_not_taken_for_clean(
    on_the_network: str, monkeypatch: pytest.MonkeyPatch, says: bytes
) -> None:
    monkeypatch.setattr(Clamd, "says", says)
    with pytest.raises(ScannerAway):
        Scanner(on_the_network, patience=2).found_in(b"x")


def test_a_scanner_that_is_silent_is_waited_for_only_so_long() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        asked = Scanner(f"127.0.0.1:{silent.getsockname()[1]}", patience=0.2)
        with pytest.raises(ScannerAway):
            asked.found_in(b"x" * 5_000_000)
        assert not asked.is_there()


@pytest.mark.parametrize("address", ["/nowhere/clamd", "127.0.0.1:1", "nonsense", "host:port"])
def test_a_scanner_that_is_not_there(address: str) -> None:
    with pytest.raises(ScannerAway):
        Scanner(address, patience=1).found_in(b"x")


def file(manager: Actor, content: bytes) -> StoredFile:
    case = given.case(manager)
    with act_as(manager, today=TODAY):
        return store(name="x.txt", content=content, subject=case.id, kind=FileKind.OTHER, actor=manager)


@pytest.mark.django_db
def test_what_the_scanner_refuses_is_not_filed(on_the_network: str, settings: Settings) -> None:
    settings.CLAMD = on_the_network
    manager = given.actor(Role.CASE_MANAGER)
    with pytest.raises(Invalid, match="Schadsoftware"):
        file(manager, b"Guten Tag " + SIGN)
    stored = file(manager, b"Guten Tag")
    with act_as(manager, today=TODAY):
        assert [one.id for one in StoredFile.objects.all()] == [stored.id]
        assert AuditEntry.objects.get(act="document.filed").facts["scanned"] is True


@pytest.mark.django_db
def test_without_an_answer_nothing_is_filed_unless_the_site_says_so(settings: Settings) -> None:
    settings.CLAMD = "/nowhere/clamd"
    manager = given.actor(Role.CASE_MANAGER)
    with pytest.raises(Invalid, match="antwortet gerade nicht"):
        file(manager, b"Guten Tag")
    settings.CLAMD_MAY_BE_AWAY = True
    file(manager, b"Guten Tag")
    with act_as(manager, today=TODAY):
        assert AuditEntry.objects.get(act="document.filed").facts["scanned"] is False


@pytest.mark.django_db
def test_a_full_installation_takes_nothing_more(settings: Settings) -> None:
    manager = given.actor(Role.CASE_MANAGER)
    file(manager, b"Guten Tag")
    settings.SITE_FILES_QUOTA = 0
    with pytest.raises(Invalid, match="verbraucht"):
        file(manager, b"Guten Tag")
