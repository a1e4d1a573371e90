"""Facts: the only way in which counts about guarded rows reach somebody who may not see the rows.

An app declares them in ``<app>.facts`` as ``FACTS``. Each becomes one function of PostgreSQL that runs as
``faden_facts``, a role nobody can sign in as. What is not declared there does not come out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

from faden.kernel.database.rows import APP, FACTS


@dataclass(frozen=True)
class Fact:
    """A function that counts.

    :param signature: name and arguments, as in ``faden_facts(since date, until date)``
    :param columns: what comes out, as in ``key text, value numeric``
    :param body: a block of PL/pgSQL
    """

    signature: str
    columns: str
    body: str


def declared() -> Iterator[Fact]:
    """All facts declared by the installed apps."""
    for config in apps.get_app_configs():
        if config.name.startswith("faden.") and find_spec(f"{config.name}.facts"):
            yield from import_module(f"{config.name}.facts").FACTS


def apply_all(connection: BaseDatabaseWrapper) -> None:
    """Make the functions of ``faden_facts`` exactly those declared."""
    with connection.cursor() as cursor:
        for statement in statements():
            cursor.execute(statement)


def statements() -> Iterator[str]:
    """The SQL of :func:`apply_all`."""
    yield (
        "DO $$ DECLARE f record; BEGIN FOR f IN SELECT oid::regprocedure AS name FROM pg_proc "
        f"WHERE proowner = '{FACTS}'::regrole LOOP EXECUTE 'DROP FUNCTION ' || f.name; END LOOP; END $$"
    )
    for fact in declared():
        yield from _function(fact)


def _function(fact: Fact) -> Iterator[str]:
    # A plan for the period asked for: a kept one would be made for any period, and read the wrong index.
    yield (
        f"CREATE FUNCTION {fact.signature} RETURNS TABLE ({fact.columns}) LANGUAGE plpgsql STABLE SECURITY DEFINER "
        "SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan SET work_mem = '64MB' "
        f"AS $fact${fact.body}$fact$"
    )
    yield f"ALTER FUNCTION {fact.signature} OWNER TO {FACTS}"
    yield f"REVOKE ALL ON FUNCTION {fact.signature} FROM PUBLIC"
    yield f"GRANT EXECUTE ON FUNCTION {fact.signature} TO {APP}"
