"""What nobody has to be asked about goes when its period is over, and not a day before."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from faden.domain.retention.clear_away import clear_away
from faden.domain.retention.clearing import FORMER
from faden.domain.retention.models import RetentionRule
from faden.domain.retention.queries import BY_ITSELF
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Refused
from faden.kernel.access.roles import Role
from faden.kernel.audit import operations as audit
from faden.kernel.audit.models import AuditCut, AuditEntry
from faden.kernel.audit.sealing import seal
from faden.kernel.audit.verification import Verdict, verify
from faden.kernel.identity.models import Account, ApiToken
from faden.kernel.identity.operations import issue_token
from faden.kernel.identity.queries import account_with_roles, system_actor
from faden.kernel.outbox.models import MailState, OutgoingMail
from faden.kernel.outbox.operations import put_mail
from faden.lib.periods import add_months
from faden.processes.keep_accounts import deactivate_account, reactivate_account
from tests import given
from tests.given import TODAY

pytestmark = pytest.mark.django_db
RING = settings.SEALING_KEYS
YEAR = add_months(TODAY, 12)


@pytest.fixture(autouse=True)
def _periods() -> None:
    with act_as(system_actor(), today=TODAY):
        for name in BY_ITSELF:
            rule: dict[str, Any] = {"retention_class": name, "amount": 1, "unit": "year", "decided": "site"}
            RetentionRule.objects.create(valid_from=date(2020, 1, 1), source="Test", **rule)


def clear(on: date, now: datetime | None = None) -> dict[str, int]:
    with act_as(system_actor(), today=on):
        return clear_away(actor=system_actor(), today=on, now=now or timezone.now(), ring=RING)


def closed(somebody: Actor) -> None:
    admin = given.actor(Role.ADMIN)
    with act_as(admin, today=TODAY):
        deactivate_account(
            account=account_with_roles(somebody.id), on=TODAY, actor=admin, now=datetime(2026, 11, 2, tzinfo=UTC)
        )


def account(somebody: Actor) -> Account:
    with act_as(system_actor(), today=TODAY):
        return Account.objects.get(id=somebody.id)


def test_a_closed_account_is_emptied_a_year_later_and_keeps_its_name_while_a_file_names_it() -> None:
    manager, idle = given.actor(Role.CASE_MANAGER), given.actor(Role.CASE_MANAGER)
    given.case(manager)
    for one in (manager, idle):
        with act_as(one, today=TODAY):
            issue_token(name="x", expires_on=YEAR, scopes=["casework:read"], actor=one, now=timezone.now())
        closed(one)
    assert clear(YEAR)["account"] == 0
    assert clear(YEAR + timedelta(days=1))["account"] == 3, "two emptied, of one also the name"
    assert clear(YEAR + timedelta(days=2))["account"] == 0
    named, unnamed = account(manager), account(idle)
    assert (named.name, unnamed.name) == (manager.name, FORMER)
    for each in (named, unnamed):
        assert (each.email, each.function) == (f"{each.id}@geleert.invalid", "")
        assert not each.has_usable_password()
        with act_as(each.id, today=TODAY):
            assert not ApiToken.objects.exists()
    admin = given.actor(Role.ADMIN)
    with act_as(admin, today=TODAY), pytest.raises(Refused, match="ein neues"):
        reactivate_account(account=named, actor=admin)


def test_an_open_account_stays_however_old() -> None:
    somebody = given.actor(Role.CASE_MANAGER)
    clear(add_months(TODAY, 240))
    assert account(somebody).email == somebody.email


def test_mail_goes_with_what_was_attached_but_not_while_it_waits() -> None:
    author = given.actor(Role.CASE_MANAGER)
    with act_as(author, today=TODAY):
        for _ in range(2):
            put_mail(recipient="x@faden.invalid", subject="x", body="x", actor=author)
    day = add_months(timezone.localdate(), 12)
    with connection.cursor() as cursor, act_as(system_actor(), today=TODAY):
        first = OutgoingMail.objects.order_by("id").first()
        assert first is not None
        cursor.execute("UPDATE outbox_outgoingmail SET state = %s WHERE id = %s", [MailState.SENT, first.id])
    assert clear(day)["mail"] == 0
    assert clear(day + timedelta(days=2))["mail"] == 1
    with act_as(author, today=TODAY):
        assert OutgoingMail.objects.get().state == MailState.WAITING


def test_finished_jobs_go_and_waiting_ones_stay() -> None:
    with act_as(system_actor(), today=TODAY), connection.cursor() as cursor:
        for _ in range(2):
            cursor.execute(
                "INSERT INTO procrastinate_jobs (queue_name, task_name, priority, args, status, attempts, "
                "abort_requested) VALUES ('default', 'x', 0, '{}', 'todo', 0, false)"
            )
        for before, after in (("todo", "doing"), ("doing", "succeeded")):
            cursor.execute(
                "UPDATE procrastinate_jobs SET status = %s WHERE id = (SELECT min(id) FROM procrastinate_jobs) "
                "AND status = %s",
                [after, before],
            )
    day = add_months(timezone.localdate(), 12)
    assert clear(day)["job"] == 0
    assert clear(day + timedelta(days=2))["job"] == 1


def test_without_a_period_nothing_goes() -> None:
    closed(given.actor(Role.CASE_MANAGER))
    with act_as(system_actor(), today=TODAY):
        RetentionRule.objects.update(valid_until=TODAY)
    assert set(clear(add_months(TODAY, 240)).values()) == {0}


def verified() -> Verdict:
    assert RING is not None
    given.committed()
    with act_as(system_actor(), today=TODAY):
        return verify(ring=RING, anchored=[])


def written(how_many: int) -> None:
    somebody = given.actor(Role.CASE_MANAGER)
    with act_as(somebody, today=TODAY):
        for _ in range(how_many):
            audit.record("x.done", actor=somebody, subject=given.account_of(somebody))


def sealed(at: datetime) -> None:
    assert RING is not None
    given.committed()
    with act_as(system_actor(), today=TODAY):
        assert seal(ring=RING, now=at) is not None


def test_the_trace_is_cut_at_the_last_seal_of_which_all_is_over_and_still_verifies() -> None:
    written(5)
    sealed(datetime(2026, 11, 1, tzinfo=UTC))
    written(3)
    sealed(datetime(2027, 2, 1, tzinfo=UTC))
    written(2)
    before = verified()
    assert "trace" in clear(date(2027, 10, 30))
    assert verified().removed == 0
    gone = clear(date(2027, 11, 3))["trace"]
    after = verified()
    assert gone >= 5
    assert (after.broken, after.removed, after.entries) == (None, gone, before.entries - gone + 1)
    assert clear(date(2027, 11, 4))["trace"] == 0, "nothing more is over"
    assert clear(date(2028, 2, 3))["trace"] > 0
    assert verified().broken is None


def test_who_removes_entries_without_the_key_is_found() -> None:
    written(5)
    sealed(datetime(2026, 11, 1, tzinfo=UTC))
    written(1)
    with act_as(system_actor(), today=date(2030, 1, 1)), connection.cursor() as cursor:
        AuditCut.objects.create(number=1, at=timezone.now(), entries=5, key="x", mac="x")
        cursor.execute("SELECT faden_cut_trace(1)")
        assert cursor.fetchone()[0] >= 5
    broken = verified().broken
    assert broken is not None
    assert "niemand mit dem Schlüssel" in broken.reason


@pytest.mark.parametrize("statement", ["SELECT faden_clear_over()", "SELECT faden_cut_trace(1)"])
@pytest.mark.parametrize("role", [Role.DATA_PROTECTION, Role.ADMIN, Role.CASE_MANAGER])
def test_nobody_but_the_system_clears(statement: str, role: Role) -> None:
    with (
        pytest.raises(DatabaseError, match="by this actor"),
        act_as(given.actor(role), today=TODAY),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_the_trace_is_not_cut_before_its_period_whoever_says_so() -> None:
    written(1)
    sealed(datetime(2026, 11, 1, tzinfo=UTC))
    with act_as(system_actor(), today=date(2027, 10, 30)), connection.cursor() as cursor:
        AuditCut.objects.create(number=1, at=timezone.now(), entries=1, key="x", mac="x")
        with pytest.raises(DatabaseError, match="not there"), transaction.atomic():
            cursor.execute("SELECT faden_cut_trace(1)")


def test_what_went_stands_in_the_trace() -> None:
    closed(given.actor(Role.CASE_MANAGER))
    clear(YEAR + timedelta(days=1))
    with act_as(system_actor(), today=TODAY):
        entry = AuditEntry.objects.get(act="retention.cleared")
        assert entry.facts == {"rows": 2}
        assert entry.subject_id == RetentionRule.objects.get(retention_class="account").id
