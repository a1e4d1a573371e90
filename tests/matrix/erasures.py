"""Erasures at the stage that each address is about, of cases of the counsellor in question."""

from datetime import date

from faden.domain.retention.enums import ErasureState
from faden.kernel.access.actor import Actor
from tests.old_cases import erasure, held, old_case, period

STAGES = {
    "/archiv/": ErasureState.OFFERED,
    "/ausfuehren/": ErasureState.ANSWERED,
    "/protokoll.pdf": ErasureState.CARRIED_OUT,
    "": ErasureState.ANNOUNCED,
}


class Erasures:
    """By the end of the address; one more case is only proposed."""

    def __init__(self, manager: Actor, officer: Actor, today: date) -> None:
        period()
        cases = {part: old_case(manager) for part in STAGES}
        self.by_part = {part: erasure(officer, cases[part], today=today, state=STAGES[part]) for part in STAGES}
        self.hold = held(officer, cases[""], today=today)
        old_case(manager)

    def arguments(self, shape: str) -> dict[str, object]:
        """What stands in the addresses below /datenschutz/loeschung/."""
        if not shape.startswith("/datenschutz/loeschung/"):
            return {}
        one = next(found for part, found in self.by_part.items() if shape.endswith(part))
        return {"number": one.number, "hold_id": self.hold.id}
