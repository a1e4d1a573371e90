"""Barriers: what holds a case up, from when until when."""

from datetime import date

from django.db import transaction

from faden.domain.cases.models import Case, CaseBarrier
from faden.domain.cases.operations.holding import check_day, hold
from faden.domain.cases.rules import may_work_on
from faden.domain.catalogues.models import Barrier
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock
from faden.kernel.access.errors import Invalid
from faden.kernel.audit import operations as audit


@transaction.atomic
def record_barrier(
    *, case: Case, barrier: Barrier, on: date, actor: Actor, today: date, remark: str = ""
) -> CaseBarrier:
    """Say what holds the case up.

    :param on: since when
    :raises Invalid: it is recorded already and has not been overcome
    """
    case = hold(case, may_work_on, actor=actor, today=today, consented=True)
    check_day(on, today)
    if CaseBarrier.objects.filter(case_id=case.id, barrier=barrier, until__isnull=True).exists():
        raise Invalid({"barrier": "Diese Hürde ist schon eingetragen und noch nicht überwunden."})
    met = CaseBarrier.objects.create(case=case, barrier=barrier, since=on, remark=remark.strip())
    audit.record("barrier.recorded", actor=actor, subject=met, on=on, barrier=barrier)
    return met


@transaction.atomic
def overcome_barrier(*, met: CaseBarrier, on: date, actor: Actor, today: date) -> CaseBarrier:
    """Say from which day on it no longer holds the case up."""
    hold(met.case, may_work_on, actor=actor, today=today)
    met = lock(met)
    if met.until is not None:
        raise Invalid({"": "Diese Hürde ist schon überwunden."})
    check_day(on, today, earliest=met.since, why="Die Hürde")
    met.until = on
    met.save(update_fields=["until"])
    audit.record("barrier.overcome", actor=actor, subject=met, on=on)
    return met
