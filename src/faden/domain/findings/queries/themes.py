"""Read themes: their list, one with its way, its evidence and its effect."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Prefetch, Q, QuerySet

from faden.domain.findings.calculation.road import Station, road
from faden.domain.findings.enums import GapKind, ThemeState
from faden.domain.findings.models import GapReport, IndicatorValue, Theme, ThemeFeedback, ThemeStep
from faden.domain.findings.transitions import ENDED
from faden.domain.places.models import Municipality
from faden.kernel.access.errors import NotVisible

PAGE = 25
RUNNING = tuple(state for state in ThemeState if state not in ENDED)


@dataclass(frozen=True)
class ThemeFilter:
    """What the list shows; empty means everything."""

    states: tuple[ThemeState, ...] = RUNNING
    life_domain: UUID | None = None
    municipality: UUID | None = None


@dataclass(frozen=True)
class ThemePage:
    """A part of the list, newest first.

    :param after: where the next page begins, None at the end
    """

    themes: list[Theme]
    total: int
    after: tuple[date, UUID] | None


@dataclass(frozen=True)
class Evidence:
    """How much stands behind a theme: counts of reports, one dimension at a time, never a report itself.

    Reports are not persons and have been told without anybody's data, so that they may be counted below the minimum
    group size; but kind and place are never crossed, and target groups are not counted at all.
    """

    gaps: int
    reporters: int
    first_on: date | None
    last_on: date | None
    kinds: tuple[tuple[str, int], ...]
    municipalities: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Effect:
    """The indicator's values in order of their days."""

    values: tuple[IndicatorValue, ...]

    @property
    def sources(self) -> list[str]:
        """Where the values come from, each once."""
        return list(dict.fromkeys(value.source for value in self.values))

    @property
    def start(self) -> IndicatorValue | None:
        """Where it stood when the theme began."""
        return self.values[0] if self.values else None

    @property
    def now(self) -> IndicatorValue | None:
        """The newest value, once there is a second one."""
        return self.values[-1] if len(self.values) > 1 else None

    @property
    def change(self) -> Decimal | None:
        """Newest value less the first."""
        return self.now.value - self.start.value if self.now and self.start else None


def themes(wanted: ThemeFilter, *, after: tuple[date, UUID] | None = None, limit: int = PAGE) -> ThemePage:
    """Themes with life domain, places and responsible person loaded."""
    found = Theme.objects.all()
    if wanted.states:
        found = found.filter(state__in=wanted.states)
    if wanted.life_domain:
        found = found.filter(life_domain_id=wanted.life_domain)
    if wanted.municipality:
        found = found.filter(thememunicipality__municipality_id=wanted.municipality)
    total = found.count()
    if after is not None:
        day, last = after
        found = found.filter(Q(raised_on__lt=day) | Q(raised_on=day, id__lt=last))
    rows = list(_loaded(found)[: limit + 1])
    page = rows[:limit]
    return ThemePage(page, total, (page[-1].raised_on, page[-1].id) if len(rows) > limit else None)


def theme_by_number(number: str) -> Theme:
    """One theme with its places.

    :raises NotVisible: there is none
    """
    theme = _loaded(Theme.objects.filter(number=number)).first()
    if theme is None:
        raise NotVisible
    return theme


def themes_to_join() -> list[Theme]:
    """Themes that still take reports, those with the most evidence first."""
    return list(Theme.objects.filter(state__in=RUNNING).order_by("-evidence_gaps", "title", "id"))


def road_of(theme: Theme, steps: Iterable[ThemeStep]) -> tuple[Station, ...]:
    """What lies behind a theme and ahead of it.

    :param steps: as :func:`steps_of_theme` gives them, newest first
    """
    reached = [(ThemeState(step.to_state), step.on) for step in steps]
    return road(theme.state_now, reversed(reached))


def steps_of_theme(theme: Theme) -> list[ThemeStep]:
    """The way of a theme, newest first."""
    return list(theme.steps.select_related("author").order_by("-on", "-id"))


def gaps_of_theme(theme: Theme) -> list[GapReport]:
    """The reports behind a theme that this actor sees: all for those who bundle, else one's own."""
    places = Municipality.objects.order_by("position", "key")
    found = GapReport.objects.filter(theme=theme).select_related("life_domain", "reporter", "theme")
    return list(found.prefetch_related(Prefetch("municipalities", places)).order_by("-reported_on", "-id"))


def feedback_on(theme: Theme) -> list[ThemeFeedback]:
    """What those who reported have been told, newest first."""
    return list(theme.feedback.select_related("author").order_by("-on", "-id"))


def effect_of(theme: Theme) -> Effect:
    """Whether the indicator has moved."""
    return Effect(tuple(theme.values.order_by("on", "id")))


def evidence_of(theme: Theme) -> Evidence:
    """Counts of the reports behind a theme, also for readers who do not see the reports."""
    return evidence_of_all([theme.id])[theme.id]


def evidence_of_all(themes: Iterable[UUID]) -> dict[UUID, Evidence]:
    """The same for several themes at once, in two statements."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT wanted, faden_theme_evidence(wanted) FROM unnest(%s::uuid[]) wanted", [list(themes)])
        counted = cursor.fetchall()
    places = {str(key): name for key, name in Municipality.objects.values_list("id", "name")}
    return {theme: _evidence(counts, places) for theme, counts in counted}


def _evidence(answer: str | Mapping[str, Any], places: Mapping[str, str]) -> Evidence:
    counts = json.loads(answer) if isinstance(answer, str) else answer
    return Evidence(
        gaps=counts["gaps"],
        reporters=counts["reporters"],
        first_on=_day(counts["first"]),
        last_on=_day(counts["last"]),
        kinds=_ranked({GapKind(key).label: amount for key, amount in counts["kinds"].items()}),
        municipalities=_ranked({places[key]: amount for key, amount in counts["municipalities"].items()}),
    )


def _ranked(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _loaded(found: QuerySet[Theme]) -> QuerySet[Theme]:
    places = Municipality.objects.order_by("position", "key")
    return (
        found.select_related("life_domain", "responsible", "raised_by")
        .prefetch_related(Prefetch("municipalities", places))
        .order_by("-raised_on", "-id")
    )
