"""``faden``: what an operator can order, and in which words a failure is told."""

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Any, Final

import django
from django.core.exceptions import ImproperlyConfigured
from django.db import Error as DatabaseError

from faden import __version__
from faden.cli.arguments import OneLine, port, positive
from faden.cli.errors import OperatorError
from faden.kernel.access.roles import Role

INTERRUPTED: Final = 130
#: Roles that hold for the whole site; the administration gives the others on their pages.
WITHOUT_SCOPE: Final = [
    role.value for role in Role if role not in {Role.SYSTEM, Role.COORDINATOR, Role.PARTNER, Role.RESIDENCE_OFFICER}
]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one order; the result is the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal without „ and … gets a question mark instead of a traceback.
            stream.reconfigure(errors="replace")
    order = _parser().parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "faden.config.settings")
    try:
        if order.with_django:
            django.setup()
        # The orders import models, which Django allows only after its set-up.
        command: Callable[[argparse.Namespace], int | None] = importlib.import_module(order.module).run
        return command(order) or 0
    except OperatorError as error:
        return _complain(str(error))
    except ImproperlyConfigured as error:
        return _complain(f"Die Einstellungen stimmen nicht: {_first_line(error)}")
    except DatabaseError as error:
        return _complain(f"Die Datenbank antwortet nicht wie erwartet: {_first_line(error)} („faden doctor“ sagt mehr)")
    except KeyboardInterrupt:
        return INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = OneLine(prog="faden", description="Faden betreiben.")
    parser.add_argument("--version", action="version", version=__version__)
    orders = parser.add_subparsers(required=True, metavar="AUFTRAG")

    serve = _order(orders, "serve", "Seiten ausliefern")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=port, default=8000)
    serve.add_argument("--workers", type=positive, default=os.cpu_count() or 1, help="Prozesse")
    serve.add_argument("--threads", type=positive, default=4, help="gleichzeitige Anfragen je Prozess")

    _order(orders, "work", "liegende Aufträge erledigen, zum Beispiel Nachrichten senden")

    demo = _order(orders, "demo", "einen Standort mit erfundenen Daten vorführen", with_django=False)
    demo.add_argument("--site", default="paderborn", help="Name einer Datei in sites/")
    demo.add_argument("--port", type=port, default=8000)
    demo.add_argument("--cases", type=positive, help="wie viele Fälle erfunden werden (sonst 600)")

    _order(orders, "migrate", "Rollen, Tabellen und Zeilenschutz auf den Stand dieser Version bringen")

    site = _order(orders, "site", "die Standortdatei prüfen oder einspielen")
    _acts(site, "check", "load")
    site.add_argument("files", nargs="+", type=Path, metavar="DATEI", help="zum Beispiel sites/paderborn.yaml")
    site.add_argument("--dry-run", action="store_true", help="nur zeigen, was sich ändern würde")

    audit = _order(orders, "audit", "das Protokoll prüfen oder siegeln")
    _acts(audit, "verify", "seal")

    account = _order(orders, "account", "das erste Konto einer neuen Installation anlegen")
    account.add_argument("email")
    account.add_argument("--name", required=True)
    account.add_argument("--role", choices=WITHOUT_SCOPE, default=Role.ADMIN.value)

    _order(orders, "key", "einen neuen Schlüssel für FADEN_SEALING_KEYS ausgeben", with_django=False)

    files = _order(orders, "files", "verschlüsselte Inhalte auf den neuesten Schlüssel umstellen oder prüfen")
    _acts(files, "rotate", "verify")

    accounts = _order(orders, "demo-accounts", "die Anmeldungen der Demo zeigen", with_django=False)
    accounts.add_argument("--site", default="paderborn")
    accounts.add_argument("--json", action="store_true")

    erasure = _order(orders, "erasure", "die Liste der Löschungen ergänzen oder nach einer Wiederherstellung nachholen")
    _acts(erasure, "export", "replay")

    _order(orders, "doctor", "sagen, ob alles in Ordnung ist")
    _order(orders, "stop", "beenden, was „faden demo“ gestartet hat", with_django=False)
    return parser


def _order(orders: Any, name: str, words: str, *, with_django: bool = True) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = orders.add_parser(name, help=words, description=f"Faden: {words}.")
    parser.set_defaults(module=f"faden.cli.{name.replace('-', '_')}", with_django=with_django)
    return parser


def _acts(parser: argparse.ArgumentParser, *acts: str) -> None:
    # Named by what may stand there: whoever forgets it reads that.
    parser.add_argument("act", choices=acts, metavar=f"{{{','.join(acts)}}}")


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def _complain(reason: str) -> int:
    print(f"faden: {reason}", file=sys.stderr)
    return 1
