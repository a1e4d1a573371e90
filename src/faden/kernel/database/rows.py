"""Which rows an actor sees, declared beside each app and applied to PostgreSQL as a whole.

An app's ``rows.py`` holds ``GUARDS`` (functions that answer "which ... are mine?") and ``ROWS`` (its tables). A table
that is not declared has no grant, so the app's role cannot touch it: forgetting one closes it instead of opening it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import Literal

from django.apps import apps
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

APP, GUARD, FACTS, ERASER = "faden_app", "faden_guard", "faden_facts", "faden_eraser"

Command = Literal["SELECT", "INSERT", "UPDATE", "DELETE"]


@dataclass(frozen=True)
class Policy:
    """One permissive policy for the app's role; several for one command are joined by OR.

    :param using: condition on rows that are there (SELECT, UPDATE, DELETE)
    :param check: condition on rows as they will be (INSERT, UPDATE; by default ``using``)
    """

    name: str
    command: Command
    using: str | None = None
    check: str | None = None


@dataclass(frozen=True)
class Table:
    """A table about people: row security is enabled and forced.

    :param guard_reads: the guard functions read it (they run as ``faden_guard``)
    :param facts_reads: the views of ``reporting/facts`` read it (they run as ``faden_facts``), or these columns of it
    :param guard_writes: what consequences do to it, as in a GRANT: ``("INSERT", "UPDATE (sort_name)")``
    """

    name: str
    policies: tuple[Policy, ...]
    guard_reads: bool = False
    facts_reads: bool | tuple[str, ...] = False
    guard_writes: tuple[str, ...] = ()

    @property
    def commands(self) -> tuple[str, ...]:
        """What the app's role may do at all."""
        return tuple(c for c in ("SELECT", "INSERT", "UPDATE", "DELETE") if any(p.command == c for p in self.policies))


@dataclass(frozen=True)
class Open:
    """A table without anything about a client: every signed-in act may read it.

    :param why: why it needs no row security
    """

    name: str
    why: str
    commands: tuple[str, ...] = ("SELECT", "INSERT", "UPDATE", "DELETE")
    guard_reads: bool = True
    facts_reads: bool = True
    policies: tuple[Policy, ...] = field(default=(), init=False)
    guard_writes: tuple[str, ...] = field(default=(), init=False)


@dataclass(frozen=True)
class Guard:
    """A function of PostgreSQL that runs as ``faden_guard`` and answers about the current actor only.

    :param signature: name and arguments, as in ``faden_my_cases()``
    :param returns: SQL type
    :param body: one SELECT
    """

    signature: str
    returns: str
    body: str


@dataclass(frozen=True)
class Consequence:
    """What the database itself does after a row is stored or changed: a trigger that runs as ``faden_guard``.

    For what must hold whoever writes the row and by whatever way.

    :param name: of the function and of the trigger
    :param event: as in ``UPDATE OF lifted_on``
    :param body: statements of plpgsql about ``NEW`` and ``OLD``
    """

    name: str
    table: str
    event: str
    body: str


def everything(name: str, who: str) -> tuple[Policy, ...]:
    """The four policies of a table that is read and written under one condition."""
    return (
        Policy(f"{name}_read", "SELECT", using=who),
        Policy(f"{name}_add", "INSERT", check=who),
        Policy(f"{name}_change", "UPDATE", using=who, check=who),
        Policy(f"{name}_remove", "DELETE", using=who),
    )


def roles(*names: str) -> str:
    """Condition: the actor holds one of these roles today (evaluated once per statement)."""
    return "(SELECT faden_has_role({}))".format(", ".join(f"'{name}'" for name in names))


def declared() -> Iterator[Table | Open]:
    """All tables declared by the installed apps."""
    for module in _modules():
        yield from getattr(module, "ROWS", ())


def guards() -> Iterator[Guard]:
    """All guard functions declared by the installed apps."""
    for module in _modules():
        yield from getattr(module, "GUARDS", ())


def consequences() -> Iterator[Consequence]:
    """All triggers declared by the installed apps."""
    for module in _modules():
        yield from getattr(module, "CONSEQUENCES", ())


def _modules() -> Iterator[object]:
    for config in apps.get_app_configs():
        if config.name.startswith("faden.") and find_spec(f"{config.name}.rows"):
            yield import_module(f"{config.name}.rows")


