"""``faden demo``: a whole site with invented data, on a database of its own, until Ctrl-C."""

import argparse
import contextlib
import os
import secrets
import shlex
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any, Final, NoReturn
from urllib.error import URLError

import django
from django.db import connections

from faden.cli import fingerprint
from faden.cli.demos import DATABASE, Demo, demo_of, say
from faden.cli.errors import OperatorError
from faden.cli.lifeline import end_with_parent
from faden.cli.server import server_command
from faden.kernel.access.roles import Role
from faden.lib.sealing import new_key

#: A server that has not answered by then will not.
PATIENCE: Final = 60.0
THREADS: Final = 4


def run(order: argparse.Namespace) -> None:
    """Build what is missing, serve, and leave nothing running.

    :raises OperatorError: the site is unknown, the port is taken, the demo runs already …
    """
    demo = demo_of(order.site)
    if not demo.profile.exists():
        described = (path for path in Path("sites").glob("*.yaml") if "\nstandort:" in path.read_text(encoding="utf-8"))
        known = ", ".join(sorted(path.stem for path in described))
        raise OperatorError(f"Den Standort „{order.site}“ gibt es nicht unter sites/ (vorhanden: {known}).")
    if demo.cluster.holder() is not None:
        url = demo.remembered().get("url", "")
        raise OperatorError(f"Die Demo {demo.site} läuft schon: {url} – beenden mit „make stop“.")
    _refuse_taken_port(order.port)
    # SIGINT too: started in the background of a script, Python would find it ignored.
    signal.signal(signal.SIGINT, _leave)
    signal.signal(signal.SIGTERM, _leave)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup wants us to stay
        signal.signal(signal.SIGHUP, _leave)
    _end_with_make()
    with demo.cluster.running():
        _set_up(demo)
        accounts = _build(demo, order.cases)
        with _serving(demo, order.port) as server, contextlib.suppress(KeyboardInterrupt):
            _greet(demo, accounts)
            raise OperatorError(f"Der Webserver hat sich beendet (Status {server.wait()}).")


def _leave(number: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001 - the handler's signature
    raise KeyboardInterrupt


def _end_with_make() -> None:
    """``make demo`` killed with -9 ends us too, as Ctrl-C does."""
    if "MAKELEVEL" in os.environ and (ask := end_with_parent(signal.SIGTERM)):
        ask()


def _refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise OperatorError(
                f"Port {port} ist nicht zu haben ({error.strerror}): einen anderen wählen, „make demo PORT={port + 1}“."
            ) from None


def _set_up(demo: Demo) -> None:
    """Say where everything is, for Django here and in the web server."""
    environment = {
        "FADEN_STATE_DIR": str(demo.directory),
        "DATABASE_URL": demo.cluster.url(DATABASE, user="faden_app"),
        "FADEN_OWNER_DATABASE_URL": demo.cluster.url(DATABASE),
        "FADEN_SECRET_KEY": _kept(demo.directory / "secret_key", lambda: secrets.token_urlsafe(50)),
        "FADEN_SEALING_KEYS": _kept(demo.directory / "sealing_keys", new_key),
    }
    os.environ |= environment
    # For whoever wants to look inside: . .faden/demo/paderborn/environment; faden doctor
    note = demo.directory / "environment"
    note.touch(mode=0o600)
    note.write_text("".join(f"export {name}={shlex.quote(value)}\n" for name, value in environment.items()))


def _build(demo: Demo, cases: int | None) -> list[dict[str, Any]]:
    """Make the demo complete; the logins. Nothing is looked at when nothing has changed since the last time."""
    product, before = fingerprint.of_product(), demo.remembered()
    if before.get("product") != product or cases not in {None, before.get("cases")}:
        django.setup()
        from faden.cli.building import build  # noqa: PLC0415 - models can be imported only now

        build(demo, cases)
        connections.close_all()
        demo.remember(product=product)
    return list(demo.remembered()["accounts"])


def _kept(path: Path, make: Callable[[], str]) -> str:
    """A secret that only this demo knows, made once."""
    with contextlib.suppress(FileNotFoundError):
        return path.read_text(encoding="ascii")
    path.touch(mode=0o600, exist_ok=False)
    path.write_text(make(), encoding="ascii")
    return path.read_text(encoding="ascii")


@contextlib.contextmanager
def _serving(demo: Demo, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """The web server as a child, from its first answer to its end."""
    # Once more: granian would share the port with a server that has come meanwhile.
    _refuse_taken_port(port)
    environment = {**os.environ, "FADEN_POOL": str(THREADS)}
    del environment["FADEN_OWNER_DATABASE_URL"]
    command = server_command("127.0.0.1", port, workers=1, threads=THREADS)
    # In a session of its own: Ctrl-C reaches us only, and we end it in order.
    server = subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=end_with_parent(signal.SIGTERM),  # noqa: PLW1509 - no threads run here
    )
    try:
        _await(server, port)
        demo.remember(url=f"http://localhost:{port}")
        yield server
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _await(server: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    raise OperatorError("Der Webserver antwortet nicht; seine Meldungen stehen oben.")


def _greet(demo: Demo, accounts: list[dict[str, Any]]) -> None:
    url = demo.remembered()["url"]
    say(f"\nFaden, Standort {demo.site}: {url}   (Ende: Strg-C)\n")
    for account, role in _one_for_each_role(accounts):
        say(f"  {account['email']:<42} {account['password']}  {role}")
    say("\n  Alle Anmeldungen: faden demo-accounts --site " + demo.site)


def _one_for_each_role(accounts: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], str]]:
    """The first who has the role as the first of theirs, in the order of the programme's roles."""
    for role in Role:
        account = next((account for account in accounts if account["roles"][0] == role), None)
        if account:
            yield account, str(role.label)
