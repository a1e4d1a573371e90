"""``faden doctor``: what is in order and what is not, in plain words."""

import argparse
import os
import smtplib
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import OperationalError, connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from faden.cli import erasure
from faden.cli.serve import NO_SEALING_KEYS, SHORTEST_KEY, has_secret_key
from faden.kernel.audit.sealing import anchored
from faden.kernel.database import condition, rows
from faden.kernel.files.scanning import scanner
from faden.kernel.identity.leaked import complaint_about_list
from faden.kernel.identity.passwords import complaint_about_words
from faden.kernel.sealing import keeping
from faden.kernel.sign_in import resealing
from faden.reporting.documents.typesetting import FONTS

LATE = timedelta(minutes=5)

Check = Callable[[], str | None]


def run(_: argparse.Namespace) -> int:
    """Print one line for each thing; the exit status is 1 when something would keep the product from working."""
    complaints = 0
    for name, check in _checks():
        reason = check()
        complaints += reason is not None
        print(f"ok      {name}" if reason is None else f"FEHLER  {name}: {reason}")
    for hint in (_static_files(), _mail(), *_scanner(), *_sealed(), *_jobs()):
        print(hint)
    return min(complaints, 1)


def _checks() -> Iterator[tuple[str, Check]]:
    yield "Geheimer Schlüssel", _secret_key
    yield "Schlüssel für verschlossen Gespeichertes", lambda: None if settings.SEALING_KEYS else NO_SEALING_KEYS
    if settings.PASSWORD_LIST:
        yield "Liste bekannter Passwörter", complaint_about_words
    if settings.LEAKED_PASSWORDS:
        yield "Liste bekannt gewordener Passwörter", lambda: complaint_about_list(settings.LEAKED_PASSWORDS)
    yield "Siegel des Protokolls lassen sich außerhalb aufschreiben", _anchor
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
        yield "Gelöschtes ist nicht aus einer Sicherung zurück", erasure.complaint
    yield "Schriften für Dokumente", _fonts


def _secret_key() -> str | None:
    return None if has_secret_key() else f"FADEN_SECRET_KEY auf mindestens {SHORTEST_KEY} zufällige Zeichen setzen"


def _anchor() -> str | None:
    place: Path = settings.AUDIT_ANCHOR
    try:
        anchored(place)
    except OSError as error:
        return f"{place}: {error.strerror} (FADEN_AUDIT_ANCHOR setzen)"
    except UnicodeDecodeError:
        return f"{place} ist kein Text (FADEN_AUDIT_ANCHOR prüfen)"
    there = place if place.exists() else next(one for one in place.absolute().parents if one.exists())
    return None if os.access(there, os.W_OK) else f"{place} lässt sich nicht schreiben (FADEN_AUDIT_ANCHOR setzen)"


def _answers() -> str | None:
    try:
        connection.ensure_connection()
    except OperationalError as error:
        return f"{str(error).strip().splitlines()[0]} (DATABASE_URL prüfen)"
    return None


def _static_files() -> str:
    if Path(settings.STATIC_ROOT).is_dir():
        return "ok      Stil und Schriften der Seiten"
    return "Hinweis Stil und Schriften der Seiten sind noch nicht gesammelt; „faden serve“ tut es beim Start"


def _fonts() -> str | None:
    return None if list(FONTS.rglob("*.ttf")) else f"in {FONTS} liegen keine"


def _scanner() -> Iterator[str]:
    """A site may have a virus scanner; one that is named has to answer."""
    if (asked := scanner()) is None:
        yield "Hinweis Virenscanner: FADEN_CLAMD ist nicht gesetzt, Dateien werden nur nach ihrem Inhalt geprüft"
    elif asked.is_there():
        yield f"ok      Virenscanner: {asked.address}"
    else:
        yield f"FEHLER  Virenscanner: {asked.address} antwortet nicht"


def _sealed() -> Iterator[str]:
    """An older key may stay for a while; what it seals is counted."""
    if settings.SEALING_KEYS is None or _answers() is not None or condition.missing_migrations(connection):
        return
    if left := keeping.left_to_rotate() + resealing.left_to_reseal():
        yield f"Hinweis Verschlüsselte Inhalte: {left} mit älterem Schlüssel; „faden files rotate“ stellt sie um"
    else:
        yield "ok      Verschlüsselte Inhalte haben den neuesten Schlüssel"


def _jobs() -> Iterator[str]:
    """Jobs may be without a worker as long as no mail is sent."""
    if _answers() is not None or condition.missing_migrations(connection):
        return
    now = timezone.now()
    failed = ProcrastinateJob.objects.filter(status="failed").count()
    late = ProcrastinateJob.objects.filter(status="todo", scheduled_at__lt=now - LATE).count()
    late += ProcrastinateJob.objects.filter(status="todo", scheduled_at=None, attempts=0).count()
    alive = ProcrastinateWorker.objects.filter(last_heartbeat__gte=now - LATE).count()
    if failed:
        yield f"Hinweis Aufträge: {failed} sind gescheitert (Tabelle procrastinate_jobs)"
    if late and not alive:
        yield f"Hinweis Aufträge: {late} warten, und niemand arbeitet sie ab: „faden work“ starten"
    elif not failed:
        yield f"ok      Aufträge: {late} warten, {alive} Prozesse arbeiten sie ab"


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
