"""Ask ClamAV's ``clamd`` about a content, by its protocol (``INSTREAM``), over a local socket or the network."""

import contextlib
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic

CHUNK = 65_536
LONGEST_ANSWER = 4_096


class ScannerAway(Exception):
    """The scanner does not answer, not in time, or not as a scanner does."""


@dataclass(frozen=True)
class Scanner:
    """Where a ``clamd`` listens.

    :param address: the path of its socket, or ``host:port``
    :param patience: seconds for a whole scan
    """

    address: str
    patience: float = 30.0

    def found_in(self, content: bytes) -> str | None:
        """The name of what was found, None for a clean content.

        :raises ScannerAway: nobody can say
        """
        answer = self._asked([b"zINSTREAM\0", *_chunks(content), bytes(4)]).removeprefix("stream: ")
        if answer == "OK":
            return None
        if answer.endswith(" FOUND"):
            return answer.removesuffix(" FOUND")
        raise ScannerAway(answer)

    def is_there(self) -> bool:
        """Whether it answers at all."""
        try:
            return self._asked([b"zPING\0"]) == "PONG"
        except ScannerAway:
            return False

    def _asked(self, parts: list[bytes]) -> str:
        until = monotonic() + self.patience
        try:
            with self._connected() as connection:
                for part in parts:
                    connection.settimeout(max(until - monotonic(), 0.001))
                    connection.sendall(part)
                return _answer(connection, until)
        except (OSError, ValueError) as error:
            raise ScannerAway(type(error).__name__) from error

    @contextlib.contextmanager
    def _connected(self) -> Iterator[socket.socket]:
        if self.address.startswith("/"):
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(self.patience)
                connection.connect(self.address)
                yield connection
        else:
            host, _, port = self.address.rpartition(":")
            with socket.create_connection((host.strip("[]"), int(port)), timeout=self.patience) as connection:
                yield connection


def _chunks(content: bytes) -> Iterator[bytes]:
    """Pieces, each behind its length."""
    for start in range(0, len(content), CHUNK):
        part = content[start : start + CHUNK]
        yield len(part).to_bytes(4, "big") + part


def _answer(connection: socket.socket, until: float) -> str:
    """What it says up to the zero byte that ends it."""
    said = b""
    while b"\0" not in said:
        connection.settimeout(max(until - monotonic(), 0.001))
        more = connection.recv(LONGEST_ANSWER)
        if not more or len(said) > LONGEST_ANSWER:
            raise ScannerAway("cut off")
        said += more
    return said.split(b"\0")[0].decode(errors="replace").strip()
