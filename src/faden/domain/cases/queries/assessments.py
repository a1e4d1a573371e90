"""How the needs of a case were seen over time."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from faden.domain.cases.calculation import DomainView
from faden.domain.cases.models import Assessment, Case, CaseBarrier, Rating
from faden.domain.cases.queries.own_views import told as told_own_view
from faden.domain.catalogues.models import Barrier
from faden.kernel.access.errors import NotVisible


@dataclass(frozen=True)
class View:
    """An assessment: by life domain, with what was said before it.

    :param own_view: who filled in the client's own view, in which language, when; empty when it was asked in the talk
    """

    id: UUID
    on: date
    author: str
    own_view: str
    ratings: tuple["Rated", ...]


@dataclass(frozen=True)
class Rated:
    """A life domain in an assessment; ``previous`` is its need the last time it was rated before."""

    domain_id: UUID
    life_domain: str
    need: int
    own_view: int | None
    remark: str
    resources: str
    wishes: str
    barriers: tuple[str, ...]
    previous: int | None

    @property
    def has_words(self) -> bool:
        """Whether more than the steps was written down."""
        return any((self.remark, self.resources, self.wishes, self.barriers))


@dataclass(frozen=True)
class Compared:
    """A life domain in two assessments; None where it was not rated."""

    life_domain: str
    before: Rated | None
    after: Rated | None

    @property
    def change(self) -> int | None:
        """How much the need has grown; None when it was not rated twice."""
        return self.after.need - self.before.need if self.before and self.after else None


def assessments_of(case: Case) -> list[View]:
    """All assessments, newest first, each rating with the one before it."""
    assessments = Assessment.objects.filter(case_id=case.id).select_related("author", "own_view").order_by("on", "id")
    ratings = list(
        Rating.objects.filter(case_id=case.id)
        .select_related("life_domain")
        .order_by("life_domain__position", "life_domain__key")
    )
    named = {key for rating in ratings for key in rating.barrier_ids}
    barriers = dict(Barrier.objects.filter(id__in=named).values_list("id", "name")) if named else {}
    by_assessment: dict[UUID, list[Rating]] = {}
    for rating in ratings:
        by_assessment.setdefault(rating.assessment_id, []).append(rating)
    before: dict[UUID, int] = {}
    views = []
    for assessment in assessments:
        rated = by_assessment.get(assessment.id, [])
        rated_now = tuple(_rated(one, barriers, before.get(one.life_domain_id)) for one in rated)
        own = assessment.own_view
        own_words = told_own_view(own) if own else ""
        views.append(View(assessment.id, assessment.on, assessment.author.name, own_words, rated_now))
        before.update({one.life_domain_id: one.need for one in rated})
    return views[::-1]


def compare(views: list[View], before: UUID, after: UUID) -> tuple[View, View, list[Compared]]:
    """Two assessments beside each other, the earlier one first; every life domain that one of them rates.

    :param views: as ``assessments_of`` gives them
    :raises NotVisible: one of them is not among these
    """
    chosen = [view for view in reversed(views) if view.id in (before, after)]
    if len(chosen) != 2:
        raise NotVisible
    first, second = ({rated.domain_id: rated for rated in view.ratings} for view in chosen)
    names = {rated.domain_id: rated.life_domain for view in chosen for rated in view.ratings}
    compared = [Compared(name, first.get(key), second.get(key)) for key, name in names.items()]
    return chosen[0], chosen[1], compared


def last_views(case: Case) -> dict[UUID, DomainView]:
    """The latest rating of each life domain, by its key."""
    ratings = Rating.objects.filter(case_id=case.id).order_by("assessment__on", "assessment_id")
    return {
        rating.life_domain_id: DomainView(
            rating.life_domain_id,
            rating.need,
            rating.own_view,
            rating.remark,
            rating.resources,
            rating.wishes,
            tuple(rating.barrier_ids),
            rating.barrier_words,
        )
        for rating in ratings
    }


def barriers_now(case: Case) -> set[UUID]:
    """The catalogue's barriers that hold the case up."""
    return set(CaseBarrier.objects.filter(case_id=case.id, until__isnull=True).values_list("barrier_id", flat=True))


def _rated(rating: Rating, barriers: dict[UUID, str], previous: int | None) -> Rated:
    names = [barriers[key] for key in rating.barrier_ids if key in barriers]
    return Rated(
        domain_id=rating.life_domain_id,
        life_domain=str(rating.life_domain),
        need=rating.need,
        own_view=rating.own_view,
        remark=rating.remark,
        resources=rating.resources,
        wishes=rating.wishes,
        barriers=(*names, *([rating.barrier_words] if rating.barrier_words else [])),
        previous=previous,
    )
