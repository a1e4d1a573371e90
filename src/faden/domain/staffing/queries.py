"""Read posts, sums and occupations; the plan of posts as one page shows it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Q

from faden.domain.programme.enums import Baustein, NoteTopic
from faden.domain.programme.models import SourceNote
from faden.domain.programme.queries import source_notes
from faden.domain.staffing.calculation import ZERO, Comparison, PostFacts, Selector, Totals, compare, totals
from faden.domain.staffing.models import DeclaredSum, Occupation, Post
from faden.kernel.access.actor import Actor

NOWHERE = "Ohne Angabe einer Region"
NOBODY = "Nicht genannt"


@dataclass(frozen=True)
class PostLine:
    """A post with who fills it."""

    post: Post
    facts: PostFacts
    holders: tuple[Occupation, ...]

    @property
    def totals(self) -> Totals:
        """What of it is filled and vacant."""
        return totals([self.facts])


@dataclass(frozen=True)
class Group:
    """Posts of one region within a Baustein."""

    name: str
    lines: tuple[PostLine, ...]
    totals: Totals


@dataclass(frozen=True)
class SumLine:
    """A declared sum held against the posts."""

    declared: DeclaredSum
    comparison: Comparison


@dataclass(frozen=True)
class Part:
    """One Baustein: its posts, and the total the source declares for it (None: it declares none)."""

    baustein: Baustein
    groups: tuple[Group, ...]
    totals: Totals
    declared: SumLine | None

    @property
    def remarks(self) -> list[str]:
        """The notes of the posts, each once."""
        lines = (line for group in self.groups for line in group.lines)
        return list(dict.fromkeys(line.post.note for line in lines if line.post.note))


@dataclass(frozen=True)
class CrossLine:
    """FTE of a region or employer by Baustein, in the order of :class:`Baustein`."""

    name: str
    by_baustein: tuple[Decimal, ...]
    totals: Totals


@dataclass(frozen=True)
class StaffingPlan:
    """Everything about posts on one day."""

    parts: tuple[Part, ...]
    totals: Totals
    by_region: tuple[CrossLine, ...]
    by_employer: tuple[CrossLine, ...]
    sums: tuple[SumLine, ...]
    notes: tuple[SourceNote, ...]


def posts_on(day: date) -> list[Post]:
    """The posts funded on that day, each with employer, place and supervision loaded."""
    funded = (Q(funded_from=None) | Q(funded_from__lte=day)) & (Q(funded_until=None) | Q(funded_until__gt=day))
    related = ("employer", "region", "municipality", "neighbourhood", "expert_supervision", "expert_supervisor")
    return list(
        Post.objects.filter(funded, ended_on=None)
        .select_related(*related, "staff_supervision")
        .order_by("baustein", "position", "key")
    )


def occupations_on(day: date) -> list[Occupation]:
    """Who fills which post on that day, each with its account loaded."""
    return list(
        Occupation.objects.filter(Q(until=None) | Q(until__gt=day), since__lte=day)
        .select_related("account")
        .order_by("account__name", "id")
    )


def declared_sums() -> list[DeclaredSum]:
    """The sums the sources state."""
    return list(DeclaredSum.objects.filter(ended_on=None).order_by("position", "key"))


def staffing_plan(day: date) -> StaffingPlan:
    """The plan of posts on that day: four statements, all sums computed from the posts."""
    lines = _lines(day)
    facts = [line.facts for line in lines]
    sums = tuple(_sum_line(declared, facts) for declared in declared_sums())
    return StaffingPlan(
        parts=tuple(_part(baustein, lines, sums) for baustein in Baustein),
        totals=totals(facts),
        by_region=_cross(lines, _region),
        by_employer=_cross(lines, _employer),
        sums=sums,
        notes=tuple(source_notes(NoteTopic.POSTS)),
    )


def staffing_totals(day: date) -> Totals:
    """All posts of that day together: two statements."""
    return totals([line.facts for line in _lines(day)])


def _lines(day: date) -> list[PostLine]:
    holders: dict[UUID, list[Occupation]] = {}
    for occupation in occupations_on(day):
        holders.setdefault(occupation.post_id, []).append(occupation)
    return [_line(post, tuple(holders.get(post.pk, ()))) for post in posts_on(day)]


def _line(post: Post, holders: tuple[Occupation, ...]) -> PostLine:
    facts = PostFacts(
        key=post.key,
        baustein=post.baustein,
        function=post.function,
        fte=post.fte,
        employer=post.employer.key if post.employer else None,
        region=post.region.key if post.region else None,
        filled=sum((holder.share for holder in holders), ZERO),
    )
    return PostLine(post, facts, holders)


def _sum_line(declared: DeclaredSum, posts: Iterable[PostFacts]) -> SumLine:
    selector = Selector(
        bausteine=frozenset(declared.bausteine),
        functions=frozenset(declared.functions),
        regions=frozenset(declared.regions),
        employers=frozenset(declared.employers),
    )
    return SumLine(declared, compare(selector, declared.fte, declared.unallocated, posts))


def _part(baustein: Baustein, lines: list[PostLine], sums: tuple[SumLine, ...]) -> Part:
    mine = [line for line in lines if line.post.baustein == baustein]
    total = (line for line in sums if _is_total_of(line.declared, baustein))
    groups = tuple(
        Group(name, tuple(g), totals(line.facts for line in g)) for name, g in _grouped(mine, _region).items()
    )
    return Part(baustein, groups, totals(line.facts for line in mine), next(total, None))


def _is_total_of(declared: DeclaredSum, baustein: Baustein) -> bool:
    return declared.bausteine == [baustein] and not (declared.functions or declared.regions or declared.employers)


def _region(post: Post) -> tuple[int, str]:
    return (post.region.position, post.region.name) if post.region else (0, NOWHERE)


def _employer(post: Post) -> tuple[int, str]:
    return (post.employer.position, post.employer.name) if post.employer else (32_767, NOBODY)


def _grouped(lines: Iterable[PostLine], place: Callable[[Post], tuple[int, str]]) -> dict[str, list[PostLine]]:
    """Lines by the name of their region or employer, in the order of the site file."""
    groups: dict[tuple[int, str], list[PostLine]] = {}
    for line in lines:
        groups.setdefault(place(line.post), []).append(line)
    return {name: groups[position, name] for position, name in sorted(groups)}


def _cross(lines: list[PostLine], place: Callable[[Post], tuple[int, str]]) -> tuple[CrossLine, ...]:
    return tuple(
        CrossLine(
            name,
            tuple(totals(line.facts for line in group if line.post.baustein == b).fte for b in Baustein),
            totals(line.facts for line in group),
        )
        for name, group in _grouped(lines, place).items()
    )


def teams_of(actor: Actor, today: date) -> list[tuple[UUID, str]]:
    """The regions and employers somebody works in and for that day, by key, each once."""
    held = Q(until__isnull=True) | Q(until__gt=today)
    posts = Post.objects.filter(
        id__in=Occupation.objects.filter(held, account=actor.id, since__lte=today).values("post")
    ).select_related("region", "employer")
    teams = {place.id: str(place) for post in posts for place in (post.region, post.employer) if place}
    return sorted(teams.items(), key=lambda team: team[1])
