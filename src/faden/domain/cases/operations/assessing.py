"""How the needs are seen: by the professional, and by the client."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from faden.domain.cases.calculation import DomainView
from faden.domain.cases.enums import Need
from faden.domain.cases.models import Assessment, Case, Rating
from faden.domain.cases.operations.holding import check_day, hold
from faden.domain.cases.rules import may_work_on
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid
from faden.kernel.audit import operations as audit


@transaction.atomic
def assess(*, case: Case, on: date, views: Sequence[DomainView], actor: Actor, today: date) -> Assessment:
    """Record how the needs stand on a day; an earlier assessment is never changed.

    :param views: one for each life domain that was talked about
    :raises Invalid: nothing rated, a life domain twice, or a step that does not exist
    """
    case = hold(case, may_work_on, actor=actor, today=today, consented=True)
    check_day(on, today, earliest=case.opened_on, why="Der Fall")
    _check(views)
    assessment = Assessment.objects.create(case=case, on=on, author_id=actor.id)
    Rating.objects.bulk_create(
        Rating(
            assessment=assessment,
            case=case,
            life_domain_id=view.life_domain_id,
            need=view.need,
            own_view=view.own_view,
            remark=view.remark.strip(),
        )
        for view in views
    )
    audit.record("case.assessed", actor=actor, subject=assessment, on=on, life_domains=len(views))
    return assessment


def _check(views: Sequence[DomainView]) -> None:
    if not views:
        raise Invalid({"": "Bitte mindestens ein Handlungsfeld einschätzen."})
    if len({view.life_domain_id for view in views}) != len(views):
        raise Invalid({"": "Ein Handlungsfeld ist zweimal eingeschätzt."})
    steps = {int(step) for step in Need}
    if any(view.need not in steps or view.own_view not in steps | {None} for view in views):
        raise Invalid({"": "Eine Einschätzung liegt zwischen 0 und 4."})
