"""The walk notices what is wrong: each planted fault, within a few walks.

Those that come to light soon with every test run; all of them by ``python -m tests.circles_walked --planted``.
"""

import os
import sys
from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.circles_walked.planted import FAULTS, Fault, planted
from tests.circles_walked.walk import LENGTH, walk_once
from tests.circles_walked.world import World

ALL = "FADEN_WALKED_PLANTED" in os.environ
#: Within so many walks a fault has to be found.
MOST = 80 if ALL else 4


@pytest.fixture(scope="module")
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
                sys.stdout.write(f"{fault.name}: after {done} actions ({told.found[0][:200]})\n")
                return done
    return None


def test_without_a_fault_nothing_is_found(world: World) -> None:
    assert walk_once(world, "planted-0", LENGTH).found == []


@pytest.mark.parametrize("fault", [one for one in FAULTS if ALL or one.soon], ids=lambda fault: fault.name)
def test_the_walk_notices(world: World, fault: Fault) -> None:
    assert _noticed_after(world, fault) is not None
