"""A small world with a row of every kind, and what each actor may do with it, written down by hand.

Everything happens on the owner's connection in one transaction: it changes into the app's role to look, and back to
change a policy, so that nothing has to be committed.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connections, models, transaction

from faden.kernel.database import rows
from faden.lib.identifiers import new_id

TODAY = date(2026, 11, 20)
YESTERDAY = TODAY - timedelta(days=1)
LONG_AGO = date(2024, 1, 1)
OWNER = "owner"

NOBODY: frozenset[str] = frozenset()
ROLES = {
    "manager": "case_manager",
    "helper": "case_manager",
    "sharer": "case_manager",
    "tasker": "case_manager",
    "former": "case_manager",
    "other": "case_manager",
    "retired": "case_manager",
    "coordinator": "coordinator",
    "lead": "lead",
    "assistant": "assistant",
    "member": "member",
    "partner": "partner",
    "partner_elsewhere": "partner",
    "officer": "residence_officer",
    "protection": "data_protection",
    "warden": "shield_keeper",
    "admin": "admin",
    "system": "system",
}
#: Not signed in yet: the one row that an address or the digest of a token names.
SIGNING_IN = {
    "with_password": {"login": "manager@faden.invalid"},
    "with_token": {"token": "d"},
    "with_entry_link": {"entry": "entry-sent"},
    "with_link": {"link": "link-sent"},
    "with_link_and_code": {"link": "link-sent", "link_code": "code"},
    "with_wrong_code": {"link": "link-sent", "link_code": "other"},
    "with_old_link": {"link": "link-old", "link_code": "code"},
    "with_locked_link": {"link": "link-locked", "link_code": "code"},
    "with_withdrawn_link": {"link": "link-withdrawn", "link_code": "code"},
    "with_link_of_completed": {"link": "link-completed", "link_code": "code"},
    "with_link_of_revoked": {"link": "link-revoked", "link_code": "code"},
}
#: Nobody either: the operators' command that seals keys anew.
KEEPER = frozenset({"keeper"})
UNSIGNED: dict[str, dict[str, str]] = {**SIGNING_IN, "keeper": {"keeping": "on"}}
#: Signed in with whatever role; ``retired`` is deactivated, so that no role and no circle counts any more.
EVERYBODY = frozenset(ROLES)
CIRCLE = frozenset({"manager", "helper"})
COUNSELLORS = frozenset({"manager", "helper", "sharer", "tasker", "former", "other"})
#: With one of them a life domain of the case is shared, with the other only what they have to do.
SHARER, TASKER = frozenset({"sharer"}), frozenset({"tasker"})


def having(*roles: str) -> frozenset[str]:
    """The active actors that hold one of these roles."""
    return frozenset(name for name, role in ROLES.items() if role in roles and name != "retired")


@dataclass(frozen=True)
class Allowed:
    """Who may do what with a row."""

    sees: frozenset[str] = NOBODY
    adds: frozenset[str] = NOBODY
    changes: frozenset[str] = NOBODY
    removes: frozenset[str] = NOBODY

    def to(self, command: str) -> frozenset[str]:
        """Who may execute that command."""
        return {"SELECT": self.sees, "INSERT": self.adds, "UPDATE": self.changes, "DELETE": self.removes}[command]


@dataclass(frozen=True)
class Row:
    """A row, or (when ``is_there`` is false) only the thought of one."""

    table: str
    label: str
    data: dict[str, Any]
    allowed: Allowed
    is_there: bool = True


@dataclass
class World:
    """Actors by name, and the rows."""

    actors: dict[str, UUID] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)

    def add(self, row: models.Model, label: str = "", /, **who: frozenset[str]) -> None:
        """Store a row and what is expected of it."""
        row.save(using=OWNER, force_insert=True)
        self.rows.append(Row(row._meta.db_table, label or "row", _columns(row), Allowed(**who)))

    def imagine(self, row: models.Model, label: str, *, adds: frozenset[str]) -> None:
        """A row that is not stored, to ask who might."""
        self.rows.append(Row(row._meta.db_table, label, _columns(row), Allowed(adds=adds), is_there=False))

    def observed(self, row: Row, command: str) -> frozenset[str]:
        """Who can execute that command on the row, by trying."""
        names = [*self.actors, "nobody", *UNSIGNED]
        return frozenset(name for name in names if self._succeeds(name, row, command))

    def _succeeds(self, name: str, row: Row, command: str) -> bool:
        """Try it, see whether the row was reached, and undo it."""
        with transaction.atomic(using=OWNER):
            before = _place_of(row)
            try:
                with looking_as(self.actors.get(name), UNSIGNED.get(name, {})) as cursor:
                    if command == "SELECT":
                        cursor.execute(f'SELECT 1 FROM "{row.table}" WHERE id = %s', [row.data["id"]])
                        return bool(cursor.fetchone())
                    _write(cursor, row, command)
                return command == "INSERT" or _place_of(row) != before
            except DatabaseError as error:
                return not _is_refusal(error)
            finally:
                transaction.set_rollback(True, using=OWNER)


def _write(cursor: Any, row: Row, command: str) -> None:
    """Insert a copy of the row; or change or remove whatever the policies let through, without looking for it."""
    if command == "DELETE":
        cursor.execute(f'DELETE FROM "{row.table}"')
    elif command == "UPDATE":
        column = _harmless_column(row)
        cursor.execute(
            f'UPDATE "{row.table}" SET "{column}" = %s',
            [json.dumps(row.data[column]) if isinstance(row.data[column], dict) else row.data[column]],
        )
    else:
        data = {**row.data, "id": str(new_id())} if row.is_there else row.data
        names = ", ".join(f'"{name}"' for name in data)
        cursor.execute(
            f'INSERT INTO "{row.table}" ({names}) SELECT {names} FROM jsonb_populate_record(NULL::"{row.table}", %s)',
            [json.dumps(data)],
        )


def _harmless_column(row: Row) -> str:
    """A column that no policy or constraint asks about, so that setting it changes nobody's rights."""
    table = next(table for table in rows.declared() if table.name == row.table)
    asked = " ".join(f"{policy.using} {policy.check}" for policy in table.policies)
    unique = {"id", "key", "number", "email", "digest", "deleted_by_id"}
    return next(name for name in reversed(row.data) if name not in unique and name not in asked)


