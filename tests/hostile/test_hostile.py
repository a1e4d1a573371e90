"""The short version; the long one is ``python -m tests.hostile 56000 300`` (``make assurance``)."""

import os

import pytest
from django.utils import timezone

from tests.hostile.attack import Attack
from tests.matrix.asking import Asking
from tests.matrix.world import World

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])

POSTS = int(os.environ.get("FADEN_HOSTILE_POSTS", "150"))
SEED = int(os.environ.get("FADEN_HOSTILE_SEED", "1"))


def test_nothing_that_is_sent_breaks_the_server_or_comes_back_alive(capsys: pytest.CaptureFixture[str]) -> None:
    attack = Attack(Asking(World(timezone.localdate(), timezone.now())), SEED)
    found = attack.run(POSTS)
    attack.press_at_once()
    with capsys.disabled():
        if POSTS > 1_000:
            print(f"\n{found.sent} requests: {dict(sorted(found.statuses.items()))}")  # noqa: T201
    assert found.told() == []
    assert found.statuses[303] > 0, "some of it has to get through, or nothing was tried"
