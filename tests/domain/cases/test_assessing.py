"""Assessments: what is kept of a life domain, the barriers they name, their course, and when the next one is due."""

from datetime import date, timedelta

import pytest

from faden.domain.cases.calculation import DomainView, MonthsInForce, reassessment_due_on
from faden.domain.cases.enums import Constellation
from faden.domain.cases.models import Assessment, Case, CaseBarrier, ConstellationPeriod, ReassessmentRule
from faden.domain.cases.operations.assessing import assess
from faden.domain.cases.queries.assessments import assessments_of, barriers_now, compare, last_views
from faden.domain.cases.queries.file import file_of
from faden.domain.cases.queries.reassessing import reassessment_of, reassessments_due
from faden.domain.catalogues.models import Barrier
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid, NotVisible
from faden.kernel.access.roles import Role
from faden.kernel.identity.queries import system_actor
from tests import given
from tests.domain.cases.acts import close

pytestmark = pytest.mark.django_db
TODAY = given.TODAY
OPENED = date(2026, 3, 12)


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager, on=OPENED, consented=True)


def _assess(case: Case, manager: Actor, *views: DomainView, on: date = TODAY) -> Assessment:
    with act_as(manager, today=TODAY):
        return assess(case=case, on=on, views=views, actor=manager, today=TODAY)


def _months(months: int, *, since: date = date(2024, 1, 1), until: date | None = None) -> None:
    with act_as(system_actor(), today=TODAY):
        ReassessmentRule.objects.create(
            constellation=Constellation.GUIDANCE, months=months, valid_from=since, valid_until=until, source="Test"
        )


# -- what is kept -----------------------------------------------------------------------------


def test_everything_said_about_a_life_domain_is_kept_and_stands_there_the_next_time(manager: Actor, case: Case) -> None:
    barrier = given.barrier()
    view = DomainView(
        barrier.life_domain_id, 3, 2, "Bemerkung", "Lernt gern", "Als Koch arbeiten", (barrier.id,), "Schicht am Abend"
    )
    _assess(case, manager, view)
    with act_as(manager, today=TODAY):
        assert last_views(case) == {barrier.life_domain_id: view}
        (rated,) = assessments_of(case)[0].ratings
    assert rated.barriers == ("Kein freier Kursplatz", "Schicht am Abend")
    assert rated.has_words


def test_a_barrier_named_in_an_assessment_holds_the_case_up_once(manager: Actor, case: Case) -> None:
    barrier = given.barrier()
    for on in (OPENED, TODAY):
        _assess(case, manager, DomainView(barrier.life_domain_id, 3, barrier_ids=(barrier.id,)), on=on)
    with act_as(manager, today=TODAY):
        (met,) = CaseBarrier.objects.filter(case_id=case.id)
        assert (met.barrier_id, met.since) == (barrier.id, OPENED)
        assert barriers_now(case) == {barrier.id}


def test_a_barrier_of_another_life_domain_is_refused_and_nothing_is_kept(manager: Actor, case: Case) -> None:
    barrier, other = given.barrier(), given.life_domain("Wohnen")
    with pytest.raises(Invalid, match="anderen Handlungsfeld"):
        _assess(case, manager, DomainView(other.id, 1, barrier_ids=(barrier.id,)))
    with act_as(manager, today=TODAY):
        assert not Assessment.objects.filter(case_id=case.id).exists()


def test_an_ended_barrier_of_the_catalogue_keeps_its_name(manager: Actor, case: Case) -> None:
    barrier = given.barrier()
    _assess(case, manager, DomainView(barrier.life_domain_id, 3, barrier_ids=(barrier.id,)))
    with act_as(system_actor(), today=TODAY):
        Barrier.objects.filter(id=barrier.id).update(ended_on=TODAY)
    with act_as(manager, today=TODAY):
        assert assessments_of(case)[0].ratings[0].barriers == (barrier.name,)


# -- two beside each other --------------------------------------------------------------------


def test_a_comparison_stands_in_the_order_of_time_however_it_was_asked(manager: Actor, case: Case) -> None:
    language, housing = given.life_domain("Sprache"), given.life_domain("Wohnen")
    first = _assess(case, manager, DomainView(language.id, 4), on=OPENED)
    second = _assess(case, manager, DomainView(language.id, 1), DomainView(housing.id, 2))
    with act_as(manager, today=TODAY):
        views = assessments_of(case)
    before, after, compared = compare(views, second.id, first.id)
    assert (before.on, after.on) == (OPENED, TODAY)
    assert {one.life_domain: one.change for one in compared} == {"Sprache": -3, "Wohnen": None}


