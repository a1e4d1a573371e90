"""Bring a database to the state this version needs: roles, tables, functions, policies."""

from django.core.management import call_command
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from faden.kernel.database import disclosure, erasure, rows

#: Role → how it is made. The last three own the guard functions, the facts and the procedures of erasure.
ROLES = {rows.APP: "LOGIN", rows.GUARD: "NOLOGIN", rows.FACTS: "NOLOGIN", rows.ERASER: "NOLOGIN"}
#: Handing a function or view over to a role needs the right to become it (a superuser may anyway).
OWNING_ROLES = (rows.GUARD, rows.FACTS, rows.ERASER)


def missing_role_statements(connection: BaseDatabaseWrapper) -> list[str]:
    """The SQL that makes the roles this connection does not find; empty when all is there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY (%s)", [list(ROLES)])
        there = {name for (name,) in cursor.fetchall()}
        cursor.execute(
            "SELECT rolname FROM pg_roles WHERE rolname = ANY (%s) AND NOT pg_has_role(oid, "
            "CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END)",
            [list(OWNING_ROLES)],
        )
        not_ours = {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT quote_ident(current_user), rolsuper FROM pg_roles WHERE rolname = current_user")
        me, superuser = cursor.fetchone()
    made = [f"CREATE ROLE {name} {how};" for name, how in ROLES.items() if name not in there]
    needed = [name for name in OWNING_ROLES if name in not_ours or (name not in there and not superuser)]
    return [*made, *(f"GRANT {name} TO {me};" for name in needed)]


def may_create_roles(connection: BaseDatabaseWrapper) -> bool:
    """Whether this connection may make roles."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user")
        return bool(cursor.fetchone()[0])


def create_roles(alias: str = "owner") -> None:
    """Create the roles where they are missing; needs CREATEROLE unless all are there."""
    connection = connections[alias]
    for statement in missing_role_statements(connection):
        with connection.cursor() as cursor:
            cursor.execute(statement)


def prepare(alias: str = "owner", *, verbosity: int = 0) -> None:
    """Roles, migrations, then functions, grants, policies, facts and procedures."""
    create_roles(alias)
    call_command("migrate", database=alias, verbosity=verbosity, interactive=False)
    with transaction.atomic(using=alias):
        rows.apply_all(connections[alias])
        disclosure.apply_all(connections[alias])
        erasure.apply_all(connections[alias])
