"""Case conferences, and who may do what with them."""

from datetime import UTC, datetime, timedelta

from faden.domain.conferences import models as conferences
from tests.rows.ground import Ground
from tests.rows.world import CIRCLE, TODAY

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


def add_conferences(here: Ground) -> None:
    """A conference with one who takes part, what was agreed, and who got the minutes."""
    kept = {"sees": CIRCLE, "adds": CIRCLE, "changes": CIRCLE}
    written = {"sees": CIRCLE, "adds": CIRCLE}
    author = here.id("manager")
    conference = conferences.CaseConference(
        case=here.case, occasion="x", question="x", starts_at=NOW, ends_at=NOW + timedelta(hours=1), place="x",
        author_id=author, created_on=TODAY,
    )  # fmt: skip
    here.world.add(conference, **kept)
    step = conferences.ConferenceStep(
        case=here.case, conference=conference, to_state="planned", on=TODAY, author_id=author
    )
    here.world.add(step, **written)
    guest = conferences.ConferenceParticipant(
        case=here.case, conference=conference, side="organisation", organisation=here.organisation, disclosure="none"
    )
    here.world.add(guest, **kept, removes=CIRCLE)
    agreed = {"case": here.case, "conference": conference, "responsible": guest, "due_on": TODAY, "created_on": TODAY}
    here.world.add(conferences.ConferenceAgreement(text="x", **agreed), **kept)
    handout = conferences.MinutesHandout(
        case=here.case, conference=conference, participant=guest, how="post", on=TODAY, author_id=author
    )
    here.world.add(handout, **written)
