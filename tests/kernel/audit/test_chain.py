"""The chain of the trace: written by the database, found broken wherever it was touched."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, connections, transaction

from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.audit import operations as audit
from faden.kernel.audit.models import AuditEntry, AuditLane, AuditSeal
from faden.kernel.audit.sealing import anchor, anchored, seal
from faden.kernel.audit.verification import Verdict, verify
from faden.kernel.identity.queries import system_actor
from faden.lib.sealing import KeyRing, new_key, read_ring
from tests import given

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
assert settings.SEALING_KEYS is not None
RING: KeyRing = settings.SEALING_KEYS


@pytest.fixture
def somebody() -> Actor:
    return given.actor(Role.CASE_MANAGER)


def write(actor: Actor, how_many: int = 1) -> None:
    with act_as(actor, today=given.TODAY):
        account = given.account_of(actor)
        for _ in range(how_many):
            audit.record("x.done", actor=actor, subject=account, what="äöü \"|' \u001f", number=1.50)


def verified(anchors: list[str] | None = None, ring: KeyRing = RING) -> Verdict:
    given.committed()
    with act_as(system_actor(), today=given.TODAY):
        return verify(ring=ring, anchored=anchors or [])


def sealed() -> str:
    given.committed()
    with act_as(system_actor(), today=given.TODAY):
        made = seal(ring=RING, now=NOW)
        assert made is not None
        return made.line


def entries() -> list[AuditEntry]:
    with act_as(system_actor(), today=given.TODAY):
        return list(AuditEntry.objects.order_by("lane", "position"))


def test_what_was_written_verifies(somebody: Actor) -> None:
    write(somebody, 3)
    with act_as(somebody, today=given.TODAY):
        audit.record_each("x.many", actor=somebody, subjects=[given.account_of(somebody)] * 200)
    verdict = verified()
    assert verdict.broken is None
    assert verdict.entries == verdict.unsealed >= 203
    sealed()
    write(somebody)
    assert verified().unsealed == 1


def test_an_empty_trace_verifies() -> None:
    assert verified().broken is None


def test_the_place_in_the_chain_and_the_time_cannot_be_chosen(somebody: Actor) -> None:
    write(somebody)
    with act_as(somebody, today=given.TODAY):
        chosen = AuditEntry.objects.create(
            actor_id=somebody.id, act="x.y", subject_kind="x", subject_id=somebody.id,
            at=datetime(2020, 1, 1, tzinfo=UTC), lane=77, position=77, digest=b"chosen",
        )  # fmt: skip
        stored = AuditEntry.objects.get(id=chosen.id)
    assert (stored.lane, stored.position, bytes(stored.digest)) != (77, 77, b"chosen")
    assert stored.at.year > 2020
    assert verified().broken is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditentry SET act = 'x'",
        "DELETE FROM audit_auditentry",
        "TRUNCATE audit_auditentry",
        "ALTER TABLE audit_auditentry DISABLE TRIGGER ALL",
        "UPDATE audit_auditlane SET last = 0",
        "INSERT INTO audit_auditlane (id, number, last, digest) VALUES (gen_random_uuid(), 9, 0, '')",
        "DELETE FROM audit_auditlane",
        "UPDATE audit_auditseal SET entries = 0",
        "DELETE FROM audit_auditseal",
        "TRUNCATE audit_auditseal",
    ],
)
@pytest.mark.parametrize("role", [Role.SYSTEM, Role.DATA_PROTECTION, Role.ADMIN])
def test_the_role_of_the_pages_may_only_add(statement: str, role: Role) -> None:
    actor = system_actor() if role == Role.SYSTEM else given.actor(role)
    write(actor)
    with (
        pytest.raises(DatabaseError, match=r"permission denied|must be owner"),
        act_as(actor, today=given.TODAY),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_only_the_system_seals() -> None:
    officer = given.actor(Role.DATA_PROTECTION)
    write(officer)
    given.committed()
    with pytest.raises(DatabaseError, match="row-level security"), act_as(officer, today=given.TODAY):
        seal(ring=RING, now=NOW)


def test_nothing_new_is_not_sealed_again(somebody: Actor) -> None:
    write(somebody)
    sealed()
    with act_as(system_actor(), today=given.TODAY):
        assert seal(ring=RING, now=NOW) is None
        assert AuditSeal.objects.count() == 1


def test_a_seal_names_its_key_and_old_keys_still_verify(somebody: Actor) -> None:
    write(somebody)
    sealed()
    newer = read_ring(new_key())
    assert "nennt einen Schlüssel" in str(verified(ring=newer).broken)
    assert verified(ring=KeyRing((*newer.keys, *RING.keys))).broken is None


def test_seals_are_written_down_outside(tmp_path: Path, somebody: Actor) -> None:
    book = tmp_path / "unten" / "seals.log"
    assert anchored(book) == []
    write(somebody)
    given.committed()
    with act_as(system_actor(), today=given.TODAY):
        made = seal(ring=RING, now=NOW)
    assert made is not None
    anchor(made, book)
    assert verified(anchored(book)).broken is None
    assert "kennt ein Siegel nicht" in str(verified([*anchored(book), "2 2026 x y z"]).broken)


@pytest.fixture
def at_once(transactional_db: None, somebody: Actor) -> Iterator[Actor]:
    yield somebody
    connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_two_who_write_at_once_do_not_wait_for_each_other(at_once: Actor) -> None:
    """The second one writes and commits while the first one's transaction is still open."""
    write(at_once)
    done = threading.Event()

    def second() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '5s'")
            write(at_once)
        connections.close_all()
        done.set()

    with act_as(at_once, today=given.TODAY):
        audit.record("x.first", actor=at_once, subject=given.account_of(at_once))
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(10)
        assert done.is_set()
    with act_as(system_actor(), today=given.TODAY):
        assert AuditLane.objects.filter(last__gt=0).count() == 2
    assert verified().broken is None
