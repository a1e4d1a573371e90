"""The walk notices what is wrong: each planted fault, within a few walks."""

import sys
from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.circles_walked.planted import FAULTS, Fault, planted
from tests.circles_walked.walk import LENGTH, walk_once
from tests.circles_walked.world import World

#: Within so many walks a fault has to be found.
MOST = 15


@pytest.fixture
def world(walking: None) -> Iterator[World]:
    with transaction.atomic():
        yield World()
        transaction.set_rollback(True)


def _noticed_after(world: World, fault: Fault) -> int | None:
    done = 0
    with planted(fault):
        for number in range(MOST):
            told = walk_once(world, f"planted-{number}", LENGTH, often=fault.acts)
            done += sum(told.acts.values())
            if told.found:
                return done
    return None


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_the_walk_notices(world: World, fault: Fault) -> None:
    after = _noticed_after(world, fault)
    sys.stdout.write(f"{fault.name}: after {after} actions\n")
    assert after is not None
