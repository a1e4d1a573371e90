"""Closed cases whose period of retention is over, and erasures at every stage."""

from datetime import date, timedelta

from faden.domain.cases.models import Case, Stay
from faden.domain.retention.enums import Archive, ErasureState
from faden.domain.retention.models import Erasure, LegalHold, RetentionRule
from faden.domain.retention.operations import announce, carry_out, hold, note_answer, offer_to_archive
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from tests import given

OPENED_ON, CLOSED_ON = date(2024, 1, 2), date(2024, 6, 1)


def period() -> None:
    """Files are kept for a year."""
    if not RetentionRule.objects.exists():
        RetentionRule.objects.create(
            retention_class="case_file", amount=1, unit="year", decided="site", valid_from=OPENED_ON, source="Test"
        )


def old_case(manager: Actor, *, family_name: str = "Altmark") -> Case:
    """Closed so long ago that it is to be erased."""
    case = given.case(manager, family_name=family_name, on=OPENED_ON)
    with act_as(manager, today=given.TODAY):
        Stay.objects.filter(case=case).update(until=CLOSED_ON, closing_reason="moved_away")
        Case.objects.filter(id=case.id).update(closed_on=CLOSED_ON)
    return case


def erasure(officer: Actor, case: Case, *, today: date = given.TODAY, state: ErasureState) -> Erasure:
    """Announced so long ago that it is time, and brought as far as asked."""
    period()
    then = today - timedelta(days=31)
    with act_as(officer, today=then):
        (found,) = announce(cases=[case.id], actor=officer, today=then)
        if state != ErasureState.ANNOUNCED:
            found = offer_to_archive(erasure=found, version=1, actor=officer, today=then)
        if state in {ErasureState.ANSWERED, ErasureState.CARRIED_OUT}:
            found = note_answer(erasure=found, archive=Archive.DECLINED, version=2, actor=officer, today=then)
    if state == ErasureState.CARRIED_OUT:
        with act_as(officer, today=today):
            found = carry_out(erasure=found, version=3, actor=officer, today=today)
    return found


def held(officer: Actor, case: Case, *, today: date = given.TODAY) -> LegalHold:
    """A hold for some weeks."""
    with act_as(officer, today=today):
        return hold(case_id=case.id, reason="Klage läuft", until=today + timedelta(days=50), actor=officer, today=today)
