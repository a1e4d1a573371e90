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

#: What took longer than this to count is kept, and serves for so many times as long as it took.
KEPT_FROM = "1 second"
KEPT_FOR = 600


@dataclass(frozen=True)
class Fact:
    """A function that counts, for those who hold one of the roles.

    :param arguments: names and types, as in ``(("since", "date"), ("until", "date"))``
    :param columns: what comes out, as in ``key text, value numeric``; ``counted_at`` is added
    :param body: a block of PL/pgSQL
    :param while_same: an answer is kept only as long as this expression of SQL gives the same
    """

    name: str
    arguments: tuple[tuple[str, str], ...]
    columns: str
    readers: tuple[str, ...]
    body: str
    while_same: str = "NULL::text"


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
    # Answers to an older version of a question are none.
    yield "DROP TABLE IF EXISTS faden_kept"
    yield "CREATE TABLE faden_kept (question text PRIMARY KEY, counted_at timestamptz, took interval, answer jsonb)"
    yield f"ALTER TABLE faden_kept OWNER TO {FACTS}"
    for fact in declared():
        yield from statements_of(fact)


def statements_of(fact: Fact) -> Iterator[str]:
    """The SQL of one fact: the function that counts, and the one that is asked."""
    yield from _counting(fact)
    yield from _asking(fact)


def _counting(fact: Fact) -> Iterator[str]:
    """The function that counts; nobody may call it but the one that is asked."""
    signature = f"{fact.name}_counted({_list(fact)})"
    # A plan for the period asked for: a kept one would be made for any period, and read the wrong index.
    yield (
        f"CREATE FUNCTION {signature} RETURNS TABLE ({fact.columns}) LANGUAGE plpgsql STABLE "
        "SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan SET work_mem = '64MB' "
        f"AS $fact${fact.body}$fact$"
    )
    yield from _belongs(signature, to_app=False)


def _asking(fact: Fact) -> Iterator[str]:
    """The function that is asked: it answers readers only, and a long count is not repeated at once."""
    names = ", ".join(name for name, _ in fact.arguments)
    readers = ", ".join(f"'{role}'" for role in fact.readers)
    signature = f"{fact.name}({_list(fact)})"
    yield (
        f"CREATE FUNCTION {signature} RETURNS TABLE ({fact.columns}, counted_at timestamptz) LANGUAGE plpgsql VOLATILE "
        f"SECURITY DEFINER SET search_path = public, pg_temp AS $fact$\n"
        f"""#variable_conflict use_column
DECLARE
  asked text := concat_ws(' ', '{fact.name}', {names}, faden_today(), {fact.while_same});
  kept faden_kept;
BEGIN
  IF faden_has_role({readers}) IS NOT TRUE THEN RETURN; END IF;
  SELECT * INTO kept FROM faden_kept WHERE question = asked AND now() < counted_at + {KEPT_FOR} * took;
  IF kept.question IS NULL THEN
    kept := ROW(asked, clock_timestamp(), NULL, NULL);
    kept.answer := (SELECT coalesce(jsonb_agg(to_jsonb(c)), '[]') FROM {fact.name}_counted({names}) c);
    kept.took := clock_timestamp() - kept.counted_at;
    IF kept.took >= '{KEPT_FROM}' AND current_setting('transaction_read_only') = 'off' THEN
      DELETE FROM faden_kept WHERE counted_at < now() - interval '1 day' OR question = asked;
      INSERT INTO faden_kept VALUES (kept.*) ON CONFLICT DO NOTHING;
    END IF;
  END IF;
  RETURN QUERY SELECT r.*, kept.counted_at FROM jsonb_to_recordset(kept.answer) AS r ({fact.columns});
END
$fact$"""
    )
    yield from _belongs(signature, to_app=True)


def _belongs(signature: str, *, to_app: bool) -> Iterator[str]:
    yield f"ALTER FUNCTION {signature} OWNER TO {FACTS}"
    yield f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC"
    if to_app:
        yield f"GRANT EXECUTE ON FUNCTION {signature} TO {APP}"


def _list(fact: Fact) -> str:
    return ", ".join(f"{name} {kind}" for name, kind in fact.arguments)
