"""The small world, complete."""

from tests.rows.conferring import add_conferences
from tests.rows.counselling import add_counselling, add_referrals
from tests.rows.diary import add_diary
from tests.rows.duplicates import add_duplicates
from tests.rows.filing import add_files
from tests.rows.ground import Ground
from tests.rows.handover import add_handovers
from tests.rows.histories import add_histories
from tests.rows.saved_lists import add_saved_lists
from tests.rows.seen import add_marks
from tests.rows.structure import add_findings, add_steering
from tests.rows.world import World
from tests.rows.writing import add_letters


def populated() -> World:
    """A world with a row of every guarded table."""
    here = Ground()
    add_histories(here)
    add_counselling(here)
    add_referrals(here)
    add_duplicates(here)
    add_saved_lists(here)
    add_marks(here)
    add_diary(here)
    add_handovers(here)
    add_files(here)
    add_conferences(here)
    add_letters(here)
    add_steering(here, add_findings(here))
    return here.world
