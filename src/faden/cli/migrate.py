"""``faden migrate``: bring a database to the state of this version."""

import argparse
import os

from django.db import connections

from faden.cli.errors import OperatorError
from faden.kernel.database import condition, prepare, rows


def run(_: argparse.Namespace) -> None:
    """Roles, tables, functions, policies; on the connection ``FADEN_OWNER_DATABASE_URL``.

    :raises OperatorError: this connection may not do it; the message holds the SQL for somebody who may
    """
    if "FADEN_OWNER_DATABASE_URL" not in os.environ:
        raise OperatorError(
            "FADEN_OWNER_DATABASE_URL fehlt: die Adresse der Datenbank mit der Rolle, der die Tabellen gehören."
        )
    owner = connections["owner"]
    if reason := condition.server_complaint(owner):
        raise OperatorError(reason)
    if missing := _missing_roles():
        raise OperatorError(f"Diese Rolle darf keine Rollen anlegen. Die Datenbankverwaltung führt aus: {missing}")
    prepare.prepare("owner", verbosity=1)


def _missing_roles() -> str:
    """The SQL that somebody else must run, or nothing when we may create roles or all are there."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user")
        if cursor.fetchone()[0]:
            return ""
        cursor.execute("SELECT current_user")
        me = cursor.fetchone()[0]
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolname IN (%s, %s, %s)", [rows.APP, rows.GUARD, rows.FACTS])
        there = {name for (name,) in cursor.fetchall()}
    statements = [f"CREATE ROLE {rows.APP} LOGIN;"] if rows.APP not in there else []
    for role in (rows.GUARD, rows.FACTS):
        if role not in there:
            statements += [f"CREATE ROLE {role} NOLOGIN;", f'GRANT {role} TO "{me}";']
    return " ".join(statements)
