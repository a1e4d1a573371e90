"""The firewall: what crosses from a case into a report, and what stays."""

from typing import Any

import pytest

from faden.domain.cases.enums import CircleFunction, Responsible
from faden.domain.cases.models import Case, CaseBarrier, CircleMember, Measure
from faden.domain.catalogues.models import TargetGroup
from faden.domain.findings.calculation.text_review import PersonalData
from faden.domain.findings.enums import GapKind, Level, Nature
from faden.domain.findings.models import GapOrigin, GapReport
from faden.domain.findings.queries.gaps import gap_by_number, gaps_from_case
from faden.domain.people.models import Household, HouseholdMember, Person, PersonTargetGroup
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import NotVisible, Refused
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from faden.processes.report_gap_from_case import open_case_for_report, report_gap_from_case, review_text
from tests import given

pytestmark = pytest.mark.django_db
TODAY = given.TODAY


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager, family_name="Zyxwvut", given_names="Qwrtzo")


def _report(case: Case, by: Actor, **changes: Any) -> GapReport:
    with act_as(by, today=TODAY):
        return report_gap_from_case(
            **{
                "case": case,
                "kind": GapKind.MISSING_OFFER,
                "nature": Nature.QUANTITATIVE,
                "life_domain": given.life_domain(),
                "level": Level.KREIS,
                "text": "Es gibt keinen Sprachkurs mit Kinderbetreuung.",
                "municipalities": [given.municipality()],
                "on": TODAY,
                "actor": by,
                **changes,
            }
        )


def _relative(case: Case, by: Actor, **name: str) -> None:
    """Somebody who lives in the household."""
    with act_as(by, today=TODAY):
        household = Household(name="Haushalt")
        household.save()
        Case.objects.filter(pk=case.pk).update(household=household)
        CircleMember.objects.filter(case=case).update(household=household)
        relative = Person(sort_name="X", **name)
        relative.save()
        HouseholdMember.objects.create(household=household, person=relative, relation="child", since=TODAY)
        case.refresh_from_db()


def test_suggestions_are_words_of_the_catalogues(manager: Actor, case: Case) -> None:
    group = TargetGroup.objects.create(key="g", name="Alleinerziehende", source="Test")
    with act_as(manager, today=TODAY):
        CaseBarrier.objects.create(case=case, barrier=given.barrier(), since=TODAY)
        PersonTargetGroup.objects.create(person=case.person, target_group=group, since=TODAY)
        Measure.objects.create(
            case=case,
            title="Anmeldung",
            responsible=Responsible.ORGANISATION,
            organisation=given.organisation(),
            created_on=TODAY,
        )
        suggestions = open_case_for_report(number=case.number, actor=manager).suggestions
    assert suggestions.municipality == case.municipality_id
    assert suggestions.barrier == given.barrier().id
    assert suggestions.life_domain == given.barrier().life_domain_id
    assert suggestions.target_groups == {group.id}
    assert suggestions.organisations == {given.organisation().id}


def test_a_case_without_a_barrier_suggests_its_place(manager: Actor, case: Case) -> None:
    with act_as(manager, today=TODAY):
        suggestions = open_case_for_report(number=case.number, actor=manager).suggestions
    assert (suggestions.municipality, suggestions.life_domain, suggestions.barrier) == (
        case.municipality_id,
        None,
        None,
    )


def test_a_stranger_neither_looks_nor_reports(case: Case) -> None:
    stranger = given.actor(Role.CASE_MANAGER)
    with act_as(stranger, today=TODAY), pytest.raises(NotVisible):
        open_case_for_report(number=case.number, actor=stranger)
    with pytest.raises(NotVisible):
        _report(case, stranger)
    member = given.actor(Role.MEMBER)
    with act_as(member, today=TODAY), pytest.raises(Refused):
        open_case_for_report(number=case.number, actor=member)


def test_names_of_the_whole_household_stay(manager: Actor, case: Case) -> None:
    _relative(case, manager, family_name="Mnbvcxy", given_names="Poiuzt")
    for name in ("Zyxwvut", "Qwrtzo", "Mnbvcxy", "Poiuzt"):
        text = f"Für {name} gibt es keinen Platz."
        with act_as(manager, today=TODAY):
            (remark,) = review_text(text=text, case=case)
            assert remark.is_forbidden
            assert not any(r.is_forbidden for r in review_text(text=text))
        with pytest.raises(PersonalData):
            _report(case, manager, text=text, stated=[remark.key])
    with act_as(manager, today=TODAY):
        assert not GapReport.objects.exists()


def test_from_the_case_to_the_report_and_not_back(manager: Actor, case: Case) -> None:
    gap = _report(case, manager)
    with act_as(manager, today=TODAY):
        assert [found.number for found in gaps_from_case(case)] == [gap.number]
    for somebody in (given.actor(Role.COORDINATOR), given.actor(Role.LEAD)):
        with act_as(somebody, today=TODAY):
            assert gap_by_number(gap.number).id == gap.id
            assert not GapOrigin.objects.exists()
            assert gaps_from_case(case) == []


def test_who_joins_the_circle_sees_what_was_reported(manager: Actor, case: Case) -> None:
    gap = _report(case, manager)
    helper = given.actor(Role.CASE_MANAGER)
    with act_as(helper, today=TODAY), pytest.raises(NotVisible):
        gap_by_number(gap.number)
    with act_as(manager, today=TODAY):
        CircleMember.objects.create(
            case=case,
            account_id=helper.id,
            person=case.person,
            function=CircleFunction.HELPER,
            reason="Vertretung",
            since=TODAY,
        )
    with act_as(helper, today=TODAY):
        assert [found.number for found in gaps_from_case(case)] == [gap.number]


def test_the_trace_of_the_report_does_not_name_the_case(manager: Actor, case: Case) -> None:
    gap = _report(case, manager)
    with act_as(manager, today=TODAY):
        of_report = AuditEntry.objects.get(act="gap.reported")
        of_case = AuditEntry.objects.get(act="case.gap_reported")
    assert (of_report.subject_id, of_report.file_id) == (gap.id, None)
    assert (of_case.file_id, of_case.facts) == (case.id, {})
