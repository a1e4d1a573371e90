"""The small world, complete."""

from tests.rows.conferring import add_conferences
from tests.rows.consultations import add_consultations
from tests.rows.counselling import add_counselling, add_referrals, add_transfers
from tests.rows.diary import add_diary
from tests.rows.duplicates import add_duplicates
from tests.rows.emergencies import add_emergencies
from tests.rows.filing import add_files
from tests.rows.ground import Ground
from tests.rows.handover import add_handovers
from tests.rows.histories import add_histories
from tests.rows.linking import add_links
from tests.rows.residing import add_requests
from tests.rows.retention import add_retention
from tests.rows.saved_lists import add_saved_lists
from tests.rows.seen import add_marks
from tests.rows.shields import add_shields
from tests.rows.signing_in import add_factors
from tests.rows.structure import add_findings, add_steering
from tests.rows.subject_requests import add_subject_requests
from tests.rows.trace import add_trace
from tests.rows.world import World
from tests.rows.writing import add_letters


def populated() -> World:
    """A world with a row of every guarded table."""
    return populated_ground().world


def populated_ground() -> Ground:
    """The same, with what its rows point to."""
    here = Ground()
    add_histories(here)
    add_counselling(here)
    add_referrals(here)
    add_transfers(here)
    add_links(here)
    add_requests(here)
    add_duplicates(here)
    add_shields(here)
    add_saved_lists(here)
    add_marks(here)
    add_factors(here)
    add_trace(here)
    add_diary(here)
    add_handovers(here)
    add_emergencies(here)
    add_files(here)
    add_conferences(here)
    add_letters(here)
    add_consultations(here)
    add_steering(here, add_findings(here))
    add_retention(here)
    add_subject_requests(here)
    return here
