"""Random withdrawals, each between two requests: the one before is answered, the one after it is not."""

import os
from collections import Counter
from datetime import timedelta
from random import Random

import pytest
from django.db import transaction
from django.utils import timezone

from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from tests import given
from tests.revocation import files, meetings, packages, shared, ways_in
from tests.revocation.held import Kind
from tests.web.signed_in import today

pytestmark = pytest.mark.django_db
KINDS: dict[str, Kind] = {
    **ways_in.KINDS,
    **files.KINDS,
    **packages.KINDS,
    **shared.KINDS,
    **meetings.KINDS,
}
WITHDRAWALS = int(os.environ.get("FADEN_WITHDRAWALS", len(KINDS)))
#: So many share one site before it is as new again: locks and rows of a thousand do not fit into one transaction.
TOGETHER = 50


@pytest.fixture
def admin() -> Actor:
    return given.actor(Role.ADMIN, today=today())


def _stale(kind: str, admin: Actor) -> tuple[int, list[str]]:
    """One withdrawal: how often was asked after it, and which ways were still answered."""
    held = KINDS[kind](admin)
    unanswered = [number for number, way in enumerate(held.ways) if not way()]
    assert not unanswered, f"{kind}: not answered before: {unanswered}"
    held.take()
    after = [*held.ways, *held.later]
    return len(after), [f"{kind}, way {number}" for number, way in enumerate(after) if way()]


@pytest.mark.parametrize("kind", KINDS)
def test_a_withdrawal_that_takes_nothing_is_noticed(kind: str, admin: Actor) -> None:
    """A planted fault for each kind: what was asked is answered once more, so it is the withdrawal that ends it."""
    held = KINDS[kind](admin)
    for _ in range(2):
        assert [number for number, way in enumerate(held.ways) if not way()] == []


def test_nothing_stale_is_answered(admin: Actor) -> None:
    random, began = Random(WITHDRAWALS), timezone.now()
    order = [*KINDS, *random.choices(list(KINDS), k=max(0, WITHDRAWALS - len(KINDS)))]
    random.shuffle(order)
    asked, stale = 0, Counter[str]()
    for first in range(0, len(order), TOGETHER):
        with transaction.atomic():
            for kind in order[first : first + TOGETHER]:
                count, answered = _stale(kind, admin)
                asked += count
                stale.update(answered)
            transaction.set_rollback(True)
    told = ", ".join(f"{name} {count}" for name, count in sorted(Counter(order).items()))
    took = (timezone.now() - began) // timedelta(seconds=1)
    print(f"\n{len(order)} withdrawals ({told}); {asked} requests after, stale answers {stale.total()}, {took} s")  # noqa: T201
    assert not stale.total(), stale
