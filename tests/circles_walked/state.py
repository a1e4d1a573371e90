"""What has happened so far, in plain Python: no SQL, nothing of the product. Everything is a number.

Days are numbers from the first day of a walk, half-open ``[since, until)``; hours run beside them.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

MANAGER, PARTNER, COORDINATOR, LEAD, OFFICER = "case_manager", "partner", "coordinator", "lead", "residence_officer"
PROTECTION, KEEPER, ADMIN, MEMBER = "data_protection", "shield_keeper", "admin", "member"
WHOLE, DOMAINS, TASKS = "whole", "domains", "tasks"
RESPONSIBLE, COVER, HELPER, EMERGENCY = "responsible", "cover", "helper", "emergency"
SUPPORT, RESIDENCE, ADVICE = "support", "residence", "advice"
NO_DOMAINS: frozenset[int] = frozenset()


@dataclass
class Account:
    """Somebody who signs in.

    :ivar organisation: whom a partner or an officer works for, and whose advice a coordinator gives
    :ivar reaches: a coordinator whose region the cases lie in; the lead reaches all
    """

    role: str
    organisation: int | None = None
    reaches: bool = True
    active: bool = True


@dataclass
class Person:
    """Somebody counselled, or of a family; who is restricted is read by those let in by name."""

    shielded: bool = False
    awaited: bool = False
    cleared: set[int] = field(default_factory=set)
    clearances: int = 0
    restrictions: int = 0
    gone: bool = False


@dataclass
class Case:
    """A file; ``episode`` is the first day of the present stay."""

    person: int
    household: int | None
    manager: int
    episode: int = 0
    last_event: int = 0
    closed_on: int | None = None
    erased: bool = False
    transfers: int = 0


@dataclass
class Entry:
    """Somebody in the circle of a case. ``ends``: the hour at which an emergency is over."""

    case: int
    account: int
    function: str
    scope: str
    domains: frozenset[int]
    since: int
    until: int | None
    release: int | None = None
    ends: int | None = None
    absence: int | None = None


@dataclass
class Consent:
    """A declaration; ``purpose`` is empty for the consent to data processing, whose organisation is None.

    :ivar until: last day
    :ivar domains: None: everything
    """

    person: int
    organisation: int | None
    purpose: str
    lets_out: bool
    domains: frozenset[int] | None
    since: int
    until: int | None
    withdrawn: int | None = None


@dataclass
class Note:
    """A contact."""

    case: int
    author: int
    domains: frozenset[int]
    visibility: str


@dataclass
class Part:
    """A goal, a measure of it, a barrier or a rating: of one life domain; an assessment: of none."""

    kind: str
    case: int
    domain: int | None


@dataclass
class Handover:
    """A change of the case manager."""

    case: int
    former: int
    successor: int
    proposer: int
    earliest: int
    helps_until: int | None
    state: str = "proposed"


@dataclass
class Package:
    """A request to a residence authority."""

    case: int
    office: int
    expires: int
    fields: int
    state: str = "draft"
    steps: int = 0
    release: int | None = None


@dataclass
class Advice:
    """A case brought in; ``until`` is the last day, ``because``: what has ended it where nobody did so by hand."""

    case: int
    since: int
    until: int
    release: int | None
    ended: int | None = None
    because: str = ""
    said: int = 0


@dataclass
class Absence:
    """Somebody is away."""

    account: int
    since: int
    until: int


@dataclass
class Merge:
    """Two people became one; what had belonged to the absorbed one goes back when it is undone.

    :ivar kept: households in which the survivor lived anyway
    """

    survivor: int
    absorbed: int
    on: int
    cases: frozenset[int]
    consents: frozenset[int]
    households: frozenset[int]
    kept: frozenset[int]
    undone: bool = False
    gone: bool = False


@dataclass
class State:
    """Everything. A number is a place in one of the lists."""

    accounts: list[Account] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    consents: list[Consent] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    handovers: list[Handover] = field(default_factory=list)
    packages: list[Package] = field(default_factory=list)
    advices: list[Advice] = field(default_factory=list)
    absences: list[Absence] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    households: set[tuple[int, int]] = field(default_factory=set)
    day: int = 0
    hour: int = 0

    # -- what follows at once ----------------------------------------------------------------------

    def live(self) -> list[int]:
        """The cases that are there."""
        return [n for n, one in enumerate(self.cases) if not one.erased]

    def holds(self, consent: Consent, day: int | None = None) -> bool:
        """Whether a declaration may be relied on that day (today)."""
        day = self.day if day is None else day
        return (
            consent.since <= day
            and (consent.until is None or day <= consent.until)
            and (consent.withdrawn is None or day < consent.withdrawn)
        )

    def releases(self, case: int, organisation: int, purpose: str, day: int | None = None) -> list[int]:
        """The releases that hold towards an organisation, by which something may be told to it."""
        person = self.cases[case].person
        return [
            n
            for n, one in enumerate(self.consents)
            if (one.person, one.organisation, one.purpose) == (person, organisation, purpose)
            and one.lets_out
            and self.holds(one, day)
        ]

    def consented(self, case: int) -> bool:
        """Whether the client has consented to data processing."""
        person = self.cases[case].person
        return any(one.person == person and not one.purpose and self.holds(one) for one in self.consents)

    def not_ended(self, case: int) -> list[Entry]:
        """The entries of a circle that count today or later."""
        return [one for one in self.entries if one.case == case and (one.until is None or one.until > self.day)]

    def not_ended_anywhere(self) -> list[Entry]:
        """The same, of all cases."""
        return [one for one in self.entries if one.until is None or one.until > self.day]

    def end(self, entry: Entry) -> None:
        """From today on it does not count; one that has not begun never will."""
        entry.until = max(entry.since, self.day)

    def end_advices(self, because: str, which: Callable[[Advice], bool]) -> None:
        """Those that run end, and never begin again."""
        for one in self.advices:
            if one.ended is None and one.until >= self.day and not self.cases[one.case].erased and which(one):
                one.ended, one.because = self.day, because

    def leader(self, case: int) -> int:
        """Whose case it is: the entry, not the account, whatever has become of that."""
        (found,) = [
            one.account
            for one in self.entries
            if one.case == case and one.function == RESPONSIBLE and one.until is None
        ]
        return found
