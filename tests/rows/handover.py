"""Hand-overs that wait and one that was accepted today, and who may do what with them and with the circle."""

from faden.domain.cases.models import Absence, CircleMember, Handover
from tests.rows.ground import Ground
from tests.rows.world import LONG_AGO, NOBODY, OWNER, TODAY


def add_handovers(here: Ground) -> None:
    """A case of the manager that the other counsellor has taken over today, up to the new entry of the circle."""
    household, person, _, case, circle = here._case("g", "26-000019", "manager")
    for row in (household, person, case):
        row.save(using=OWNER)
    both = frozenset({"manager", "other"})
    leads = frozenset({"manager"})
    here.world.add(circle, "of who hands over", sees=both, adds=leads, changes=both)
    entry = CircleMember(
        case=case,
        account_id=here.id("other"),
        person=person,
        household=household,
        function="responsible",
        reason="x",
        since=TODAY,
    )
    here.world.imagine(entry, "of who takes over", adds=both)
    common = {
        "case": case,
        "former_id": here.id("manager"),
        "proposed_on": LONG_AGO,
        "earliest_on": TODAY,
        "reason": "x",
    }
    accepted = Handover(
        successor_id=here.id("other"), proposed_by_id=here.id("manager"), state="accepted", answered_on=TODAY, **common
    )
    here.world.add(accepted, "accepted", sees=both, adds=NOBODY, changes=NOBODY)
    proposed = Handover(successor_id=here.id("former"), proposed_by_id=here.id("coordinator"), **common)
    sides = frozenset({"manager", "former", "coordinator"})
    here.world.add(proposed, "proposed", sees=sides, adds=frozenset({"coordinator"}), changes=sides)
    of_retired = {**common, "former_id": here.id("retired")}
    refused = Handover(
        successor_id=here.id("other"),
        proposed_by_id=here.id("manager"),
        state="declined",
        answered_on=TODAY,
        **of_retired,
    )
    here.world.add(refused, "of a closed account", sees=both, adds=NOBODY, changes=NOBODY)
    own = frozenset({"helper"})
    absence = Absence(account_id=here.id("helper"), since=TODAY, until=TODAY, announced_on=TODAY)
    here.world.add(absence, sees=own | {"coordinator", "lead"}, adds=own, changes=own)
    closed = Absence(account_id=here.id("retired"), since=TODAY, until=TODAY, announced_on=TODAY)
    here.world.add(closed, "of a closed account", sees=frozenset({"coordinator", "lead"}))
