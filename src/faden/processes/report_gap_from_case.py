"""Report a gap that was met in a case: the report crosses the line, the case does not."""

from collections.abc import Collection
from datetime import date

from django.db import transaction

from faden.domain.cases.models import Case
from faden.domain.catalogues.models import Barrier, LifeDomain, TargetGroup
from faden.domain.findings.enums import GapKind, Level, Nature
from faden.domain.findings.models import GapOrigin, GapReport
from faden.domain.findings.operations.gaps import report_gap
from faden.domain.organisations.models import Organisation
from faden.domain.places.models import Municipality
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock
from faden.kernel.audit import operations as audit


@transaction.atomic
def report_gap_from_case(
    *,
    case: Case,
    kind: GapKind,
    nature: Nature,
    life_domain: LifeDomain,
    level: Level,
    text: str,
    municipalities: Collection[Municipality],
    target_groups: Collection[TargetGroup] = (),
    organisation: Organisation | None = None,
    barrier: Barrier | None = None,
    on: date,
    actor: Actor,
) -> GapReport:
    """Report with nothing but what is given here, and keep on the casework side which case it came from.

    The origin is a row of the case: its circle sees it, nobody finds from the report to the case.

    :raises NotVisible: the case is not there for this actor
    """
    case = lock(case)
    gap = report_gap(
        kind=kind,
        nature=nature,
        life_domain=life_domain,
        level=level,
        text=text,
        municipalities=municipalities,
        target_groups=target_groups,
        organisation=organisation,
        barrier=barrier,
        on=on,
        actor=actor,
    )
    origin = GapOrigin.objects.create(gap=gap, case=case)
    audit.record("case.gap_reported", actor=actor, subject=origin)
    return gap
