"""Collecting what the field catalogue says about a person (Art. 15 GDPR): the SQL, made from the catalogue.

The counterpart of ``erasure``: what is erased with a person is what is collected about them. It runs inside a function
of ``faden_eraser``, the only role that reaches all of it; an app declares that function in ``<app>.collecting``.
"""

from functools import cache

from django.apps import apps
from django.db import models

from faden.kernel.database.erasure import erased, parents_of, pointing, table_of
from faden.kernel.database.register import catalogue, roots


@cache
def collected() -> tuple[str, ...]:
    """The tables, by model: everything an erasure deletes or empties, in the order of the catalogue."""
    ends = {one.model for one in erased()}
    return tuple(label for label in catalogue() if label in ends)


def condition(label: str) -> str:
    """Which rows of a table are about the person (SQL on its columns).

    Of cases that are about somebody else only the rows that name the person; ``erasure.condition`` need not ask that.
    """
    one = catalogue()[label]
    if one.reach:
        return one.reach
    found = [f'"{column}" = ANY ({keys})' for root, keys in roots().items() for column in pointing(label, root)]
    if not pointing(label, next(iter(roots()))):
        found += [
            f'"{column}" IN (SELECT id FROM "{table_of(parent)}" WHERE {condition(parent)})'
            for parent in parents_of(label)
            for column in pointing(label, parent)
        ]
    if not found:
        raise ValueError(f"Nothing leads to {label}: say how its rows are reached")
    return " OR ".join(found)


def each_section() -> str:
    """PL/pgSQL that adds the rows of every table to ``sections``, each as PostgreSQL writes it; no sealed contents."""
    return "\n".join(_one_section(label) for label in collected())


def _one_section(label: str) -> str:
    meta = apps.get_model(label)._meta
    columns = [str(one.column) for one in meta.concrete_fields if not isinstance(one, models.BinaryField)]
    names = ", ".join(f'"{column}"' for column in columns)
    key = f'"{meta.pk.column}"'
    return (
        f"SELECT jsonb_agg(to_jsonb(r)) INTO part FROM "
        f'(SELECT {names} FROM "{meta.db_table}" WHERE {condition(label)} ORDER BY {key}) r;\n'
        f"IF part IS NOT NULL THEN sections := sections || jsonb_build_object('{label}', part); END IF;"
    )
