"""How the needs are seen: by the professional, and by the client."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from faden.domain.cases.calculation import DomainView
from faden.domain.cases.enums import Need
from faden.domain.cases.models import Assessment, Case, CaseBarrier, OwnAnswer, OwnView, Rating
from faden.domain.cases.operations.barriers import record_barrier
from faden.domain.cases.operations.holding import check_day, hold
from faden.domain.cases.rules import may_work_on
from faden.domain.catalogues.models import Barrier
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid, NotVisible
from faden.kernel.audit import operations as audit


@transaction.atomic
def assess(
    *,
    case: Case,
    on: date,
    views: Sequence[DomainView],
    actor: Actor,
    today: date,
    own_view: OwnView | None = None,
) -> Assessment:
    """Record how the needs stand on a day; an earlier assessment is never changed.

    Barriers named here hold the case up from that day on, unless they do so already.

    :param views: one for each life domain that was talked about
    :param own_view: what the client has filled in; its answers stand as they were given, whatever ``views`` say
    :raises Invalid: nothing rated, a life domain twice, a step that does not exist, a barrier of another life domain
    """
    case = hold(case, may_work_on, actor=actor, today=today, consented=True)
    check_day(on, today, earliest=case.opened_on, why="Der Fall")
    _check(views)
    barriers = _barriers(views)
    answers = _taken_over(case, own_view)
    assessment = Assessment.objects.create(case=case, on=on, author_id=actor.id, own_view=own_view)
    Rating.objects.bulk_create(_rating(assessment, view, answers) for view in views)
    for barrier in _new(case, barriers):
        record_barrier(case=case, barrier=barrier, on=on, actor=actor, today=today)
    audit.record("case.assessed", actor=actor, subject=assessment, on=on, life_domains=len(views))
    return assessment


def _taken_over(case: Case, own_view: OwnView | None) -> dict[UUID, int]:
    """What the client has answered, by life domain."""
    if own_view is None:
        return {}
    if own_view.case_id != case.id:
        raise NotVisible
    if Assessment.objects.filter(own_view=own_view).exists():
        raise Invalid({"": "Diese eigene Sicht gehört schon zu einer Einschätzung. Bitte die Seite neu laden."})
    answers = OwnAnswer.objects.filter(own_view=own_view).values_list("life_domain_id", "step")
    return {life_domain_id: step for life_domain_id, step in answers if step is not None}


def _rating(assessment: Assessment, view: DomainView, answers: Mapping[UUID, int]) -> Rating:
    return Rating(
        assessment=assessment,
        case_id=assessment.case_id,
        life_domain_id=view.life_domain_id,
        need=view.need,
        own_view=answers.get(view.life_domain_id, view.own_view),
        remark=view.remark.strip(),
        resources=view.resources.strip(),
        wishes=view.wishes.strip(),
        barrier_ids=list(view.barrier_ids),
        barrier_words=view.barrier_words.strip(),
    )


def _check(views: Sequence[DomainView]) -> None:
    if not views:
        raise Invalid({"": "Bitte mindestens ein Handlungsfeld einschätzen."})
    if len({view.life_domain_id for view in views}) != len(views):
        raise Invalid({"": "Ein Handlungsfeld ist zweimal eingeschätzt."})
    steps = {int(step) for step in Need}
    if any(view.need not in steps or view.own_view not in steps | {None} for view in views):
        raise Invalid({"": "Eine Einschätzung liegt zwischen 0 und 4."})


def _barriers(views: Iterable[DomainView]) -> list[Barrier]:
    named = {(key, view.life_domain_id) for view in views for key in view.barrier_ids}
    if not named:
        return []
    found = list(Barrier.objects.filter(id__in={key for key, _ in named}).order_by("position", "key"))
    if named - {(barrier.id, barrier.life_domain_id) for barrier in found}:
        raise Invalid({"": "Eine Hürde gehört zu einem anderen Handlungsfeld."})
    return found


def _new(case: Case, barriers: Sequence[Barrier]) -> list[Barrier]:
    """Those that do not hold the case up yet."""
    if not barriers:
        return []
    known: set[UUID] = set(
        CaseBarrier.objects.filter(case_id=case.id, until__isnull=True).values_list("barrier_id", flat=True)
    )
    return [barrier for barrier in barriers if barrier.id not in known]