def test_an_assessment_of_another_case_is_not_compared(manager: Actor, case: Case) -> None:
    view = DomainView(given.life_domain().id, 1)
    mine = _assess(case, manager, view)
    other = _assess(given.case(manager, on=OPENED, consented=True), manager, view)
    with act_as(manager, today=TODAY):
        views = assessments_of(case)
    for pair in ((mine.id, other.id), (mine.id, mine.id)):
        with pytest.raises(NotVisible):
            compare(views, *pair)


# -- when the next one is due -----------------------------------------------------------------

RULES = [MonthsInForce(Constellation.GUIDANCE, 6), MonthsInForce(Constellation.CASE_MANAGEMENT, 4)]


@pytest.mark.parametrize(
    ("constellation", "since", "last", "due"),
    [
        ("guidance", date(2026, 1, 1), None, date(2026, 7, 1)),
        ("guidance", date(2026, 1, 1), date(2026, 3, 15), date(2026, 9, 15)),
        ("case_management", date(2026, 1, 1), date(2026, 3, 15), date(2026, 7, 15)),
        # The months count from the last assessment, also when the constellation has changed since.
        ("case_management", date(2026, 6, 1), date(2026, 3, 15), date(2026, 7, 15)),
        # § 188 BGB: a month without that day ends on its last one.
        ("guidance", date(2026, 8, 31), None, date(2027, 2, 28)),
        ("short", date(2026, 1, 1), None, None),
    ],
)
def test_so_many_months_after_the_last_assessment(
    constellation: str, since: date, last: date | None, due: date | None
) -> None:
    found = reassessment_due_on(constellation=constellation, since=since, last_assessed_on=last, rules=RULES)
    assert found == due


def test_what_is_due_is_listed_for_the_responsible_case_manager_the_oldest_first(manager: Actor, case: Case) -> None:
    _months(6)
    assessed = given.case(manager, on=OPENED - timedelta(days=60), consented=True)
    _assess(assessed, manager, DomainView(given.life_domain().id, 1), on=OPENED + timedelta(days=10))
    fresh = given.case(manager, on=TODAY, consented=True)
    with act_as(manager, today=TODAY):
        due = reassessments_due(manager, TODAY)
        assert [(one.case.id, one.last_on) for one in due] == [
            (case.id, None),
            (assessed.id, OPENED + timedelta(days=10)),
        ]
        assert [one.due_on for one in due] == [date(2026, 9, 12), date(2026, 9, 22)]
        assert fresh.id not in {one.case.id for one in due}
        assert [one.case.id for one in reassessments_due(manager, TODAY, limit=1)] == [case.id]
    other = given.actor(Role.CASE_MANAGER)
    with act_as(other, today=TODAY):
        assert reassessments_due(other, TODAY) == []


def test_the_case_says_the_same_as_the_list(manager: Actor, case: Case) -> None:
    _months(6)
    with act_as(manager, today=TODAY):
        found = reassessment_of(case, TODAY)
        assert found is not None
        assert file_of(case.number, TODAY).reassessment_due_on == found.due_on == date(2026, 9, 12)


def test_rules_are_dated_and_a_site_without_one_asks_for_nothing(manager: Actor, case: Case) -> None:
    with act_as(manager, today=TODAY):
        assert reassessments_due(manager, TODAY) == []
        assert file_of(case.number, TODAY).reassessment_due_on is None
    _months(12, until=date(2026, 10, 1))
    _months(3, since=date(2026, 10, 1))
    with act_as(manager, today=TODAY):
        assert file_of(case.number, TODAY).reassessment_due_on == date(2026, 6, 12)


def test_a_closed_case_is_not_assessed_again(manager: Actor, case: Case) -> None:
    _months(3)
    with act_as(manager, today=TODAY):
        close(case, manager)
        case.refresh_from_db()
        assert reassessments_due(manager, TODAY) == []
        assert reassessment_of(case, TODAY) is None


def test_a_new_constellation_without_assessment_counts_from_its_beginning(manager: Actor, case: Case) -> None:
    _months(6)
    with act_as(manager, today=TODAY):
        ConstellationPeriod.objects.filter(case_id=case.id).update(since=date(2026, 10, 1))
        found = reassessment_of(case, TODAY)
    assert found is not None
    assert found.due_on == date(2027, 4, 1)
