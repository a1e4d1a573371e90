"""The road of a theme, drawn from its steps."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from faden.domain.findings.enums import ThemeState

# The two other ends, not drawn unless the road ends there, are REJECTED and PASSED_ON.
MAIN_ROAD = (
    ThemeState.PROPOSED,
    ThemeState.WORKING_GROUP,
    ThemeState.PROJECT_GROUP,
    ThemeState.BEFORE_STEERING,
    ThemeState.DECIDED,
    ThemeState.IMPLEMENTING,
    ThemeState.EFFECT_CHECKED,
    ThemeState.CLOSED,
)


@dataclass(frozen=True)
class Station:
    """A state on the road; ``on`` is the day it was last reached."""

    state: ThemeState
    stands: Literal["done", "here", "open", "ended"]
    on: date | None


def road(now: ThemeState, reached: Iterable[tuple[ThemeState, date]]) -> tuple[Station, ...]:
    """What lies behind a theme, where it stands, and what may lie ahead.

    A group the theme has skipped is not drawn; one it was sent back from lies ahead again.

    :param reached: the states it has had with their days, oldest first, the present one last
    """
    days = dict(reached)
    if now not in MAIN_ROAD:
        behind = tuple(Station(state, "done", days[state]) for state in MAIN_ROAD if state in days)
        return (*behind, Station(now, "ended", days.get(now)))
    place = MAIN_ROAD.index(now)
    behind = tuple(Station(state, "done", days[state]) for state in MAIN_ROAD[:place] if state in days)
    here = Station(now, "done" if now is ThemeState.CLOSED else "here", days.get(now))
    ahead = tuple(Station(state, "open", None) for state in MAIN_ROAD[place + 1 :])
    return (*behind, here, *ahead)
