"""The short version; the long one is ``python -m tests.tampering 1000`` (``make assurance``)."""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.conf import settings
from django.db import connections, transaction
from django.utils import timezone

from faden.kernel.access.acting import act_as
from faden.kernel.access.roles import Role
from faden.kernel.audit import operations as audit
from faden.kernel.audit.calculation import Break, first_digest
from faden.kernel.audit.sealing import seal
from faden.kernel.audit.verification import verify
from faden.kernel.identity.queries import system_actor
from tests import given
from tests.tampering import kinds

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])

TAMPERINGS = int(os.environ.get("FADEN_TAMPERINGS", "60"))
SEED = int(os.environ.get("FADEN_TAMPERING_SEED", "1"))
assert settings.SEALING_KEYS is not None
RING = settings.SEALING_KEYS
TABLES = ("audit_auditentry", "audit_auditlane", "audit_auditseal", "audit_auditcut")
LANES = (2, 3, 4)


@contextmanager
def as_superuser() -> Iterator[Any]:
    """No policy, no trigger, no foreign key stands in the way."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield cursor


class Trace:
    """Entries in several lanes, three seals, and some entries behind the last one; can be put back as it was."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.people = [given.actor(role) for role in (Role.CASE_MANAGER, Role.LEAD, Role.ADMIN)]
        with as_superuser() as cursor:
            for lane in LANES:
                cursor.execute(
                    "INSERT INTO audit_auditlane (id, number, last, digest) VALUES (gen_random_uuid(), %s, 0, %s)",
                    (lane, first_digest(lane)),
                )
        for round_ in range(4):
            for lane in (1, *LANES):
                self._write(lane, 6)
            if round_ < 3:
                self._seal()
        with as_superuser() as cursor:
            for table in TABLES:
                cursor.execute(f"CREATE TABLE kept_{table} AS TABLE {table}")

    def _write(self, lane: int, count: int) -> None:
        """Fill one lane while the others are busy."""
        with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
            cursor.execute("SELECT 1 FROM audit_auditlane WHERE number <> %s FOR UPDATE", (lane,))
            for number in range(count):
                who = self.people[number % len(self.people)]
                with act_as(who, today=given.TODAY):
                    audit.record("x.done", actor=who, subject=given.account_of(who), number=number, lane=lane)

    def _seal(self) -> None:
        with act_as(system_actor(), today=given.TODAY):
            made = seal(ring=RING, now=timezone.now() + timedelta(minutes=len(self.lines)))
        assert made is not None
        self.lines.append(made.line)

    def broken(self) -> Break | None:
        """What ``faden audit verify`` says."""
        with act_as(system_actor(), today=given.TODAY):
            return verify(ring=RING, anchored=self.lines).broken

    def tamper(self, how: kinds.Tamper, dice: Random) -> bool:
        """Do it; whether anything is different now."""
        with as_superuser() as cursor:
            how(cursor, dice)
            return any(self._differs(cursor, table) for table in TABLES)

    def put_back(self) -> None:
        """As it was."""
        with as_superuser() as cursor:
            for table in TABLES:
                cursor.execute(f"DELETE FROM {table}")
                cursor.execute(f"INSERT INTO {table} SELECT * FROM kept_{table}")

    @staticmethod
    def _differs(cursor: Any, table: str) -> bool:
        pair = (f"TABLE {table} EXCEPT TABLE kept_{table}", f"TABLE kept_{table} EXCEPT TABLE {table}")
        cursor.execute(f"SELECT EXISTS ({pair[0]}) OR EXISTS ({pair[1]})")
        return bool(cursor.fetchone()[0])


def test_every_tampering_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    trace, dice = Trace(), Random(SEED)
    assert trace.broken() is None
    tried, found, missed = Counter[str](), Counter[str](), []
    while sum(tried.values()) < TAMPERINGS:
        how = kinds.KINDS[sum(tried.values()) % len(kinds.KINDS)]
        if trace.tamper(how, dice):
            tried[how.__name__] += 1
            broken = trace.broken()
            if broken is None:
                missed.append(how.__name__)
            else:
                found[how.__name__] += 1
                assert how not in kinds.NEEDS_SEAL or "Siegel" in broken.reason
        trace.put_back()
    assert trace.broken() is None
    with capsys.disabled():
        if TAMPERINGS >= 1_000:
            print(f"\n{sum(tried.values())} tamperings, {sum(found.values())} found: {dict(found)}")  # noqa: T201
    assert missed == []
    assert set(tried) == {how.__name__ for how in kinds.KINDS}


def test_what_only_a_new_seal_can_protect_is_not_found() -> None:
    """The limit, held by a test so that nobody claims more: what is behind the last seal can be chained anew."""
    trace = Trace()
    with as_superuser() as cursor:
        cursor.execute("UPDATE audit_auditentry SET act = 'x.y' WHERE lane = 2 AND position = 24")
        kinds.rechain(cursor, 2)
        kinds.mend_head(cursor, 2)
    assert trace.broken() is None