def _place_of(row: Row) -> str | None:
    """Where the row lies in its table: changes with every update."""
    with connections[OWNER].cursor() as cursor:
        cursor.execute(f'SELECT ctid::text FROM "{row.table}" WHERE id = %s', [row.data["id"]])
        found = cursor.fetchone()
        return found[0] if found else None


def _is_refusal(error: DatabaseError) -> bool:
    """Row security and missing grants; a violated constraint means that the policy had let the row through."""
    return getattr(error.__cause__, "sqlstate", "") == "42501"


def _columns(row: models.Model) -> dict[str, Any]:
    """The row as PostgreSQL's ``jsonb_populate_record`` takes it."""
    values = {item.column: getattr(row, item.attname) for item in row._meta.concrete_fields}
    plain: dict[str, Any] = json.loads(json.dumps(values, default=_plain))
    return plain


def _plain(value: object) -> str:
    return f"\\x{bytes(value).hex()}" if isinstance(value, bytes | memoryview) else str(value)


@contextmanager
def looking_as(actor: UUID | None, settings: Mapping[str, str]) -> Iterator[Any]:
    """Be the app's role, acting as this account, and become the owner again."""
    with connections[OWNER].cursor() as cursor:
        cursor.execute(
            # Foreign keys stay silent, so that it is the policy alone that answers.
            "SELECT set_config('session_replication_role', 'replica', true), set_config('role', 'faden_app', true), "
            "set_config('faden.actor', %s, true), set_config('faden.today', %s, true)",
            [str(actor or ""), TODAY.isoformat()],
        )
        for key in ("login", "token", "keeping", "entry", "link", "link_code"):
            cursor.execute("SELECT set_config(%s, %s, true)", [f"faden.{key}", settings.get(key, "")])
        yield cursor
        cursor.execute("RESET ROLE")


def divergences(world: World, asked: Iterable[Row], command: str) -> list[str]:
    """Where the database and the oracle disagree, in words."""
    found = []
    for row in asked:
        if command != "INSERT" and not row.is_there:
            continue
        expected, observed = row.allowed.to(command), world.observed(row, command)
        if expected != observed:
            found.append(
                f"{command} {row.table} ({row.label}): too much {sorted(observed - expected)}, "
                f"too little {sorted(expected - observed)}"
            )
    return found
