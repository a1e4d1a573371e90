"""Random deeds through the real operations; after each, what everybody sees is what the oracle says."""

import os
import sys

import pytest
from django.db import transaction

from tests.circles_walked.walk import ACTS, Walk, walked
from tests.circles_walked.world import World

ACTIONS = int(os.environ.get("FADEN_WALKED_ACTIONS", "200"))
SEED = os.environ.get("FADEN_WALKED_SEED", "1")
AGAIN = os.environ.get("FADEN_WALKED_AGAIN")
OFTEN = [act for act in ACTS if act.__name__ in os.environ.get("FADEN_WALKED_OFTEN", "").split(",")]
STEPS = int(os.environ.get("FADEN_WALKED_STEPS", "100"))


@pytest.mark.skipif(AGAIN is not None, reason="one walk is walked again")
def test_everybody_sees_what_the_oracle_says(walking: None) -> None:
    summary = walked(ACTIONS, SEED, often=OFTEN, tell=sys.stdout.write)
    sys.stdout.write(f"seed {SEED}: {summary}")
    assert not summary.divergences


@pytest.mark.skipif(AGAIN is None, reason="nothing to walk again")
def test_walk_again(walking: None) -> None:
    with transaction.atomic():
        told = Walk(World(), str(AGAIN), everybody_after=1, often=OFTEN).go(STEPS)
        transaction.set_rollback(True)
    sys.stdout.write("\n".join([*told.history, "", *told.found]) + "\n")
    assert told.found == []
