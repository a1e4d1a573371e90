"""Take over a case: responsibility, and what has to be done in it."""

from datetime import date, datetime

from django.db import transaction

from faden.domain.cases.models import Case, Handover
from faden.domain.cases.operations.handover import accept_handover
from faden.domain.diary.operations.passing_on import pass_on
from faden.kernel.access.actor import Actor


@transaction.atomic
def take_over(*, handover: Handover, actor: Actor, today: date, now: datetime) -> Case:
    """Accept a hand-over; open tasks and coming appointments of the case become the new case manager's.

    :raises Refused: somebody else's, answered already, or too early
    """
    case = accept_handover(handover=handover, actor=actor, today=today)
    pass_on(case=case, former_id=handover.former_id, actor=actor, now=now)
    return case
