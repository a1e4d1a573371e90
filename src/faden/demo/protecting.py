"""Who may see what, shown on one case and a few beside it: the chapters of protection have something to look at.

Everything happens through the operations of the product, acting as the people who would do it, on the day they would
do it. Demos of a few cases stay as they are.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from faden.demo.expiring import invent_erasures
from faden.demo.packages import invent_links, invent_packages
from faden.demo.sharing import invent_circles, invent_emergency, invent_withdrawal
from faden.demo.staff import Staff
from faden.demo.stage import Stage
from faden.domain.cases.enums import Constellation
from faden.domain.cases.models import Case
from faden.domain.consent.enums import ConsentKind
from faden.domain.consent.models import Consent
from faden.kernel.access.acting import act_as
from faden.kernel.access.roles import Role

#: From so many cases on there is somebody for every part.
ENOUGH = 60


def invent_protection(staff: Staff, cases: Mapping[str, Sequence[Case]], today: date) -> None:
    """Circles, an emergency, packages, answer links, a withdrawal, erasures."""
    if sum(map(len, cases.values())) < ENOUGH:
        return
    managers = [colleague.actor for colleague in staff.by_role[Role.CASE_MANAGER]]
    guided = []
    for manager in managers:
        with act_as(manager, today=today):
            guided.append(_guided(cases[manager.email], today))
    stage = Stage(staff, managers, guided, today)
    if not stage.is_set:
        return
    invent_circles(stage)
    invent_emergency(stage)
    invent_packages(stage)
    invent_links(stage)
    invent_withdrawal(stage)
    invent_erasures(stage)


def _guided(cases: Sequence[Case], today: date) -> list[Case]:
    """Running cases with a consent, that are more than a Kurzintervention; the oldest first."""
    signed = Consent.objects.filter(kind=ConsentKind.DATA_PROCESSING, valid_from__lte=today - timedelta(days=1))
    people = set(signed.values_list("person_id", flat=True))
    running = [case for case in cases if case.is_open and case.constellation != Constellation.SHORT]
    return sorted((case for case in running if case.person_id in people), key=lambda case: (case.opened_on, case.id))
