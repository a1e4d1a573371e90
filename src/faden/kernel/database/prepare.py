"""Bring a database to the state this version needs: roles, tables, functions, policies."""

from django.core.management import call_command
from django.db import connections, transaction

from faden.kernel.database import disclosure, rows

ROLES = f"""
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{rows.APP}') THEN CREATE ROLE {rows.APP} LOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{rows.GUARD}') THEN CREATE ROLE {rows.GUARD} NOLOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{rows.FACTS}') THEN CREATE ROLE {rows.FACTS} NOLOGIN; END IF;
END $$;
"""


def create_roles(alias: str = "owner") -> None:
    """Create the three roles where they are missing; needs CREATEROLE."""
    with connections[alias].cursor() as cursor:
        cursor.execute(ROLES)
        for role in (rows.GUARD, rows.FACTS):
            # Handing a function or view over to a role needs membership in it (a superuser has it anyway).
            cursor.execute(f"GRANT {role} TO CURRENT_USER")


def prepare(alias: str = "owner", *, verbosity: int = 0) -> None:
    """Roles, migrations, then functions, grants, policies and facts."""
    create_roles(alias)
    call_command("migrate", database=alias, verbosity=verbosity, interactive=False)
    with transaction.atomic(using=alias):
        rows.apply_all(connections[alias])
        disclosure.apply_all(connections[alias])
