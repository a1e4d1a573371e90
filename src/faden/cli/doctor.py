"""``faden doctor``: what is in order and what is not, in plain words."""

import argparse
import smtplib
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.db import OperationalError, connection

from faden.cli.serve import SHORTEST_KEY, has_secret_key
from faden.kernel.database import condition, rows

Check = Callable[[], str | None]


def run(_: argparse.Namespace) -> int:
    """Print one line for each thing; the exit status is 1 when something would keep the product from working."""
    complaints = 0
    for name, check in _checks():
        reason = check()
        complaints += reason is not None
        print(f"{'ok     ' if reason is None else 'FEHLER '} {name}{f': {reason}' if reason else ''}")
    print(_mail())
    return min(complaints, 1)


def _checks() -> Iterator[tuple[str, Check]]:
    yield "Geheimer Schlüssel", _secret_key
    yield "Datenbank antwortet", _answers
    if _answers() is not None:
        return
    yield "Version und Zeichensatz der Datenbank", lambda: condition.server_complaint(connection)
    yield "Rolle der Seiten", lambda: condition.role_complaint(connection)
    missing = condition.missing_migrations(connection)
    yield "Tabellen sind auf dem Stand dieser Version", lambda: _list("es fehlen", missing)
    if not missing:
        count = sum(isinstance(table, rows.Table) for table in rows.declared())
        unguarded = condition.unguarded_tables(connection)
        yield f"Zeilenschutz auf {count} Tabellen über Menschen", lambda: _list("offen", unguarded)
    yield "Statische Dateien", _static_files


def _secret_key() -> str | None:
    return None if has_secret_key() else f"FADEN_SECRET_KEY auf mindestens {SHORTEST_KEY} zufällige Zeichen setzen"


def _answers() -> str | None:
    try:
        connection.ensure_connection()
    except OperationalError as error:
        return f"{str(error).strip().splitlines()[0]} (DATABASE_URL prüfen)"
    return None


def _static_files() -> str | None:
    return None if Path(settings.STATIC_ROOT).is_dir() else "noch nicht gesammelt; „faden serve“ tut es beim Start"


def _list(words: str, names: list[str]) -> str | None:
    return f"{words}: {', '.join(names)} („faden migrate“ aufrufen)" if names else None


def _mail() -> str:
    """Mail is allowed to be missing: invitations then stay in the outbox."""
    if not settings.EMAIL_HOST:
        return "Hinweis Mail: FADEN_MAIL_HOST ist nicht gesetzt, Nachrichten bleiben im Postausgang"
    try:
        with smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT, timeout=5) as server:
            server.noop()
    except OSError as error:
        return f"FEHLER  Mail: {settings.EMAIL_HOST}:{settings.EMAIL_PORT} antwortet nicht ({error})"
    return f"ok      Mail: {settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
