"""Read gap reports: the inbox of those who bundle, one's own, one with its story."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from faden.domain.cases.models import Case
from faden.domain.catalogues.models import TargetGroup
from faden.domain.findings.enums import GapKind, GapState
from faden.domain.findings.models import GapOrigin, GapReport, GapStep
from faden.domain.places.models import Municipality
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import NotVisible

PAGE = 25
OPEN = (GapState.REPORTED, GapState.IN_REVIEW)


@dataclass(frozen=True)
class GapFilter:
    """What the inbox shows; empty means everything.

    :param states: the states looked for
    """

    states: tuple[GapState, ...] = OPEN
    kind: GapKind | None = None
    life_domain: UUID | None = None
    municipality: UUID | None = None


@dataclass(frozen=True)
class GapPage:
    """A part of the inbox, newest first.

    :param total: how many there are in all
    :param after: where the next page begins, None at the end
    """

    gaps: list[GapReport]
    total: int
    after: tuple[date, UUID] | None


def inbox(wanted: GapFilter, *, after: tuple[date, UUID] | None = None, limit: int = PAGE) -> GapPage:
    """The reports this actor sees, with places, life domain, theme and reporter loaded.

    :param after: the last report of the page before, as ``(reported_on, id)``
    """
    found = _wanted(wanted)
    total = found.count()
    if after is not None:
        day, last = after
        found = found.filter(Q(reported_on__lt=day) | Q(reported_on=day, id__lt=last))
    rows = list(_loaded(found)[: limit + 1])
    gaps = rows[:limit]
    return GapPage(gaps, total, (gaps[-1].reported_on, gaps[-1].id) if len(rows) > limit else None)


def my_gaps(actor: Actor) -> list[GapReport]:
    """What somebody has reported, newest first, with what became of it."""
    return list(_loaded(GapReport.objects.filter(reporter_id=actor.id)))


def gap_by_number(number: str) -> GapReport:
    """One report with everything it says.

    :raises NotVisible: there is none for this actor
    """
    groups = TargetGroup.objects.order_by("position", "key")
    found = _loaded(GapReport.objects.filter(number=number)).select_related("barrier", "organisation")
    gap = found.prefetch_related(Prefetch("target_groups", groups)).first()
    if gap is None:
        raise NotVisible
    return gap


def gaps_by_number(numbers: list[str]) -> list[GapReport]:
    """The reports of these numbers that this actor sees, newest first."""
    return list(_loaded(GapReport.objects.filter(number__in=numbers)))


def steps_of_gap(gap: GapReport) -> list[GapStep]:
    """What became of a report, newest first."""
    return list(gap.steps.select_related("theme", "author").order_by("-on", "-id"))


def gaps_from_case(case: Case) -> list[GapReport]:
    """What has been reported from a case, newest first; only its circle can ask."""
    origins = GapOrigin.objects.filter(case=case).values("gap_id")
    return list(_loaded(GapReport.objects.filter(id__in=origins)))


def count_new_gaps() -> int:
    """Reports nobody has looked into yet."""
    return GapReport.objects.filter(state=GapState.REPORTED).count()


def count_by_state() -> dict[str, int]:
    """How many reports stand where."""
    return dict(GapReport.objects.values_list("state").annotate(amount=Count("id")).order_by("state"))


def _wanted(wanted: GapFilter) -> QuerySet[GapReport]:
    found = GapReport.objects.all()
    if wanted.states:
        found = found.filter(state__in=wanted.states)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.life_domain:
        found = found.filter(life_domain_id=wanted.life_domain)
    if wanted.municipality:
        found = found.filter(gapmunicipality__municipality_id=wanted.municipality)
    return found


def _loaded(found: QuerySet[GapReport]) -> QuerySet[GapReport]:
    places = Municipality.objects.order_by("position", "key")
    return (
        found.select_related("life_domain", "theme", "reporter")
        .prefetch_related(Prefetch("municipalities", places))
        .order_by("-reported_on", "-id")
    )
