"""Marked people are erased: no mark is left anywhere, the figures stay, and a backup brings nobody back.

``FADEN_ERASURES`` says how many (``python -m tests.erasures 1000``); a few are erased with every test run.
"""

import os
import subprocess
import sys
from argparse import Namespace
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.conf import settings
from django.db import DatabaseError, connection, connections
from psycopg import sql

from faden.cli import erasure as order
from faden.cli.embedded import OWNER as SUPERUSER
from faden.cli.embedded import bundled_binaries, system_binaries
from faden.cli.errors import OperatorError
from faden.domain.retention import erasure_list
from faden.domain.retention.calculation import WAIT
from faden.domain.retention.enums import Archive
from faden.domain.retention.models import Erasure
from faden.domain.retention.operations import announce, carry_out, note_answer, offer_to_archive
from faden.domain.retention.queries import preview
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.audit.models import AuditEntry
from faden.kernel.database import erasure
from faden.kernel.identity.models import Account
from faden.kernel.identity.queries import actor_of
from tests.erasures.marked import QUEUE, Template, copies, marks_left, template
from tests.rows.world import OWNER, TODAY

pytestmark = pytest.mark.django_db(databases=["default", "owner"], transaction=True)

COUNT = int(os.environ.get("FADEN_ERASURES", "4"))
DUE = TODAY + WAIT
YEARS = [(f"{year}-01-01", f"{year + 1}-01-01") for year in range(2019, 2028)]


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[Path]:
    """The erasure list, outside the database."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "ERASURE_LIST", str(tmp_path / "erasures"))
        yield tmp_path


def test_nothing_of_the_erased_is_left_and_a_backup_brings_nobody_back(outside: Path) -> None:
    here, of = template()
    _is_whole(of)
    made = copies(of, COUNT)
    marks, cases = [mark for mark, _ in made], [case for _, case in made]
    officer = _somebody(here, "protection")
    before, looked_at = marks_left(marks)
    assert sum(before.values()) > 50 * COUNT
    figures = _figures(here)
    backup = _backup(outside)

    announced = _announced(cases, officer)
    foretold = _preview(announced[0], officer)
    done = [_erase(one, officer) for one in announced]

    assert marks_left(marks)[0] == {}
    # What the dry run has counted is what was erased.
    assert done[0].counts == foretold
    assert all(count > 0 for count in foretold.values()), [name for name, count in foretold.items() if not count]
    assert _figures(here) == figures
    assert {line["case"] for line in erasure_list.lines()} >= set(map(str, cases))
    assert order.complaint() is None

    _restore(backup)
    assert marks_left(marks)[0] == before
    assert "gelöschte Fälle sind wieder da" in (order.complaint() or "")
    with pytest.raises(OperatorError, match="FADEN_OWNER_DATABASE_URL fehlt"):
        order.run(Namespace(act="replay"))
    order.replay()
    assert marks_left(marks)[0] == {}
    assert _replayed(officer) == set(cases)
    assert order.complaint() is None
    assert _figures(here) == figures
    sys.stdout.write(
        f"\n{COUNT} erased: {sum(before.values())} marks in {looked_at} columns before, 0 after; back: 0\n"
    )


def _replayed(officer: Actor) -> set[UUID | None]:
    """Which files the trace says were erased again."""
    with act_as(officer, today=DUE):
        return set(AuditEntry.objects.filter(act="erasure.replayed").values_list("file_id", flat=True))


def test_whoever_is_counselled_in_another_case_stays_and_the_two_are_parted(outside: Path) -> None:
    here, of = template()
    ((mark, case),) = copies(of, 1)
    officer = _somebody(here, "protection")
    with connections[OWNER].cursor() as cursor:
        cursor.execute("SELECT person_id FROM cases_case WHERE id = %s", [case])
        (person,) = cursor.fetchone()
        cursor.execute("UPDATE cases_case SET person_id = %s, household_id = NULL WHERE number = '26-000003'", [person])

    (erased,) = _announced([case], officer)
    _erase(erased, officer)

    with connections[OWNER].cursor() as cursor:
        cursor.execute("SELECT family_name FROM people_person WHERE id = %s", [person])
        assert cursor.fetchone() == (mark,)
        cursor.execute(
            "SELECT p.id, p.pseudonym FROM cases_case c JOIN people_person p ON p.id = c.person_id WHERE c.id = %s",
            [case],
        )
        shell, name = cursor.fetchone()
        assert (shell != person, name) == (True, "gelöscht")
    assert set(marks_left([mark])[0]) <= {"people_person"} | {
        erasure.table_of(one.model) for one in erasure.erased() if "person" in one.fields and "case" not in one.fields
    } | {"duplicates_distinction", "duplicates_personmerge"}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE retention_erasure SET state = 'offered' WHERE case_id = %(case)s AND state = 'answered'",
        f"UPDATE retention_erasure SET due_on = '{DUE + timedelta(days=1)}' WHERE case_id = %(case)s",
        "UPDATE cases_case SET closed_on = NULL WHERE id = %(case)s",
        (
            "INSERT INTO retention_legalhold (id, case_id, reason, since, until, set_by_id) SELECT gen_random_uuid(), "
            f"%(case)s, 'x', '{TODAY}', '{DUE + timedelta(days=9)}', announced_by_id FROM retention_erasure LIMIT 1"
        ),
    ],
)
def test_the_database_itself_refuses_what_is_not_due(outside: Path, change: str) -> None:
    here, of = template()
    ((_, case),) = copies(of, 1)
    officer = _somebody(here, "protection")
    (erased,) = _announced([case], officer)
    with connections[OWNER].cursor() as cursor:
        cursor.execute(change, {"case": case})
    with pytest.raises(DatabaseError, match="Not to be erased now"), act_as(officer, today=DUE):
        _ask("SELECT faden_erase(%s, false)", erased.id)


@pytest.mark.parametrize("name", ["manager", "lead", "admin", "coordinator", "system"])
def test_nobody_else_erases_or_counts(outside: Path, name: str) -> None:
    here, of = template()
    ((_, case),) = copies(of, 1)
    (erased,) = _announced([case], _somebody(here, "protection"))
    for dry in ("true", "false"):
        with pytest.raises(DatabaseError, match="by this actor"), act_as(here.id(name), today=DUE):
            _ask(f"SELECT faden_erase(%s, {dry})", erased.id)
    for function in ("faden_erase_rows(ARRAY[%s::uuid], true)", "faden_erase_again(jsonb_build_object('case', %s))"):
        with pytest.raises(DatabaseError, match="permission denied"), act_as(here.id(name), today=DUE):
            _ask(f"SELECT {function}", case)


def _is_whole(of: Template) -> None:
    """Every table that is erased has a row in the template: a new table must be put into the small world first."""
    empty = [label for label, rows in of.rows.items() if not rows]
    assert not empty
    assert set(of.rows) | QUEUE == {one.model for one in erasure.erased()}


def _somebody(here: Any, name: str) -> Actor:
    with act_as(here.id("manager"), today=TODAY):
        return actor_of(Account.objects.get(id=here.id(name)), on=TODAY)


def _announced(cases: list[UUID], officer: Actor) -> list[Erasure]:
    with act_as(officer, today=TODAY):
        announced = announce(cases=cases, actor=officer, today=TODAY)
        assert {one.case_id for one in announced} == set(cases)
        offered = [offer_to_archive(erasure=one, version=1, actor=officer, today=TODAY) for one in announced]
        return [
            note_answer(erasure=one, archive=Archive.DECLINED, version=2, actor=officer, today=TODAY) for one in offered
        ]


def _preview(one: Erasure, officer: Actor) -> dict[str, int]:
    with act_as(officer, today=DUE, read_only=True):
        return preview(one)


def _erase(one: Erasure, officer: Actor) -> Erasure:
    with act_as(officer, today=DUE):
        return carry_out(erasure=one, version=3, actor=officer, today=DUE)


def _figures(here: Any) -> list[Any]:
    """Everything that the figures of nine years are made of."""
    found: list[Any] = []
    with act_as(here.id("lead"), today=TODAY), connection.cursor() as cursor:
        for first, end in YEARS:
            cursor.execute("SELECT * FROM faden_facts(%s, %s)", [first, end])
            found += sorted(row[:7] for row in cursor.fetchall())
    return found


def _ask(statement: str, key: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [key])


def _tool(name: str, *arguments: str) -> None:
    system = os.environ.get("FADEN_TEST_POSTGRES") == "system"
    folder = system_binaries() if system else bundled_binaries()
    assert folder is not None
    where = connections[OWNER].settings_dict
    subprocess.run([folder / name, "-h", where["HOST"], "-U", where["USER"], *arguments], check=True)


def _backup(folder: Path) -> Path:
    _tool("pg_dump", "-Fc", "-f", str(folder / "backup"), str(connections[OWNER].settings_dict["NAME"]))
    return folder / "backup"


def _restore(backup: Path) -> None:
    """As an operator does it: a new, empty database from the backup."""
    where = dict(connections[OWNER].settings_dict)
    for alias in ("default", "owner"):
        connections[alias].close()
    with psycopg.connect(host=where["HOST"], user=SUPERUSER, dbname="postgres", autocommit=True) as server:
        name = sql.Identifier(where["NAME"])
        server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(name))
    _tool("pg_restore", "-d", str(where["NAME"]), str(backup))
