"""Who belongs to a target group by what is known of them; the figures ask the same in ``target_groups.sql``."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from faden.lib.periods import add_months


@dataclass(frozen=True)
class Known:
    """What is known of a person on a day.

    :param legal_areas: key and first day of each legal area in force; None: since an unknown day
    :param residence_kinds, nationalities: keys and codes in force
    """

    born_on: date | None = None
    arrived_on: date | None = None
    legal_areas: Collection[tuple[str, date | None]] = ()
    residence_kinds: Collection[str] = ()
    nationalities: Collection[str] = ()


@dataclass(frozen=True)
class Conditions:
    """A rule: what is named must hold, all together; what is not known does not hold."""

    arrived_within: int | None = None
    arrived_before: int | None = None
    age_from: int | None = None
    age_below: int | None = None
    legal_areas: Collection[str] = ()
    legal_area_months: int | None = None
    residence_kinds: Collection[str] = ()
    nationalities: Collection[str] = ()

    def hold_for(self, known: Known, on: date) -> bool:
        """Whether somebody belongs to the group by this rule."""
        return (
            _after(known.arrived_on, on, self.arrived_within)
            and _before(known.arrived_on, on, self.arrived_before)
            and _after(known.born_on, on, _years(self.age_below))
            and _before(known.born_on, on, _years(self.age_from))
            and (not self.legal_areas or any(self._counts(area, on) for area in known.legal_areas))
            and _one_of(self.residence_kinds, known.residence_kinds)
            and _one_of(self.nationalities, known.nationalities)
        )

    def _counts(self, area: tuple[str, date | None], on: date) -> bool:
        key, since = area
        return key in self.legal_areas and (
            self.legal_area_months is None or _before(since, on, self.legal_area_months)
        )


def _years(years: int | None) -> int | None:
    return None if years is None else 12 * years


def _after(day: date | None, on: date, months: int | None) -> bool:
    """Less than so many months ago."""
    return months is None or (day is not None and day > add_months(on, -months))


def _before(day: date | None, on: date, months: int | None) -> bool:
    """So many months ago or longer."""
    return months is None or (day is not None and day <= add_months(on, -months))


def _one_of(wanted: Collection[str], known: Collection[str]) -> bool:
    return not wanted or any(one in wanted for one in known)
