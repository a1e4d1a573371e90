"""How closely somebody is counselled, and where the counselling stands; both keep their history."""

from datetime import date

from django.db import transaction
from django.db.models import Max

from faden.domain.cases.calculation import Criteria, advise
from faden.domain.cases.enums import Constellation, Phase
from faden.domain.cases.models import Case, ConstellationPeriod, CriteriaCheck, PhasePeriod
from faden.domain.cases.operations.holding import check_day, hold
from faden.domain.cases.operations.opening import record_criteria
from faden.domain.cases.rules import may_change_constellation, may_enter_phase, may_follow
from faden.domain.cases.transitions import CONSTELLATION
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import save_edit
from faden.kernel.access.errors import Invalid
from faden.kernel.audit import operations as audit


@transaction.atomic
def change_constellation(
    *, case: Case, version: int, constellation: Constellation, on: date, reason: str, actor: Actor, today: date
) -> ConstellationPeriod:
    """Counsel more or less closely from a day on.

    :raises Conflict: somebody has changed the case since
    :raises Refused: only the responsible case manager, and beyond a Kurzintervention only with the client's consent
    :raises Invalid: it is the same one, no reason is given, or the day lies before the present one began
    """
    case = hold(
        case,
        may_change_constellation,
        actor=actor,
        today=today,
        version=version,
        fields=("constellation", "phase"),
        consented=constellation != Constellation.SHORT,
    )
    present = ConstellationPeriod.objects.get(case_id=case.id, until__isnull=True)
    if not CONSTELLATION.may(Constellation(present.constellation), Constellation(constellation)):
        raise Invalid({"constellation": f"Der Fall ist schon „{present.get_constellation_display()}“."})
    if not reason.strip():
        raise Invalid({"reason": "Bitte den Grund für den Wechsel angeben."})
    return _change(case, present, Constellation(constellation), on=on, reason=reason, actor=actor, today=today)


@transaction.atomic
def check_criteria(
    *,
    case: Case,
    version: int,
    criteria: Criteria,
    decided: Constellation,
    reason: str,
    on: date,
    actor: Actor,
    today: date,
) -> CriteriaCheck:
    """Answer the four questions again; what is decided is the constellation from that day on.

    :param reason: needed when something else is decided than the answers speak for
    :raises Conflict: somebody has changed the case since
    :raises Refused: only the responsible case manager, and beyond a Kurzintervention only with the client's consent
    :raises Invalid: the deviation is not explained, or the day lies before the last check or constellation
    """
    case = hold(
        case,
        may_change_constellation,
        actor=actor,
        today=today,
        version=version,
        fields=("constellation", "phase"),
        consented=decided != Constellation.SHORT,
    )
    last = CriteriaCheck.objects.filter(case_id=case.id).aggregate(last=Max("on"))["last"]
    check_day(on, today, earliest=last or case.opened_on, why="Die letzte Prüfung")
    check = record_criteria(case=case, criteria=criteria, decided=decided, reason=reason, on=on, actor=actor)
    present = ConstellationPeriod.objects.get(case_id=case.id, until__isnull=True)
    if present.constellation != decided:
        why = reason.strip() or advise(criteria).why
        _change(case, present, decided, on=on, reason=why[:300], actor=actor, today=today)
    else:
        save_edit(case)
    return check


def _change(
    case: Case,
    present: ConstellationPeriod,
    constellation: Constellation,
    *,
    on: date,
    reason: str,
    actor: Actor,
    today: date,
) -> ConstellationPeriod:
    """End the present constellation and begin another one; the case is held."""
    check_day(on, today, earliest=present.since, why="Die jetzige Handlungskonstellation")
    present.until = on
    present.save(update_fields=["until"])
    period = ConstellationPeriod.objects.create(case=case, constellation=constellation, since=on, reason=reason.strip())
    save_edit(case, constellation=constellation)
    audit.record(
        "case.constellation_changed",
        actor=actor,
        subject=case,
        on=on,
        constellation=[present.constellation, constellation],
    )
    return period


@transaction.atomic
def enter_phase(*, case: Case, version: int, phase: Phase, on: date, actor: Actor, today: date) -> PhasePeriod:
    """Go on to the next phase, or take an earlier one up again.

    :raises Conflict: somebody has changed the case since
    :raises Refused: this phase cannot follow the present one
    """
    case = hold(case, may_enter_phase, actor=actor, today=today, version=version, fields=("phase", "constellation"))
    present = PhasePeriod.objects.get(case_id=case.id, until__isnull=True)
    may_follow.check(Phase(present.phase), phase)
    check_day(on, today, earliest=present.since, why="Die jetzige Phase")
    present.until = on
    present.save(update_fields=["until"])
    period = PhasePeriod.objects.create(case=case, phase=phase, since=on)
    save_edit(case, phase=phase)
    audit.record("case.phase_entered", actor=actor, subject=case, on=on, phase=[present.phase, phase])
    return period
