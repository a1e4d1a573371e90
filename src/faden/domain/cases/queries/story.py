"""What happened in a case, from the tables of casework."""

import json
from datetime import date
from pathlib import Path
from uuid import UUID

from django.db import connection

from faden.domain.cases.models import Case
from faden.domain.cases.story import Event, Kind, Place

#: One statement over fourteen tables: composed by the ORM it would take longer to write than to run.
STORY = (Path(__file__).parent / "story.sql").read_text(encoding="utf-8")


def events_of(case: Case, *, after: Place | None, limit: int, today: date) -> list[Event]:
    """The next events of a case, newest first.

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
        cursor.execute(STORY, asked)
        rows = cursor.fetchall()
    return [
        Event(Kind(kind), key, on, author, facts if isinstance(facts, dict) else json.loads(facts))
        for kind, key, on, author, facts in rows
    ]
