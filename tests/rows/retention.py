"""Erasures and holds, and who may do what with them."""

from datetime import timedelta

from faden.domain.retention.models import Erasure, LegalHold
from tests.rows.ground import Ground
from tests.rows.world import CIRCLE, TODAY, having

OFFICER = having("data_protection")
LEADS = frozenset({"manager"})


def add_retention(here: Ground) -> None:
    """One that waits and one that is done: what was erased is written by the database alone."""
    erasure = Erasure(
        case=here.case,
        number="L-1",
        reason="x",
        announced_on=TODAY,
        announced_by_id=here.id("protection"),
        due_on=TODAY,
    )
    here.world.add(erasure, "announced", sees=OFFICER | CIRCLE, adds=OFFICER, changes=OFFICER)
    done = Erasure(
        case=here.other_case,
        number="L-2",
        reason="x",
        state="carried_out",
        announced_on=TODAY,
        announced_by_id=here.id("protection"),
        due_on=TODAY,
        offered_on=TODAY,
        archive="declined",
        answered_on=TODAY,
        carried_out_on=TODAY,
        carried_out_by_id=here.id("protection"),
    )
    here.world.add(done, "carried out", sees=OFFICER | {"other"})
    for name, changes in (("manager", OFFICER | LEADS), ("protection", OFFICER)):
        hold = LegalHold(
            case=here.case, reason="x", since=TODAY, until=TODAY + timedelta(days=9), set_by_id=here.id(name)
        )
        here.world.add(hold, f"by {name}", sees=OFFICER | CIRCLE, adds=frozenset({name}), changes=changes)
