"""Counts that take long are kept for a while, and no longer."""

from uuid import UUID

import pytest
from django.db import connections

from faden.kernel.access.roles import Role
from faden.kernel.database import disclosure
from tests.rows.population import populated
from tests.rows.world import OWNER, TODAY, looking_as

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

PERIOD = ("2026-01-01", "2027-01-01")
KEPT = (
    '[{"figure": "cases_opened", "dimension": "all", "region": "", "key": "", "label": "", "value": 77, "few": false}]'
)


@pytest.fixture
def actors() -> dict[str, UUID]:
    """The people of a small world with cases."""
    return populated().actors


def ask(actor: UUID, until: str = PERIOD[1]) -> list[int]:
    """How many cases were opened, as the function tells this actor."""
    with looking_as(actor, {}) as cursor:
        cursor.execute(
            "SELECT value FROM faden_facts(%s, %s) WHERE figure = 'cases_opened' AND dimension = 'all' AND region = ''",
            [PERIOD[0], until],
        )
        return [int(value) for (value,) in cursor.fetchall()]


def kept() -> list[str]:
    """The questions whose answers are kept."""
    with connections[OWNER].cursor() as cursor:
        cursor.execute("SELECT question FROM faden_kept")
        return [question for (question,) in cursor.fetchall()]


def keep(minutes_ago: int, withdrawn: int = 0) -> None:
    """As if somebody had asked, and counting had taken a second."""
    with connections[OWNER].cursor() as cursor:
        cursor.execute(
            "INSERT INTO faden_kept VALUES (%s, now() - %s * interval '1 minute', '1 second', %s)",
            [f"faden_facts {PERIOD[0]} {PERIOD[1]} {TODAY} {withdrawn}", minutes_ago, KEPT],
        )


def test_what_is_counted_quickly_is_counted_anew(actors: dict[str, UUID]) -> None:
    assert ask(actors["lead"]) != []
    assert kept() == []


def test_what_took_a_second_serves_for_ten_minutes(actors: dict[str, UUID]) -> None:
    keep(minutes_ago=9)
    assert ask(actors["lead"]) == [77]


def test_what_took_a_second_does_not_serve_longer(actors: dict[str, UUID]) -> None:
    keep(minutes_ago=11)
    assert ask(actors["lead"]) not in ([77], [])


def test_what_was_counted_before_a_withdrawal_of_the_evaluation_does_not_serve(actors: dict[str, UUID]) -> None:
    keep(minutes_ago=1, withdrawn=1)
    assert ask(actors["lead"]) not in ([77], [])


def test_another_period_is_counted(actors: dict[str, UUID]) -> None:
    keep(minutes_ago=1)
    assert ask(actors["lead"], "2026-12-01") not in ([77], [])


def test_what_is_kept_is_for_readers_only(actors: dict[str, UUID]) -> None:
    keep(minutes_ago=1)
    assert ask(actors["manager"]) == []


def test_what_takes_long_is_kept_and_not_counted_twice(actors: dict[str, UUID]) -> None:
    slow = disclosure.Fact(
        "faden_slow",
        (("nth", "int"),),
        "figure text, value numeric",
        (Role.LEAD,),
        "BEGIN PERFORM pg_sleep(1.01); RETURN QUERY SELECT 'slow', nth::numeric; END",
    )
    with connections[OWNER].cursor() as cursor:
        for statement in disclosure.statements_of(slow):
            cursor.execute(statement)
    told = []
    for _ in range(2):
        with looking_as(actors["lead"], {}) as cursor:
            cursor.execute("SELECT figure, value, counted_at FROM faden_slow(3)")
            told += cursor.fetchall()
    assert told[0] == told[1]
    assert told[0][:2] == ("slow", 3)
    assert kept() == [f"faden_slow 3 {TODAY}"]
