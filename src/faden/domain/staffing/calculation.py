"""Sums of posts: computed from the posts, held against what the sources declare."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

ZERO = Decimal(0)


@dataclass(frozen=True)
class PostFacts:
    """What sums need to know of a post; ``filled`` is the part occupied on the day in question, in FTE.

    Employer and region are keys of the site file; None means that the source does not say.
    """

    key: str
    baustein: int
    function: str
    fte: Decimal
    employer: str | None = None
    region: str | None = None
    filled: Decimal = ZERO


@dataclass(frozen=True)
class Selector:
    """Which posts a sum is about; an empty set means all."""

    bausteine: frozenset[int] = frozenset()
    functions: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    employers: frozenset[str] = frozenset()

    def takes(self, post: PostFacts) -> bool:
        """Whether the post belongs to the sum."""
        return (
            (not self.bausteine or post.baustein in self.bausteine)
            and (not self.functions or post.function in self.functions)
            and (not self.regions or post.region in self.regions)
            and (not self.employers or post.employer in self.employers)
        )


@dataclass(frozen=True)
class Totals:
    """Posts of a group: what there is and what of it is occupied, in FTE."""

    posts: int
    fte: Decimal
    filled: Decimal
    vacant: Decimal
    overfilled: Decimal


def totals(posts: Iterable[PostFacts]) -> Totals:
    """Add up a group. A post filled beyond its size hides no vacancy elsewhere: both are counted post by post."""
    group = tuple(posts)
    return Totals(
        posts=len(group),
        fte=sum((post.fte for post in group), ZERO),
        filled=sum((post.filled for post in group), ZERO),
        vacant=sum((max(post.fte - post.filled, ZERO) for post in group), ZERO),
        overfilled=sum((max(post.filled - post.fte, ZERO) for post in group), ZERO),
    )


@dataclass(frozen=True)
class Comparison:
    """A declared sum against the posts.

    :param unallocated: the part the source names no post for, as the site file admits it
    :param unexplained: what is left even then; zero in a checked file, until posts begin or end
    """

    declared: Decimal
    found: Decimal
    unallocated: Decimal
    unexplained: Decimal

    @property
    def adds_up(self) -> bool:
        """Whether the posts alone make the declared sum."""
        return self.declared == self.found


def compare(selector: Selector, declared: Decimal, unallocated: Decimal, posts: Iterable[PostFacts]) -> Comparison:
    """Hold a declared sum against the posts it is about."""
    found = totals(post for post in posts if selector.takes(post)).fte
    return Comparison(declared, found, unallocated, declared - found - unallocated)


@dataclass(frozen=True)
class Held:
    """A part of a post that somebody fills, half-open ``[since, until)``."""

    share: Decimal
    since: date
    until: date | None = None

    def overlaps(self, since: date, until: date | None) -> bool:
        """Whether there is a common day."""
        return (until is None or self.since < until) and (self.until is None or since < self.until)


def most_held(held: Iterable[Held], since: date, until: date | None) -> Decimal:
    """The largest part filled on any one day of the period ``[since, until)``."""
    inside = [part for part in held if part.overlaps(since, until)]
    # The sum can only rise on a day on which somebody begins.
    days = {max(part.since, since) for part in inside}
    one_day = timedelta(days=1)
    return max((sum((p.share for p in inside if p.overlaps(day, day + one_day)), ZERO) for day in days), default=ZERO)
