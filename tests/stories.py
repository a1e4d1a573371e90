"""What one app tells in the story of a case."""

from datetime import date

from faden.domain.cases.models import Case
from faden.domain.cases.queries.story import events_of
from faden.domain.cases.story import Event, Kind, Piece, Place


def told_by(piece: Piece, *kinds: Kind, case: Case, today: date, after: Place | None = None) -> list[Event]:
    """The events of these kinds, newest first, out of the whole story."""
    events = events_of(case, after=after, limit=50, today=today, pieces=(piece,))
    return [event for event in events if event.kind in kinds]
