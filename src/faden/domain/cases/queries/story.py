"""What happened in a case, from the tables of casework and of the apps above it."""

import json
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from uuid import UUID

from django.db import connection

from faden.domain.cases.models import Case
from faden.domain.cases.story import Event, Kind, Piece, Place

#: One statement over many tables: composed by the ORM it would take longer to write than to run.
STORY = (Path(__file__).parent / "story.sql").read_text(encoding="utf-8")
MORE = "        -- What other apps tell stands here.\n"
DOUBTS = "        -- What another app doubts in a note stands here.\n"


def events_of(
    case: Case,
    *,
    after: Place | None,
    limit: int,
    today: date,
    pieces: Sequence[Piece] = (),
    doubts: Piece | None = None,
) -> list[Event]:
    """The next events of a case, newest first.

    :param pieces: what apps above this one tell
    :param doubts: what an app above says is doubted in the note ``story.id``: a SELECT of one JSON array
    :param after: only what is older than this place in the story
    :param limit: how many a page shows; one more tells whether there are older ones
    """
    asked: dict[str, date | int | UUID | None] = {
        "case": case.id,
        "today": today,
        "after_day": after.on if after else None,
        "after_rank": after.rank if after else None,
        "after_id": after.id if after else None,
        "limit": limit + 1,
    }
    with connection.cursor() as cursor:
        cursor.execute(_with(tuple(pieces), doubts), asked)
        rows = cursor.fetchall()
    return [
        Event(Kind(kind), key, on, author, facts if isinstance(facts, dict) else json.loads(facts))
        for kind, key, on, author, facts in rows
    ]


@cache
def _with(pieces: tuple[Piece, ...], doubts: Piece | None) -> str:
    told = STORY.replace(MORE, "".join(f"UNION ALL\n{piece.sql}" for piece in pieces))
    return told.replace(DOUBTS, f", 'doubts', ({doubts.sql})\n" if doubts else "")
