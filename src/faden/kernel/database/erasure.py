"""Erasing what the field catalogue says about the erased: the SQL, made from the catalogue.

The app's role can neither read nor remove these rows. Functions that run as ``faden_eraser``, a role nobody can sign
in as, do it; an app declares them in ``<app>.erasing`` as ``PROCEDURES``, with the conditions under which they may.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from faden.kernel.database import rows
from faden.kernel.database.register import ALWAYS_TECHNICAL, AtEnd, Data, catalogue, roots
from faden.kernel.database.rows import APP, ERASER

#: How a field is emptied that may not be NULL.
EMPTY = {"BooleanField": "false", "JSONField": "'{}'", "ArrayField": "'{}'"}
#: Texts that name what is erased; only tables without a foreign key to it ask for them.
WORDS = "words"
#: The modules of an app that declare procedures.
PARTS = ("erasing", "collecting", "clearing")


@dataclass(frozen=True)
class Procedure:
    """A function of PostgreSQL that runs as ``faden_eraser``.

    :param signature: name and arguments
    :param returns: SQL type
    :param body: a block of PL/pgSQL
    :param to_app: whether the app's role may call it; if not, only the owner of the database may
    :param reads: tables it reads besides those it erases
    :param writes: tables it adds to or changes besides
    :param removes: tables it deletes from besides
    """

    signature: str
    returns: str
    body: str
    to_app: bool
    reads: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    removes: tuple[str, ...] = ()


def procedures() -> Iterator[Procedure]:
    """All procedures declared by the installed apps."""
    for config in apps.get_app_configs():
        for part in PARTS:
            if config.name.startswith("faden.") and find_spec(f"{config.name}.{part}"):
                yield from getattr(import_module(f"{config.name}.{part}"), "PROCEDURES", ())


def apply_all(connection: BaseDatabaseWrapper) -> None:
    """Make the functions and grants of ``faden_eraser`` exactly those declared."""
    with connection.cursor() as cursor:
        for statement in statements():
            cursor.execute(statement)


def statements() -> Iterator[str]:
    """The SQL of :func:`apply_all`."""
    yield f"GRANT USAGE, CREATE ON SCHEMA public TO {ERASER}"
    yield (
        "DO $$ DECLARE f record; BEGIN FOR f IN SELECT oid::regprocedure AS name FROM pg_proc "
        f"WHERE proowner = '{ERASER}'::regrole LOOP EXECUTE 'DROP FUNCTION ' || f.name; END LOOP; END $$"
    )
    found = tuple(procedures())
    reads = {name for one in found for name in one.reads}
    writes = {name for one in found for name in one.writes}
    removes = {name for one in found for name in one.removes}
    guarded = {table.name for table in rows.declared() if isinstance(table, rows.Table)}
    ends = {table_of(one.model): one.at_end for one in erased()}
    for table in sorted({*ends, *reads, *writes, *removes}):
        commands = {"SELECT"}
        if table in ends:
            commands.add("DELETE" if ends[table] is AtEnd.DELETED else "UPDATE")
        if table in writes:
            commands |= {"INSERT", "UPDATE"}
        if table in removes:
            commands.add("DELETE")
        yield f'REVOKE ALL ON "{table}" FROM {ERASER}'
        yield f'GRANT {", ".join(sorted(commands))} ON "{table}" TO {ERASER}'
        if table in guarded:
            yield f'CREATE POLICY {ERASER}_all ON "{table}" TO {ERASER} USING (true) WITH CHECK (true)'
    for one in found:
        yield from _procedure(one)


def _procedure(one: Procedure) -> Iterator[str]:
    yield (
        f"CREATE FUNCTION {one.signature} RETURNS {one.returns} LANGUAGE plpgsql VOLATILE SECURITY DEFINER "
        f"SET search_path = public, pg_temp AS $erase${one.body}$erase$"
    )
    yield f"ALTER FUNCTION {one.signature} OWNER TO {ERASER}"
    yield f"REVOKE ALL ON FUNCTION {one.signature} FROM PUBLIC"
    if one.to_app:
        yield f"GRANT EXECUTE ON FUNCTION {one.signature} TO {APP}"


def table_of(label: str) -> str:
    """The table of a model."""
    return str(apps.get_model(label)._meta.db_table)


@cache
def erased() -> tuple[Data, ...]:
    """The tables an erasure deletes from or empties; those that lead to others come after them."""
    ends = [one for one in catalogue().values() if one.at_end is not AtEnd.UNTOUCHED]
    # What is found through another table goes first: afterwards it would not be found any more.
    return tuple(sorted(ends, key=lambda one: (-_steps(one.model), one.model)))


def condition(label: str) -> str:
    """Which rows of a table belong to what is erased (SQL on its columns)."""
    one = catalogue()[label]
    if one.reach:
        return one.reach
    case, *others = roots().items()
    of_case = pointing(label, case[0])
    if of_case:
        return " OR ".join(f'"{column}" = ANY ({case[1]})' for column in of_case)
    found = [f'"{column}" = ANY ({keys})' for root, keys in others for column in pointing(label, root)]
    found += [
        f'"{column}" IN (SELECT id FROM "{table_of(parent)}" WHERE {condition(parent)})'
        for parent in parents_of(label)
        for column in pointing(label, parent)
    ]
    if not found:
        raise ValueError(f"Nothing leads to {label}: say how its rows are reached")
    return " OR ".join(found)


def each_table() -> str:
    """PL/pgSQL that counts (``dry``) or erases in every table, and adds the number of rows to ``counts``."""
    return "\n".join(_one_table(one) for one in erased() if one.at_end is AtEnd.DELETED or emptied_values(one.model))


def all_keys() -> str:
    """SQL: the keys of all rows that belong to what is erased, as texts."""
    found = (one for one in erased() if WORDS not in condition(one.model) and _has_uuid(one.model))
    return "\nUNION ALL ".join(f'SELECT id::text FROM "{table_of(o.model)}" WHERE {condition(o.model)}' for o in found)


def emptied_values(label: str) -> dict[str, str]:
    """Column and SQL value of each field that an erasure empties."""
    one, meta = catalogue()[label], apps.get_model(label)._meta
    return {
        str(field.column): one.replaced.get(field.name) or _empty(field)
        for field in meta.concrete_fields
        if field.name in one.emptied
    }


def _one_table(one: Data) -> str:
    table, where = table_of(one.model), condition(one.model)
    if one.at_end is AtEnd.DELETED:
        act = f'DELETE FROM "{table}" WHERE {where}'
    else:
        values = ", ".join(f'"{column}" = {value}' for column, value in emptied_values(one.model).items())
        act = f'UPDATE "{table}" SET {values} WHERE {where}'
    return (
        f'IF dry THEN SELECT count(*) INTO n FROM "{table}" WHERE {where};\n'
        f"ELSE {act}; GET DIAGNOSTICS n = ROW_COUNT; END IF;\n"
        f"counts := counts || jsonb_build_object('{one.model}', n);"
    )


def _empty(field: "models.Field[object, object]") -> str:
    if field.null:
        return "NULL"
    return EMPTY.get(field.get_internal_type(), "''")


def _has_uuid(label: str) -> bool:
    key = apps.get_model(label)._meta.pk
    return isinstance(key, models.UUIDField) and key.name in ALWAYS_TECHNICAL


def pointing(label: str, target: str) -> list[str]:
    """The columns of a table that point to another one."""
    to = apps.get_model(target)
    fields = apps.get_model(label)._meta.concrete_fields
    return [str(one.column) for one in fields if isinstance(one, models.ForeignKey) and one.related_model is to]


def parents_of(label: str) -> list[str]:
    """Erased tables, other than the roots, that a table points to."""
    names = {
        one.related_model._meta.label
        for one in apps.get_model(label)._meta.concrete_fields
        if isinstance(one, models.ForeignKey) and not isinstance(one.related_model, str)
    }
    ends = {one.model for one in catalogue().values() if one.at_end is not AtEnd.UNTOUCHED}
    return sorted((names & ends) - {label} - set(roots()))


def _steps(label: str) -> int:
    """Over how many tables a row is found."""
    if catalogue()[label].reach or any(pointing(label, root) for root in [next(iter(roots()))]):
        return 0
    return 1 + max((_steps(parent) for parent in parents_of(label)), default=0)
