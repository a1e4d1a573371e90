"""No test talks to the world: only the loopback interface can be reached from Python."""

import socket
from collections.abc import Iterator
from typing import Any

import pytest

LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@pytest.fixture(autouse=True, scope="session")
def _only_loopback() -> Iterator[None]:
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in LOOPBACK:
            raise ConnectionRefusedError(f"A test tried to reach {address[0]}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield
