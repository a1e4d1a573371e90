"""Is this database fit to work with? Asked before serving, by ``/readyz`` and by ``faden doctor``."""

from functools import cache

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from faden.kernel.database import prepare, rows

OLDEST_SERVER = 15


def server_complaint(connection: BaseDatabaseWrapper) -> str | None:
    """Why this version of PostgreSQL will not do, or None."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int / 10000, current_setting('server_encoding')")
        version, encoding = cursor.fetchone()
    if version < OLDEST_SERVER:
        return f"PostgreSQL {version} ist zu alt, gebraucht wird {OLDEST_SERVER} oder neuer."
    if encoding != "UTF8":
        return f"Die Datenbank ist in {encoding} angelegt, gebraucht wird UTF8."
    return None


def role_complaint(connection: BaseDatabaseWrapper) -> str | None:
    """Why row security would not bind the role of this connection, or None."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT r.rolname, r.rolsuper, r.rolbypassrls, EXISTS (SELECT FROM pg_class c JOIN pg_namespace n "
            "ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND pg_has_role(r.oid, c.relowner, 'MEMBER')), "
            "EXISTS (SELECT FROM pg_roles g WHERE g.rolname = ANY (%s) AND pg_has_role(r.oid, g.oid, 'MEMBER')) "
            "FROM pg_roles r WHERE r.rolname = current_user",
            [list(prepare.OWNING_ROLES)],
        )
        name, superuser, bypasses, owner, guard = cursor.fetchone()
    if superuser:
        return f"Die Rolle {name} ist Superuser: Der Zeilenschutz gilt für sie nicht."
    if bypasses:
        return f"Die Rolle {name} umgeht den Zeilenschutz (BYPASSRLS)."
    if owner:
        return f"Der Rolle {name} gehören Tabellen: Sie könnte den Zeilenschutz abschalten."
    if guard:
        owning = ", ".join(prepare.OWNING_ROLES)
        return f"Die Rolle {name} darf eine der Rollen {owning} werden und so fremde Zeilen lesen."
    return None


@cache
def _migrations_of_this_version() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None).disk_migrations or ())


def missing_migrations(connection: BaseDatabaseWrapper) -> list[str]:
    """Migrations of this version that the database has not seen."""
    seen = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in _migrations_of_this_version() - seen.keys())


def unguarded_tables(connection: BaseDatabaseWrapper) -> list[str]:
    """Tables about people for which row security is not on and forced, or has no policy."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE n.nspname = 'public' AND c.relrowsecurity AND c.relforcerowsecurity "
            "AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid)"
        )
        guarded = {name for (name,) in cursor.fetchall()}
    return sorted(t.name for t in rows.declared() if isinstance(t, rows.Table) and t.name not in guarded)


def complaint(alias: str = "default") -> str | None:
    """The first reason not to serve from this database, or None.

    :raises django.db.OperationalError: it does not answer
    """
    connection = connections[alias]
    for ask in (server_complaint, role_complaint):
        if reason := ask(connection):
            return reason
    if missing := missing_migrations(connection):
        return f"Die Datenbank kennt {len(missing)} Migrationen nicht (zuerst {missing[0]}): „faden migrate“ aufrufen."
    if unguarded := unguarded_tables(connection):
        return f"Ohne Zeilenschutz: {', '.join(unguarded)}. „faden migrate“ aufrufen."
    return None
