"""Where the service chains of a family get in each other's way (WAF: the family is not to be overloaded). Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import combinations
from uuid import UUID

from faden.domain.cases.enums import ChildCare, ClashKind
from faden.lib.periods import add_months
from faden.lib.weekly_times import Slot

ADULT = 18
FOREVER = date.max


@dataclass(frozen=True)
class Someone:
    """A member of the family; without a birth date somebody counts as an adult."""

    id: UUID
    name: str
    born_on: date | None = None

    def age_on(self, day: date) -> int | None:
        """Whole years."""
        if self.born_on is None:
            return None
        return day.year - self.born_on.year - (add_months(self.born_on, 12 * (day.year - self.born_on.year)) > day)


@dataclass(frozen=True)
class Obligation:
    """What somebody has to do or attend from ``since`` to ``last_day`` (None: no end known).

    :param slots: weekly times at which they must be there
    :param is_own: it binds the person (their own step, or they must attend); not what others do for them
    :param is_held: somebody sees to the deadline
    """

    id: UUID
    person: UUID
    title: str
    since: date
    last_day: date | None = None
    due_on: date | None = None
    slots: tuple[Slot, ...] = ()
    child_care: ChildCare = ChildCare.NONE
    is_own: bool = True
    is_held: bool = True

    def runs_on(self, day: date) -> bool:
        """Whether the day lies in its time."""
        return self.since <= day <= (self.last_day or FOREVER)

    def shared_days(self, other: "Obligation") -> tuple[date, date | None] | None:
        """The first and last day of both; None when they never run at once."""
        first = max(self.since, other.since)
        ends = [last for last in (self.last_day, other.last_day) if last is not None]
        last = min(ends, default=None)
        return None if last is not None and last < first else (first, last)


@dataclass(frozen=True)
class Limits:
    """What a site holds for bearable.

    :param obligations: so many at once for one person
    :param care_below: children below this age are not left alone
    """

    obligations: int
    care_below: int


@dataclass(frozen=True)
class Clash:
    """Something to talk over: what kind, which steps, who, from when to when.

    ``key`` names what it consists of: it is another clash as soon as one of the facts changes.
    """

    kind: ClashKind
    obligations: tuple[Obligation, ...]
    people: tuple[UUID, ...]
    since: date
    last_day: date | None
    at: tuple[Slot, ...]
    key: str


def clashes_in(
    family: Sequence[Someone], obligations: Iterable[Obligation], limits: Limits | None, today: date
) -> list[Clash]:
    """Everything that gets in each other's way from today on, the earliest first.

    :param limits: None where the site has said nothing; then nobody is overloaded and no child is too young
    """
    coming = [one for one in obligations if one.last_day is None or one.last_day >= today]
    found = [*_at_once(coming), *_care(family, coming, limits, today), *_unheld(coming)]
    if limits is not None:
        found += _too_many(coming, limits)
    return sorted(found, key=lambda clash: (clash.since, clash.kind, clash.key))


def _at_once(obligations: list[Obligation]) -> Iterator[Clash]:
    """One person cannot be in two places."""
    for one, other in combinations(obligations, 2):
        if one.person == other.person and (days := one.shared_days(other)):
            at = _overlaps(one, other)
            if at:
                yield _clash(ClashKind.SAME_TIME, (one, other), days, at)


def _care(
    family: Sequence[Someone], obligations: list[Obligation], limits: Limits | None, today: date
) -> Iterator[Clash]:
    """Nobody is with the children."""
    for one in obligations:
        if one.child_care == ChildCare.NEEDED:
            yield _clash(ClashKind.CHILD_CARE, (one,), (one.since, one.last_day), one.slots)
    adults = {person.id for person in family if (age := person.age_on(today)) is None or age >= ADULT}
    care_below = limits.care_below if limits else 0
    if len(adults) != 2 or not any((age := one.age_on(today)) is not None and age < care_below for one in family):
        return
    away = [one for one in obligations if one.person in adults and one.child_care == ChildCare.NONE]
    for one, other in combinations(away, 2):
        if one.person != other.person and (days := one.shared_days(other)) and (at := _overlaps(one, other)):
            yield _clash(ClashKind.CHILD_CARE, (one, other), days, at)


def _too_many(obligations: list[Obligation], limits: Limits) -> Iterator[Clash]:
    """More obligations at once than one person should carry: each largest bundle once."""
    for person in dict.fromkeys(one.person for one in obligations):
        own = [one for one in obligations if one.person == person and one.is_own]
        bundles = {frozenset(other for other in own if other.runs_on(one.since)) for one in own}
        for bundle in bundles:
            if len(bundle) > limits.obligations and not any(bundle < other for other in bundles):
                ends = [one.last_day for one in bundle if one.last_day is not None]
                days = max(one.since for one in bundle), min(ends, default=None)
                yield _clash(ClashKind.TOO_MANY, tuple(bundle), days, (), of=str(limits.obligations))


def _unheld(obligations: list[Obligation]) -> Iterator[Clash]:
    """A deadline that nobody sees to."""
    for one in obligations:
        if one.due_on is not None and not one.is_held:
            yield _clash(ClashKind.UNHELD, (one,), (one.due_on, one.due_on), ())


def _overlaps(one: Obligation, other: Obligation) -> tuple[Slot, ...]:
    """The weekly times of both."""
    shared = (
        Slot(mine.weekday, max(mine.start, theirs.start), min(mine.end, theirs.end))
        for mine in one.slots
        for theirs in other.slots
        if mine.overlaps(theirs)
    )
    return tuple(sorted(set(shared)))


def _clash(
    kind: ClashKind,
    obligations: tuple[Obligation, ...],
    days: tuple[date, date | None],
    at: tuple[Slot, ...],
    *,
    of: str = "",
) -> Clash:
    ordered = tuple(sorted(obligations, key=lambda one: (one.since, str(one.id))))
    facts = [kind.value, of, *sorted(_facts(one) for one in ordered)]
    return Clash(
        kind=kind,
        obligations=ordered,
        people=tuple(dict.fromkeys(one.person for one in ordered)),
        since=days[0],
        last_day=days[1],
        at=at,
        key=sha256("\n".join(facts).encode()).hexdigest(),
    )


def _facts(one: Obligation) -> str:
    """What of a step makes the clash; its title does not."""
    times = ",".join(f"{slot.weekday}{slot.start:%H%M}{slot.end:%H%M}" for slot in one.slots)
    return f"{one.id} {one.since} {one.last_day} {one.due_on} {times} {one.child_care} {one.is_held}"
