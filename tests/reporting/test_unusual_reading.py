"""Rules on unusual reading: each speaks where it should, and is silent where it should not."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connections

from faden.domain.cases.models import Case
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.audit.enums import UnusualRule
from faden.kernel.audit.models import AuditEntry
from faden.reporting.unusual_reading import ReadingDay, judged, unusual
from tests import given

#: A Wednesday.
DAY = date(2026, 11, 18)
SOMEBODY = UUID(int=1)


@pytest.mark.parametrize(
    ("counts", "rules"),
    [
        pytest.param((20, 0, 0, 6, 10), {"many"}, id="three times the usual"),
        pytest.param((20, 0, 0, 7, 10), set(), id="not three times the usual"),
        pytest.param((19, 0, 0, 1, 90), set(), id="too few to speak of"),
        pytest.param((39, 0, 0, 1, 9), set(), id="usual not known yet"),
        pytest.param((40, 0, 0, None, 0), {"many"}, id="many for anybody"),
        pytest.param((8, 5, 0, 8, 40), {"without_reason"}, id="five without reason"),
        pytest.param((8, 4, 0, 8, 40), set(), id="four without reason"),
        pytest.param((8, 0, 3, 8, 40), {"outside_hours"}, id="three at night"),
        pytest.param((8, 0, 2, 8, 40), set(), id="two at night"),
        pytest.param((60, 60, 60, 5, 40), {"many", "without_reason", "outside_hours"}, id="everything at once"),
    ],
)
def test_each_rule_speaks_and_is_silent(counts: tuple[int, int, int, int | None, int], rules: set[str]) -> None:
    """Counts: files, those without reason, those outside of working hours, the usual number, known days."""
    day = ReadingDay(SOMEBODY, DAY, *counts)
    assert {one.rule.value for one in judged(day)} == rules
    assert all(str(counts[0]) in one.why or str(counts[2]) in one.why for one in judged(day))


def read(case: Case, who: Actor, at: datetime, act: str = "file.read") -> None:
    """As it stood on another day: only the owner can write that."""
    AuditEntry.objects.using("owner").create(
        at=at, actor_id=who.id, act=act, subject_kind="cases.case", subject_id=case.id, file_id=case.id
    )


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_what_is_counted_is_what_was_read() -> None:
    manager, helper = given.actor(Role.CASE_MANAGER), given.actor(Role.CASE_MANAGER)
    officer = given.actor(Role.DATA_PROTECTION)
    cases = [given.case(manager, given_names=f"Ana{number}", on=date(2026, 10, 1)) for number in range(6)]
    noon = datetime(2026, 11, 18, 11, 0, tzinfo=UTC)
    for case in cases:
        read(case, manager, noon)  # responsible
        read(case, helper, noon)
        read(case, helper, noon)  # the same file counts once
    read(cases[0], helper, noon + timedelta(days=9), "task.ended")  # a reason, afterwards
    for case in cases[:3]:
        read(case, manager, datetime(2026, 11, 17, 19, 30, tzinfo=UTC))  # 20:30 in Germany
    for case in cases[:2]:
        read(case, manager, datetime(2026, 11, 15, 11, 0, tzinfo=UTC))  # two on a Sunday
    with act_as(officer, today=given.TODAY):
        found = {(one.day.account_id, one.day.day, one.rule): one.day for one in unusual(date(2026, 11, 1), DAY)}
    with act_as(manager, today=given.TODAY):
        assert unusual(date(2026, 11, 1), DAY) == []
    assert found.keys() == {
        (helper.id, DAY, UnusualRule.WITHOUT_REASON),
        (manager.id, date(2026, 11, 17), UnusualRule.OUTSIDE_HOURS),
    }
    counted = found[helper.id, DAY, UnusualRule.WITHOUT_REASON]
    assert (counted.files, counted.without_reason, counted.outside, counted.usual, counted.known) == (6, 5, 0, None, 0)
    evening = found[manager.id, date(2026, 11, 17), UnusualRule.OUTSIDE_HOURS]
    assert (evening.files, evening.usual, evening.known) == (3, None, 0), "not asked for so few"
    connections["owner"].close()
