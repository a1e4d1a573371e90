"""Row security does what the oracle says, and every single policy is needed for it."""

import pytest
from django.db import connections, transaction

from faden.kernel.database import rows
from tests.rows.population import populated
from tests.rows.world import OWNER, World, divergences

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

GUARDED = [table for table in rows.declared() if isinstance(table, rows.Table)]
POLICIES = [(table, policy) for table in GUARDED for policy in table.policies]


@pytest.fixture
def world() -> World:
    """The small world, built anew in the test's transaction."""
    return populated()


def test_the_world_has_a_row_of_every_guarded_table(world: World) -> None:
    assert {row.table for row in world.rows} == {table.name for table in GUARDED}


@pytest.mark.parametrize("command", ["SELECT", "INSERT", "UPDATE", "DELETE"])
def test_the_database_and_the_oracle_agree(world: World, command: str) -> None:
    assert divergences(world, world.rows, command) == []


def test_every_policy_is_missed_when_dropped_and_when_opened(world: World) -> None:
    unnoticed = []
    for table, policy in POLICIES:
        of_table = [row for row in world.rows if row.table == table.name]
        for change in ("dropped", "opened"):
            with transaction.atomic(using=OWNER):
                with connections[OWNER].cursor() as cursor:
                    cursor.execute(f'DROP POLICY {policy.name} ON "{table.name}"')
                    if change == "opened":
                        cursor.execute(rows.policy_statement(table.name, _opened(policy)))
                if not divergences(world, of_table, policy.command):
                    unnoticed.append(f"{table.name}.{policy.name} {change}")
                transaction.set_rollback(True, using=OWNER)
    assert unnoticed == []


def _opened(policy: rows.Policy) -> rows.Policy:
    using = None if policy.command == "INSERT" else "true"
    check = None if policy.command in {"SELECT", "DELETE"} else "true"
    return rows.Policy(policy.name, policy.command, using=using, check=check)
