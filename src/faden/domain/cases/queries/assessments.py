"""How the needs of a case were seen over time."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from faden.domain.cases.calculation import DomainView
from faden.domain.cases.models import Assessment, Case, Rating


@dataclass(frozen=True)
class View:
    """An assessment: by life domain, with what was said before it."""

    on: date
    author: str
    ratings: tuple["Rated", ...]


@dataclass(frozen=True)
class Rated:
    """A life domain in an assessment; ``previous`` is its need the last time it was rated before."""

    life_domain: str
    need: int
    own_view: int | None
    remark: str
    previous: int | None


def assessments_of(case: Case) -> list[View]:
    """All assessments, newest first, each rating with the one before it."""
    assessments = Assessment.objects.filter(case_id=case.id).select_related("author").order_by("on", "id")
    ratings = Rating.objects.filter(case_id=case.id).select_related("life_domain")
    by_assessment: dict[UUID, list[Rating]] = {}
    for rating in ratings.order_by("life_domain__position", "life_domain__key"):
        by_assessment.setdefault(rating.assessment_id, []).append(rating)
    before: dict[UUID, int] = {}
    views = []
    for assessment in assessments:
        rated = by_assessment.get(assessment.id, [])
        views.append(
            View(
                assessment.on,
                assessment.author.name,
                tuple(_rated(one, before.get(one.life_domain_id)) for one in rated),
            )
        )
        before.update({one.life_domain_id: one.need for one in rated})
    return views[::-1]


def last_views(case: Case) -> dict[UUID, DomainView]:
    """The latest rating of each life domain, by its key."""
    ratings = Rating.objects.filter(case_id=case.id).order_by("assessment__on", "assessment_id")
    return {
        rating.life_domain_id: DomainView(rating.life_domain_id, rating.need, rating.own_view, rating.remark)
        for rating in ratings
    }


def _rated(rating: Rating, previous: int | None) -> Rated:
    return Rated(str(rating.life_domain), rating.need, rating.own_view, rating.remark, previous)
