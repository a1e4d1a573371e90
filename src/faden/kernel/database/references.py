"""What points to a row: found in the registry of models, moved to another row, and put back.

Written against the registry, so that a table that is made later is moved as well. Rows are kept as PostgreSQL writes
them (``to_jsonb``), whatever their types.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, ProgrammingError, connection, models, transaction

Reference: TypeAlias = "models.ForeignKey[Any, Any]"
Row = dict[str, Any]


class CannotMoveError(Exception):
    """Row security lets something be seen, but not changed."""


@dataclass
class Moved:
    """What a move has done.

    :param rows: by ``app.model.field``, the keys of the rows that point to the new row now
    :param set_aside: whole rows that say what the new row has already, each with its ``table``
    """

    rows: dict[str, list[str]] = field(default_factory=dict)
    set_aside: list[Row] = field(default_factory=list)


def references_to(
    model: type[models.Model],
    *,
    without: Iterable[type[models.Model]] = (),
    first: Sequence[type[models.Model]] = (),
    last: Sequence[type[models.Model]] = (),
) -> list[Reference]:
    """Every foreign key of the product that points to this table.

    :param without: tables left out
    :param first: tables whose references come at the beginning, in this order
    :param last: those which come at the end
    """
    left_out = set(without)
    order = {one: place for place, one in enumerate(last, start=1)}
    order |= {one: place - len(first) for place, one in enumerate(first)}
    found = [
        one
        for table in apps.get_models()
        if table not in left_out
        for one in table._meta.concrete_fields
        if isinstance(one, models.ForeignKey) and one.related_model is model
    ]
    return sorted(found, key=lambda one: (order.get(one.model, 0), name_of(one)))


def name_of(reference: Reference) -> str:
    """``app.model.field``."""
    return f"{reference.model._meta.label_lower}.{reference.name}"


def counts(references: Iterable[Reference], key: UUID) -> dict[str, int]:
    """How many rows of each kind point to a row, by the German name of the kind; kinds without rows are left out."""
    found: dict[str, int] = defaultdict(int)
    for one in references:
        number = one.model._base_manager.filter(**{one.name: key}).count()
        if number:
            found[str(one.model._meta.verbose_name_plural)] += number
    return dict(found)


def move(references: Iterable[Reference], old: UUID, new: UUID) -> Moved:
    """Let everything that points to ``old`` and that the actor sees point to ``new``.

    What a constraint refuses, because ``new`` has it already, is set aside; where rows may not be removed it stays.

    :raises CannotMoveError: row security forbids it
    """
    moved = Moved()
    for reference in references:
        rows = reference.model._base_manager
        keys = list(rows.filter(**{reference.name: old}).values_list("pk", flat=True))
        if keys and not _point(reference, keys, new):
            keys = [key for key in keys if _point(reference, [key], new)]
            keys = _with_followers(reference, keys, old)
        if keys:
            moved.rows[name_of(reference)] = [str(key) for key in keys]
        staying = list(rows.filter(**{reference.name: old}).values_list("pk", flat=True))
        moved.set_aside += [row for key in staying if (row := _set_aside(reference.model, key))]
    return moved


def _point(reference: Reference, keys: Sequence[Any], target: UUID) -> bool:
    """Let rows point to the target, or leave all of them where a constraint refuses one."""
    try:
        with transaction.atomic():
            changed = reference.model._base_manager.filter(pk__in=keys).update(**{reference.name: target})
            _check_now()
    except IntegrityError:
        return False
    except ProgrammingError as error:
        raise CannotMoveError(name_of(reference)) from error
    if changed != len(keys):
        raise CannotMoveError(name_of(reference))
    return True


def _with_followers(reference: Reference, keys: list[Any], old: UUID) -> list[Any]:
    """A row that belongs to one that stays (a former version of it) stays as well."""
    rows = reference.model._base_manager
    for own in reference.model._meta.concrete_fields:
        if isinstance(own, models.ForeignKey) and own.related_model is reference.model:
            parted = rows.filter(pk__in=keys, **{f"{own.name}__{reference.name}": old})
            back = list(parted.values_list("pk", flat=True))
            rows.filter(pk__in=back).update(**{reference.name: old})
            keys = [key for key in keys if key not in back]
    return keys


def _set_aside(model: type[models.Model], key: UUID) -> Row | None:
    """Take a row out and keep it whole; None where it may not be removed or something points to it."""
    row = {"table": model._meta.db_table, **row_of(model, key)}
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                # Not by the ORM, which would take along what points to the row.
                cursor.execute(f'DELETE FROM "{model._meta.db_table}" WHERE id = %s', [key])
            _check_now()
    except (IntegrityError, ProgrammingError):
        return None
    return None if model._base_manager.filter(pk=key).exists() else row


def _check_now() -> None:
    """Let the database check what it would check at the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def move_back(references: Iterable[Reference], moved: Mapping[str, Sequence[str]], old: UUID, new: UUID) -> None:
    """Undo a move; rows that have gone or point elsewhere by now are left alone."""
    for one in references:
        keys = moved.get(name_of(one), ())
        if keys:
            one.model._base_manager.filter(pk__in=keys, **{one.name: new}).update(**{one.name: old})


def row_of(model: type[models.Model], key: UUID) -> Row:
    """A whole row as PostgreSQL writes it."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT to_jsonb(t)::text FROM "{model._meta.db_table}" t WHERE id = %s', [key])
        found = cursor.fetchone()
    row: Row = json.loads(found[0])
    return row


def insert_all(rows: Iterable[Row]) -> None:
    """Store again what was set aside; each row names its ``table``."""
    with connection.cursor() as cursor:
        for row in rows:
            table, names = row["table"], ", ".join(f'"{name}"' for name in row if name != "table")
            cursor.execute(
                f'INSERT INTO "{table}" ({names}) SELECT {names} FROM jsonb_populate_record(NULL::"{table}", %s)',
                [json.dumps(row)],
            )


def overwrite(model: type[models.Model], key: UUID, values: Row) -> None:
    """Give columns of a row the values that a whole row had."""
    if not values:
        return
    table = model._meta.db_table
    names = ", ".join(f'"{name}" = old."{name}"' for name in values)
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{table}" SET {names} FROM jsonb_populate_record(NULL::"{table}", %s) old WHERE "{table}".id = %s',
            [json.dumps(values), key],
        )
