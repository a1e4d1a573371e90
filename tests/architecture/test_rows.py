"""The database itself refuses: what the app's role is, and which tables it may see at all."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey

from faden.kernel.database import rows

pytestmark = pytest.mark.django_db


def _column(statement: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return {row[0] for row in cursor.fetchall()}


def test_the_role_of_the_pages_cannot_get_around_row_security() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles "
            "WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (rows.APP, False, False, False, False)


def test_every_table_is_declared_once() -> None:
    # What belongs to faden_facts is kept counts, which no other role can reach (tests/reporting/test_facts.py).
    there = _column("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tableowner <> 'faden_facts'")
    declared = [table.name for table in rows.declared()]
    assert sorted(declared) == sorted(there)


def test_row_security_is_on_and_forced_where_a_table_is_about_people() -> None:
    guarded = {table.name for table in rows.declared() if isinstance(table, rows.Table)}
    forced = _column("SELECT relname FROM pg_class WHERE relkind = 'r' AND relrowsecurity AND relforcerowsecurity")
    assert guarded
    assert forced == guarded


def test_the_role_of_the_pages_owns_nothing() -> None:
    assert not _column("SELECT relname FROM pg_class WHERE relowner = current_user::regrole")


def test_every_model_has_a_declared_table() -> None:
    declared = {table.name for table in rows.declared()}
    assert {model._meta.db_table for model in apps.get_models(include_auto_created=True)} <= declared


def test_no_open_table_points_to_a_guarded_one() -> None:
    """What hangs on a person's row says something about the person."""
    about_people = {t.name for t in rows.declared() if isinstance(t, rows.Table)}
    unguarded = {t.name: t.why for t in rows.declared() if isinstance(t, rows.Open) and t.commands}
    pointing = [
        f"{model._meta.db_table}.{field.name} → {field.related_model._meta.db_table}"
        for model in apps.get_models(include_auto_created=True)
        if model._meta.db_table in unguarded
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey) and not isinstance(field.related_model, str)
        if field.related_model._meta.db_table in about_people
    ]
    assert not pointing
