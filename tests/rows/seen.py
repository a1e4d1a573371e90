"""Marks of news that were read: their owner's, and nobody else's."""

from faden.kernel.seen.models import SeenMark
from faden.lib.identifiers import new_id
from tests.rows.ground import Ground
from tests.rows.world import TODAY


def add_marks(here: Ground) -> None:
    """One of the case manager's."""
    mine = frozenset({"manager"})
    mark = SeenMark(owner_id=here.id("manager"), subject=new_id(), seen_on=TODAY)
    here.world.add(mark, "mark", sees=mine, adds=mine, changes=frozenset(), removes=mine)
