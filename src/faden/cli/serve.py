"""``faden serve``: refuse to serve unsafely, otherwise become the server."""

import argparse
import ipaddress
import os
import sys
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connections

from faden.cli import erasure
from faden.cli.errors import OperatorError
from faden.cli.server import server_command
from faden.cli.static_files import gather
from faden.kernel.database import condition

SHORTEST_KEY = 32
NO_SEALING_KEYS = (
    "Es fehlt der Schlüssel für verschlossen Gespeichertes: „faden key“ gibt einen aus; "
    "in FADEN_SEALING_KEYS oder in eine Datei setzen, die FADEN_SEALING_KEYS_FILE nennt."
)


def run(order: argparse.Namespace) -> None:
    """Replace this process by the server.

    :raises OperatorError: it would not be safe, or could not work
    """
    if reason := refusal(order.host):
        raise OperatorError(reason)
    if not is_loopback(order.host):
        print("faden: Nur hinter einem Proxy, der ganze Anfragen einliest (docs/operations.md).", file=sys.stderr)
    connections.close_all()
    gather(Path(settings.STATIC_ROOT))
    command = server_command(order.host, order.port, workers=order.workers, threads=order.threads)
    os.execve(command[0], command, {**os.environ, "FADEN_POOL": os.environ.get("FADEN_POOL", str(order.threads))})  # noqa: S606 - no shell wanted


def refusal(host: str) -> str | None:
    """Why this configuration must not serve on that address, or None."""
    if not is_address(host):
        return f"„{host}“ ist keine Adresse dieses Rechners: zum Beispiel 127.0.0.1, 0.0.0.0 oder ::1."
    if not has_secret_key():
        return (
            f"Es fehlt ein geheimer Schlüssel: FADEN_SECRET_KEY auf {SHORTEST_KEY} oder mehr zufällige Zeichen setzen."
        )
    if settings.SEALING_KEYS is None:
        return NO_SEALING_KEYS
    if settings.DEBUG and not is_loopback(host):
        return f"Mit FADEN_DEBUG=1 wird nur auf localhost ausgeliefert, nicht auf {host}."
    try:
        return condition.complaint() or erasure.complaint()
    except OperationalError as error:
        return f"Die Datenbank antwortet nicht: {str(error).strip().splitlines()[0]} (DATABASE_URL prüfen)"


def has_secret_key() -> bool:
    """Whether there is a key worth the name."""
    try:
        return len(settings.SECRET_KEY) >= SHORTEST_KEY
    except ImproperlyConfigured:
        return False


def is_address(host: str) -> bool:
    """Whether a server can be bound to it."""
    try:
        return host == "localhost" or bool(ipaddress.ip_address(host).packed)
    except ValueError:
        return False


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
