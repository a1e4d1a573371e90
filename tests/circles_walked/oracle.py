"""Who sees what of a case, in plain Python: no SQL, nothing of the product but its words."""

from dataclasses import dataclass, field
from datetime import date

WHOLE, DOMAINS, TASKS = "whole", "domains", "tasks"


@dataclass
class Entry:
    """Somebody in the circle of a case; accounts, cases and releases are numbers."""

    case: int
    account: int
    function: str
    scope: str
    domains: frozenset[int]
    since: date
    until: date | None
    release: int | None = None
    is_over: bool = False


@dataclass
class Oracle:
    """What has happened, and what follows from it.

    :param partners: accounts of another organisation; everybody else counsels
    :param releases: for each release its case, and since when it is withdrawn
    """

    partners: frozenset[int]
    entries: list[Entry] = field(default_factory=list)
    releases: list[tuple[int, date | None]] = field(default_factory=list)

    def holds(self, release: int, day: date) -> bool:
        """Whether a release may be relied on."""
        withdrawn = self.releases[release][1]
        return withdrawn is None or day < withdrawn

    def release_of(self, case: int, day: date) -> int | None:
        """A release of this case that holds; None without one."""
        held = (n for n, (of, _) in enumerate(self.releases) if of == case and self.holds(n, day))
        return next(held, None)

    def in_force(self, case: int, account: int, day: date) -> list[Entry]:
        """The entries that count that day."""
        return [
            one
            for one in self.entries
            if (one.case, one.account) == (case, account)
            and one.since <= day
            and (one.until is None or day < one.until)
            and not one.is_over
            and (one.release is None or self.holds(one.release, day))
        ]

    def sees_whole(self, case: int, account: int, day: date) -> bool:
        """Whether the file is open."""
        return any(one.scope == WHOLE for one in self.in_force(case, account, day))

    def domains_of(self, case: int, account: int, day: date) -> frozenset[int]:
        """The life domains that are shared."""
        return frozenset().union(*(one.domains for one in self.in_force(case, account, day)))

    def leads(self, case: int, day: date) -> int:
        """Who is responsible."""
        (found,) = [
            one.account
            for one in self.entries
            if one.case == case and one.function == "responsible" and one.since <= day and one.until is None
        ]
        return found

    def may_invite(self, case: int, account: int, period: tuple[date, date], today: date) -> bool:
        """Not twice at a time; a partner with a release only."""
        since, until = period
        clash = any(
            (one.case, one.account) == (case, account)
            and one.function != "emergency"
            and one.since < until
            and (one.until is None or since < one.until)
            for one in self.entries
        )
        return not clash and (account not in self.partners or self.release_of(case, today) is not None)

    def may_enter(self, case: int, account: int, day: date) -> bool:
        """In an emergency: those of the own house who do not see it anyway, twice (the hours do not pass)."""
        times = sum((e.case, e.account, e.function) == (case, account, "emergency") for e in self.entries)
        return account not in self.partners and not self.sees_whole(case, account, day) and times < 2
