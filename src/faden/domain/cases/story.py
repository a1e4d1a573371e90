"""The story of a case: what happened, newest first, from whatever table it comes.

Each app tells its own events as one SELECT, and the database merges them in one statement. A page goes on from where
the last one stopped, so that a long story costs no more than a short one.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from heapq import merge
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID


class Kind(StrEnum):
    """What happened."""

    CONTACT = "contact"
    CRITERIA = "criteria"
    ASSESSMENT = "assessment"
    OWN_VIEW = "own_view"
    FEEDBACK = "feedback"
    GOAL = "goal"
    GOAL_STEP = "goal_step"
    MEASURE = "measure"
    MEASURE_STEP = "measure_step"
    BARRIER = "barrier"
    BARRIER_OVERCOME = "barrier_overcome"
    CONSTELLATION = "constellation"
    PHASE = "phase"
    HELPER = "helper"
    STAY_OPENED = "stay_opened"
    STAY_CLOSED = "stay_closed"
    REFERRAL_STEP = "referral_step"
    RESIDENCE_STEP = "residence_step"
    TRACK = "track"
    TRACK_STEP = "track_step"
    CONFERENCE = "conference"
    LETTER = "letter"
    GAP = "gap"


#: Within a day the opening comes first and the closing last, whenever they were written down (``story.sql`` too).
RANKS = {Kind.STAY_OPENED: 0, Kind.CRITERIA: 1, Kind.BARRIER_OVERCOME: 4, Kind.STAY_CLOSED: 9}
RANK = 3


_WRITTEN = re.compile(r"(?P<on>[0-9]{8})-(?P<rank>[0-9])-(?P<key>[0-9a-f]{32})")


def rank_of(kind: Kind) -> int:
    """Where an event stands within its day."""
    return RANKS.get(kind, RANK)


@dataclass(frozen=True)
class Place:
    """A place in the story; what comes after it is older."""

    on: date
    rank: int
    id: UUID

    def __str__(self) -> str:
        return f"{self.on:%Y%m%d}-{self.rank}-{self.id.hex}"

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """Read what ``str`` has written; None when it is anything else."""
        found = _WRITTEN.fullmatch(text)
        if found is None:
            return None
        try:
            return cls(date.fromisoformat(found["on"]), int(found["rank"]), UUID(hex=found["key"]))
        except ValueError:
            return None


@dataclass(frozen=True)
class Piece:
    """The events an app tells: ``story.sql`` beside its queries.

    :param sql: a SELECT with the columns ``kind, id, day, rank, author_id, facts`` of the case ``%(case)s``
    """

    sql: str

    @classmethod
    def beside(cls, module: str) -> "Piece":
        """Read ``story.sql`` in the folder of a module (its ``__file__``)."""
        return cls(Path(module).with_name("story.sql").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Event:
    """Something that happened on a day.

    :param author: the name of who did it, where that is kept with it
    :param facts: what is told of it, by name; stored values and words of the people, never sentences
    """

    kind: Kind
    id: UUID
    on: date
    author: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        """Where it stands in the story."""
        return Place(self.on, rank_of(self.kind), self.id)


def told(sources: Iterable[Sequence[Event]], limit: int) -> tuple[tuple[Event, ...], Place | None]:
    """Merge the events of several sources, newest first, and say where to go on.

    :param sources: each sorted, newest first, and holding ``limit + 1`` events if there are so many
    """
    in_order = merge(*sources, key=lambda event: (event.on, event.place.rank, event.id), reverse=True)
    events = tuple(islice(in_order, limit + 1))
    if len(events) <= limit:
        return events, None
    return events[:limit], events[limit - 1].place
