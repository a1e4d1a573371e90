"""The four questions asked again, the histories they leave, and who helps already."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from faden.domain.cases.calculation import Criteria
from faden.domain.cases.enums import Constellation, Phase, Responsible
from faden.domain.cases.models import Case, CriteriaCheck
from faden.domain.cases.operations.course import change_constellation, check_criteria, enter_phase
from faden.domain.cases.operations.measures import plan_measure
from faden.domain.cases.queries.course import Helping, course_of, helping_already, phases_passed, together
from faden.domain.organisations.enums import Known
from faden.domain.organisations.models import Organisation
from faden.domain.referrals.operations import draft_referral, send_referral
from faden.domain.referrals.queries import helping_by_referral
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Conflict, Invalid, Refused
from faden.kernel.access.roles import Role
from tests import given
from tests.domain.cases.acts import close

pytestmark = pytest.mark.django_db
TODAY = given.TODAY
OPENED = date(2026, 3, 12)
ALL_FOUR = Criteria(longer_term=True, several_actors=True, overall_plan=True, mandate=True)
ELSEWHERE = Criteria(
    longer_term=True, several_actors=True, overall_plan=True, mandate=True, other_case_management="Jobcenter"
)


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager, on=OPENED, consented=True)


def checked(
    case: Case, manager: Actor, decided: Constellation, criteria: Criteria = ALL_FOUR, **more: Any
) -> CriteriaCheck:
    with act_as(manager, today=TODAY):
        case.refresh_from_db()
        values = {"version": case.version, "reason": "", "on": TODAY, **more}
        return check_criteria(case=case, criteria=criteria, decided=decided, actor=manager, today=TODAY, **values)


def test_what_is_decided_is_the_constellation_from_that_day_on(case: Case, manager: Actor) -> None:
    checked(case, manager, Constellation.CASE_MANAGEMENT)
    with act_as(manager, today=TODAY):
        case.refresh_from_db()
        course = course_of(case, TODAY)
    assert case.constellation == Constellation.CASE_MANAGEMENT
    assert [(line.name, line.until) for line in course.constellations] == [
        ("Case Management", None),
        ("Prozessbegleitung", TODAY),
    ]
    assert course.constellations[0].reason == "Alle vier Kriterien treffen zu."


def test_another_decision_needs_its_reason(case: Case, manager: Actor) -> None:
    with pytest.raises(Invalid) as refused:
        checked(case, manager, Constellation.GUIDANCE)
    assert set(refused.value.errors) == {"reason"}
    check = checked(case, manager, Constellation.GUIDANCE, reason="Die Familie möchte es selbst versuchen.")
    assert (check.deviates, check.recommendation) == (True, "Case Management")


def test_the_database_refuses_an_unexplained_deviation(case: Case, manager: Actor) -> None:
    check = checked(case, manager, Constellation.CASE_MANAGEMENT)
    with act_as(manager, today=TODAY), pytest.raises(IntegrityError), transaction.atomic():
        CriteriaCheck(
            case=case, on=TODAY, author_id=manager.id, longer_term=True, several_actors=True, overall_plan=True,
            mandate=True, recommended=check.recommended, decided="short", reason="",
        ).save(force_insert=True)  # fmt: skip


def test_a_check_that_changes_nothing_is_kept_too(case: Case, manager: Actor) -> None:
    for _ in range(2):
        checked(case, manager, Constellation.CASE_MANAGEMENT)
    with act_as(manager, today=TODAY):
        course = course_of(case, TODAY)
    assert len(course.checks) == 2
    assert len(course.constellations) == 2


def test_a_referral_is_recommended_where_there_is_a_case_management(case: Case, manager: Actor) -> None:
    with pytest.raises(Invalid):
        checked(case, manager, Constellation.SHORT, ELSEWHERE)
    check = checked(case, manager, Constellation.SHORT, ELSEWHERE, reason="bis zum Termin dort")
    assert check.recommendation == "Verweisberatung"


def test_before_the_last_check_there_is_none(case: Case, manager: Actor) -> None:
    checked(case, manager, Constellation.CASE_MANAGEMENT)
    with pytest.raises(Invalid, match="letzte Prüfung"):
        checked(case, manager, Constellation.CASE_MANAGEMENT, on=TODAY - timedelta(days=1))


def test_without_consent_nothing_longer_is_decided(manager: Actor) -> None:
    with pytest.raises(Refused, match="Einwilligung"):
        checked(given.case(manager, on=OPENED), manager, Constellation.CASE_MANAGEMENT)


def test_two_people_check_at_once(case: Case, manager: Actor) -> None:
    checked(case, manager, Constellation.CASE_MANAGEMENT)
    with pytest.raises(Conflict):
        checked(case, manager, Constellation.CASE_MANAGEMENT, version=1)


def test_each_constellation_may_follow_each_other_one(case: Case, manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        for version, wanted in enumerate(("case_management", "short", "guidance", "short"), start=1):
            change_constellation(
                case=case, version=version, constellation=Constellation(wanted), on=TODAY, reason="x",
                actor=manager, today=TODAY,
            )  # fmt: skip
        with pytest.raises(Invalid, match="schon"):
            change_constellation(
                case=case, version=5, constellation=Constellation.SHORT, on=TODAY, reason="x",
                actor=manager, today=TODAY,
            )  # fmt: skip
        assert len(course_of(case, TODAY).constellations) == 5


def test_only_the_phases_of_the_present_stay_are_passed(case: Case, manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        enter_phase(case=case, version=1, phase=Phase.GOAL_AGREEMENT, on=TODAY, actor=manager, today=TODAY)
        assert set(phases_passed(course_of(case, TODAY))) == {Phase.ASSESSMENT, Phase.GOAL_AGREEMENT}


def test_a_closed_case_is_not_checked(case: Case, manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        close(case, manager)
    with pytest.raises(Refused, match="abgeschlossen"):
        checked(case, manager, Constellation.SHORT, ELSEWHERE, reason="x")


def test_whoever_helps_is_named_once_with_everything_known(case: Case, manager: Actor) -> None:
    jobcentre, school = given.organisation("Jobcenter"), given.organisation("Schule")
    with act_as(manager, today=TODAY):
        Organisation.objects.filter(id=jobcentre.id).update(own_case_management=Known.YES)
    given.release(case, jobcentre, manager)
    with act_as(manager, today=TODAY):
        plan_measure(
            case=case, title="Schulplatz", responsible=Responsible.ORGANISATION, organisation=school, on=TODAY,
            actor=manager, today=TODAY,
        )  # fmt: skip
        referral = draft_referral(
            case=case, organisation=jobcentre, life_domain=given.life_domain(), concern="Geld", disclosed_name="",
            actor=manager, today=TODAY,
        )  # fmt: skip
        assert helping_by_referral(case) == []
        send_referral(referral=referral, version=referral.version, actor=manager, today=TODAY)
        found = together([*helping_already(case.person, case, TODAY), *helping_by_referral(case)])
        assert helping_already(case.person, None, TODAY)[0].name == "Jobcenter"
    assert found == [
        Helping("Jobcenter", "entbunden seit 20.11.2026; Verweis: gesendet", own_case_management=True),
        Helping("Schule", "Maßnahme: Schulplatz"),
    ]