def apply_all(connection: BaseDatabaseWrapper) -> None:
    """Make the database's functions, grants and policies exactly those declared, in one transaction."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('faden.rows'))")
        for statement in statements():
            cursor.execute(statement)


def statements() -> Iterator[str]:
    """The SQL of :func:`apply_all`."""
    yield f"GRANT USAGE ON SCHEMA public TO {APP}, {GUARD}, {FACTS}"
    yield f"GRANT CREATE ON SCHEMA public TO {GUARD}, {FACTS}"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {APP}"
    for guard in guards():
        yield from _guard(guard)
    for table in declared():
        yield from _table(table)
    for consequence in consequences():
        yield from _consequence(consequence)


def _guard(guard: Guard) -> Iterator[str]:
    # plpgsql keeps its plan for the life of the connection; plain SQL would be planned anew by each statement.
    yield (
        f"CREATE OR REPLACE FUNCTION {guard.signature} RETURNS {guard.returns} LANGUAGE plpgsql STABLE PARALLEL SAFE "
        f"SECURITY DEFINER SET search_path = public, pg_temp AS $guard$ BEGIN RETURN ({guard.body}); END $guard$"
    )
    bare = guard.signature
    yield f"ALTER FUNCTION {bare} OWNER TO {GUARD}"
    yield f"REVOKE ALL ON FUNCTION {bare} FROM PUBLIC"
    yield f"GRANT EXECUTE ON FUNCTION {bare} TO {APP}, {GUARD}, {FACTS}, {ERASER}"


def _consequence(one: Consequence) -> Iterator[str]:
    yield (
        f"CREATE OR REPLACE FUNCTION {one.name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER "
        f"SET search_path = public, pg_temp AS $consequence$ BEGIN {one.body} RETURN NULL; END $consequence$"
    )
    yield f"ALTER FUNCTION {one.name}() OWNER TO {GUARD}"
    yield f"REVOKE ALL ON FUNCTION {one.name}() FROM PUBLIC"
    yield f'DROP TRIGGER IF EXISTS {one.name} ON "{one.table}"'
    yield f'CREATE TRIGGER {one.name} AFTER {one.event} ON "{one.table}" FOR EACH ROW EXECUTE FUNCTION {one.name}()'


def _table(table: Table | Open) -> Iterator[str]:
    name = f'"{table.name}"'
    yield (
        "DO $$ DECLARE p record; BEGIN FOR p IN SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND "
        f"tablename = '{table.name}' LOOP EXECUTE format('DROP POLICY %I ON {name}', p.policyname); END LOOP; END $$"
    )
    yield f"REVOKE ALL ON {name} FROM {APP}, {GUARD}, {FACTS}, PUBLIC"
    if table.commands:
        yield f"GRANT {', '.join(table.commands)} ON {name} TO {APP}"
    for role, reads in ((GUARD, table.guard_reads), (FACTS, table.facts_reads)):
        if reads:
            columns = f" ({', '.join(reads)})" if isinstance(reads, tuple) else ""
            yield f"GRANT SELECT{columns} ON {name} TO {role}"
            if isinstance(table, Table):
                yield f"CREATE POLICY {role}_reads ON {name} FOR SELECT TO {role} USING (true)"
    yield from _guard_writes(table)
    if isinstance(table, Table):
        yield f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY"
        yield f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY"
        for policy in table.policies:
            yield policy_statement(table.name, policy)


def _guard_writes(table: Table | Open) -> Iterator[str]:
    """What consequences may do to a table."""
    for command in dict.fromkeys(one.split()[0] for one in table.guard_writes):
        using = "" if command == "INSERT" else " USING (true)"
        check = "" if command == "DELETE" else " WITH CHECK (true)"
        yield f'CREATE POLICY {GUARD}_{command.lower()}s ON "{table.name}" FOR {command} TO {GUARD}{using}{check}'
    if table.guard_writes:
        yield f'GRANT {", ".join(table.guard_writes)} ON "{table.name}" TO {GUARD}'


def policy_statement(table: str, policy: Policy) -> str:
    """The SQL that creates one policy."""
    using = f" USING ({policy.using})" if policy.using else ""
    check = f" WITH CHECK ({policy.check})" if policy.check else ""
    return f'CREATE POLICY {policy.name} ON "{table}" FOR {policy.command} TO {APP}{using}{check}'
