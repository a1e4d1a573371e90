"""Who came, as the pages and the minutes tell it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from faden.domain.steering.enums import SITTING, Presence

TONES = {
    Presence.PRESENT: "good",
    Presence.DEPUTY: "good",
    Presence.EXCUSED: "neutral",
    Presence.ABSENT: "warning",
}


@dataclass(frozen=True)
class Place:
    """A seat in a meeting; ``noted`` is None while nobody has said who came."""

    seat: Any
    noted: Any | None

    @property
    def presence(self) -> Presence | None:
        """Whether somebody came."""
        return Presence(self.noted.presence) if self.noted else None

    @property
    def who(self) -> str:
        """Who it was on that day."""
        return str(self.noted.person) if self.noted else ""

    @property
    def tone(self) -> str:
        """The colour of the word."""
        return TONES[self.presence] if self.presence else "open"


@dataclass(frozen=True)
class Attended:
    """All seats of a body in one meeting."""

    places: list[Place]

    @classmethod
    def of(cls, seats: Iterable[Any], noted: Mapping[UUID, Any]) -> "Attended":
        """Put the seats and what was noted together."""
        return cls([Place(seat, noted.get(seat.id)) for seat in seats])

    @property
    def is_noted(self) -> bool:
        """Whether anybody has filled in the list."""
        return any(place.presence for place in self.places)

    @property
    def taken(self) -> int:
        """Seats that are present or stood in for: so many votes there are."""
        return sum(place.presence in SITTING for place in self.places)
