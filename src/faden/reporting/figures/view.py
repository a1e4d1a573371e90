"""What the sections of a report are made from."""

from dataclasses import dataclass
from datetime import date

from faden.lib.periods import Period
from faden.reporting.figures.counts import Counts
from faden.reporting.figures.places import Territory


@dataclass(frozen=True)
class View:
    """The counts of a period, and the part of the territory that is looked at ("" for all of it)."""

    counts: Counts
    territory: Territory
    region: str
    period: Period
    today: date
