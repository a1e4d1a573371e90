"""Is this database fit to work with?"""

import pytest
from django.db import connection, connections

from faden.kernel.database import condition, prepare

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def _as_owner(statement: str) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement)


def test_a_migrated_database_is_fit() -> None:
    assert condition.complaint() is None


def test_a_superuser_is_not_bound_by_row_security() -> None:
    assert condition.role_complaint(connections["owner"]) == (
        "Die Rolle postgres ist Superuser: Der Zeilenschutz gilt für sie nicht."
    )


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("ALTER ROLE faden_app BYPASSRLS", "umgeht den Zeilenschutz"),
        ("GRANT faden_guard TO faden_app", "darf eine der Rollen faden_guard, faden_facts, faden_eraser werden"),
        ("ALTER TABLE cases_case OWNER TO faden_app", "gehören Tabellen"),
    ],
)
def test_a_role_that_could_get_around_row_security_is_refused(statement: str, words: str) -> None:
    _as_owner(statement)
    _as_owner("SET LOCAL ROLE faden_app")
    complaint = condition.role_complaint(connections["owner"])
    assert complaint is not None
    assert words in complaint


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE cases_case DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE cases_case NO FORCE ROW LEVEL SECURITY",
    ],
)
def test_a_table_without_row_security_is_named(statement: str) -> None:
    _as_owner(statement)
    assert condition.unguarded_tables(connections["owner"]) == ["cases_case"]


def test_a_guarded_table_without_any_policy_is_named() -> None:
    _as_owner(
        "DO $$ DECLARE p record; BEGIN FOR p IN SELECT policyname FROM pg_policies WHERE tablename = 'cases_case' "
        "LOOP EXECUTE format('DROP POLICY %I ON cases_case', p.policyname); END LOOP; END $$"
    )
    assert condition.unguarded_tables(connections["owner"]) == ["cases_case"]


def test_a_missing_migration_is_named() -> None:
    _as_owner("DELETE FROM django_migrations WHERE app = 'cases' AND name = '0001_initial'")
    assert condition.missing_migrations(connections["owner"]) == ["cases.0001_initial"]


def test_all_roles_are_there() -> None:
    assert prepare.missing_role_statements(connections["owner"]) == []
    assert prepare.may_create_roles(connections["owner"])
    assert not prepare.may_create_roles(connection)


def test_who_may_not_create_roles_is_told_what_is_missing() -> None:
    assert prepare.missing_role_statements(connection) == [
        "GRANT faden_guard TO faden_app;",
        "GRANT faden_facts TO faden_app;",
        "GRANT faden_eraser TO faden_app;",
    ]
