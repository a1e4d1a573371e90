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
    if owner.get_connection_params()["user"] == rows.APP:
        raise OperatorError(
            f"FADEN_OWNER_DATABASE_URL nennt {rows.APP}: Tabellen dürfen nicht der Rolle der Seiten gehören."
        )
    missing = prepare.missing_role_statements(owner)
    if missing and not prepare.may_create_roles(owner):
        raise OperatorError(
            f"Diese Rolle darf keine Rollen anlegen. Die Datenbankverwaltung führt einmal aus: {' '.join(missing)}"
        )
    prepare.prepare("owner", verbosity=1)
