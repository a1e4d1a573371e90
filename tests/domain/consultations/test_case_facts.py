"""What coordination reads of cases: of its region, of those who agreed, and never of so few that somebody shows."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from faden.domain.cases.enums import Constellation, MeasureState, Phase
from faden.domain.cases.models import Assessment, Case, CaseBarrier, Measure, Rating
from faden.domain.consent.enums import ConsentKind
from faden.domain.consent.models import Consent
from faden.domain.consultations.enums import Waiting
from faden.domain.consultations.queries import FactFilter, SheetPage, case_facts
from faden.domain.people.enums import ShieldGround
from faden.domain.people.operations.shields import set_restriction
from faden.domain.places.models import Municipality, Region
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.identity.models import Account
from faden.kernel.identity.operations import assign_role
from faden.kernel.identity.queries import actor_of, system_actor
from tests import given
from tests.given import TODAY

pytestmark = pytest.mark.django_db
OPENED = date(2026, 3, 10)


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


@pytest.fixture
def lead() -> Actor:
    return given.actor(Role.LEAD)


def agreed(manager: Actor, count: int = 1, *, on: date = OPENED, **columns: Any) -> list[Case]:
    """Running cases of people who have agreed to the evaluation."""
    made = []
    for _ in range(count):
        case = given.case(manager, on=on, consented=True)
        with act_as(manager, today=TODAY):
            Case.objects.filter(id=case.id).update(**columns)
            allow(case, manager)
        made.append(case)
    return made


def allow(case: Case, manager: Actor, **changes: Any) -> Consent:
    dates = {"given_on": OPENED, "valid_from": OPENED, **changes}
    return Consent.objects.create(
        person_id=case.person_id, kind=ConsentKind.EVALUATION, form_version="x", recorded_by_id=manager.id, **dates
    )


def read(reader: Actor, *, on: date = TODAY, **wanted: Any) -> SheetPage:
    with act_as(reader, today=on):
        return case_facts(FactFilter(**wanted))


def test_five_are_told_and_four_are_not(manager: Actor, lead: Actor) -> None:
    agreed(manager, 4)
    assert read(lead) == SheetPage((), 0, few=True, after=None)
    agreed(manager)
    page = read(lead)
    assert (page.total, len(page.sheets), page.few) == (5, 5, False)
    assert {sheet.since for sheet in page.sheets} == {"März 2026"}


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.LEAD, Role.COORDINATOR, Role.SYSTEM}])
def test_nobody_else_is_told_anything(manager: Actor, role: Role) -> None:
    agreed(manager, 6)
    assert read(given.actor(role)).few


def test_who_has_not_agreed_or_no_longer_or_is_restricted_does_not_appear(manager: Actor, lead: Actor) -> None:
    cases = agreed(manager, 9)
    given.case(manager, on=OPENED, consented=True)
    with act_as(manager, today=TODAY):
        Consent.objects.filter(person_id=cases[0].person_id, kind="evaluation").update(withdrawn_on=TODAY)
        Consent.objects.filter(person_id=cases[1].person_id, kind="evaluation").update(valid_until=OPENED)
        Case.objects.filter(id=cases[2].id).update(closed_on=TODAY)
    keeper = given.actor(Role.SHIELD_KEEPER)
    with act_as(keeper, today=TODAY):
        set_restriction(
            person_id=cases[3].person_id, ground=ShieldGround.VIOLENCE, reason="x", actor=keeper, today=TODAY
        )
    assert read(lead).total == 5


def test_a_withdrawal_counts_with_the_next_look(manager: Actor, lead: Actor) -> None:
    cases = agreed(manager, 6)
    assert read(lead).total == 6
    with act_as(manager, today=TODAY):
        Consent.objects.filter(person_id=cases[0].person_id, kind="evaluation").update(withdrawn_on=TODAY)
    assert read(lead).total == 5


def test_a_coordinator_reads_the_own_region_or_municipality(manager: Actor) -> None:
    here, there = agreed(manager, 7), agreed(manager, 5)
    regions = []
    for number, cases in enumerate((here, there)):
        with act_as(system_actor(), today=TODAY):
            region = Region.objects.create(key=f"r{number}", name=f"R{number}", source="Test")
            place = given.municipality(f"Dorf {number}")
            Municipality.objects.filter(id=place.id).update(region=region)
        with act_as(manager, today=TODAY):
            Case.objects.filter(id__in=[case.id for case in cases]).update(municipality=place)
        regions.append((("region", region.id), ("municipality", place.id), len(cases)))
    for region_scope, place_scope, count in regions:
        assert read(coordinator_of(*region_scope)).total == count
        assert read(coordinator_of(*place_scope)).total == count
    assert read(given.actor(Role.COORDINATOR)).total == 12
    assert read(coordinator_of("region", manager.id)).few, "a region without a case"


def coordinator_of(kind: str, scope: UUID) -> Actor:
    somebody = given.actor()
    with act_as(system_actor(), today=TODAY):
        account = Account.objects.get(id=somebody.id)
        assign_role(account=account, role=Role.COORDINATOR, since=OPENED, scope_kind=kind, scope_id=scope)
        return actor_of(account, on=TODAY)


def test_two_readers_know_a_case_under_two_names_and_one_reader_under_one(manager: Actor, lead: Actor) -> None:
    agreed(manager, 5)
    other = given.actor(Role.LEAD)
    mine, again, theirs = ({sheet.handle for sheet in read(who).sheets} for who in (lead, lead, other))
    assert mine == again
    assert not mine & theirs


def test_nothing_of_the_case_comes_out_of_the_database(manager: Actor, lead: Actor) -> None:
    cases = agreed(manager, 6)
    with act_as(lead, today=TODAY), connection.cursor() as cursor:
        cursor.execute("SELECT faden_case_facts('{\"limit\": 50}')::text")
        (told,) = cursor.fetchone()
    for case in cases:
        for secret in (case.number, str(case.id), str(case.person_id), str(case.municipality_id), str(case.manager_id)):
            assert secret not in told
    assert "Đorđević" not in told
    assert OPENED.isoformat() not in told


def test_a_rare_phase_is_not_named_and_the_only_small_one_hides_its_neighbours(manager: Actor, lead: Actor) -> None:
    agreed(manager, 6, phase=Phase.DELIVERY)
    agreed(manager, 2, phase=Phase.ACCESS)
    assert {sheet.phase for sheet in read(lead).sheets} == {None}, "two unnamed ones among named ones would stand alone"
    agreed(manager, 3, phase=Phase.PLANNING)
    assert sorted(str(sheet.phase) for sheet in read(lead).sheets) == ["None"] * 5 + ["delivery"] * 6


def test_a_rare_constellation_is_not_named(manager: Actor, lead: Actor) -> None:
    agreed(manager, 6)
    agreed(manager, 1, constellation=Constellation.CASE_MANAGEMENT)
    assert {sheet.constellation for sheet in read(lead).sheets} == {None}


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ([OPENED] * 5 + [OPENED + timedelta(days=20)] * 5, {"März 2026"}),
        ([OPENED] * 5 + [date(2026, 2, 1)], {"1. Quartal 2026"}),
        ([OPENED] * 5 + [date(2026, 5, 1)], {"2026"}),
        ([OPENED] * 5 + [date(2025, 5, 1)], {None}),
    ],
)
def test_the_day_is_told_as_coarsely_as_the_smallest_company_needs(
    manager: Actor, lead: Actor, days: list[date], told: set[str | None]
) -> None:
    for day in days:
        agreed(manager, opened_on=day)
    assert {sheet.since for sheet in read(lead).sheets} == told


def facts_of(case: Case, manager: Actor, *, waits: int | None = None, barrier: bool = True) -> None:
    with act_as(manager, today=TODAY):
        assessment = Assessment.objects.create(case=case, on=TODAY, author_id=manager.id)
        Rating.objects.create(assessment=assessment, case=case, life_domain=given.life_domain(), need=4)
        if barrier:
            CaseBarrier.objects.create(case=case, barrier=given.barrier(), since=OPENED)
        if waits is not None:
            Measure.objects.create(
                case=case,
                title="Das steht nicht im Blatt",
                responsible="client",
                state=MeasureState.WAITING,
                created_on=OPENED,
                waiting_since=TODAY - timedelta(weeks=waits),
            )


def test_what_enough_cases_share_is_named_and_the_rest_is_only_said_to_be_there(manager: Actor, lead: Actor) -> None:
    cases = agreed(manager, 6)
    for number, case in enumerate(cases):
        facts_of(case, manager, waits=13, barrier=number < 4)
    page = read(lead)
    assert {sheet.needs.names for sheet in page.sheets} == {(given.life_domain().name,)}
    assert {sheet.waits for sheet in page.sheets} == {Waiting.LONG}
    assert [(sheet.barriers.names, sheet.barriers.others) for sheet in page.sheets].count(((), True)) == 4
    with act_as(manager, today=TODAY):
        CaseBarrier.objects.create(case=cases[4], barrier=given.barrier(), since=OPENED)
    assert [sheet.barriers.names for sheet in read(lead).sheets].count((given.barrier().name,)) == 5


def test_a_filter_finds_only_what_is_told(manager: Actor, lead: Actor) -> None:
    cases = agreed(manager, 6)
    for number, case in enumerate(cases):
        facts_of(case, manager, waits=1 if number else 20, barrier=number < 4)
    assert read(lead, life_domain=given.life_domain().id).total == 6
    assert read(lead, barrier=given.barrier().id).total == 0, "four would be fewer than the smallest group"
    assert read(lead, waiting=Waiting.SHORT).total == 5
    assert read(lead, waiting=Waiting.LONG).total == 0, "one that waits so long is only said to wait"
    assert [sheet.waits for sheet in read(lead).sheets].count(None) == 1


def test_pages_follow_each_other_without_gap_and_without_double(manager: Actor, lead: Actor) -> None:
    agreed(manager, 7)
    with act_as(lead, today=TODAY):
        seen, after = [], None
        while True:
            page = case_facts(FactFilter(), after=after, limit=3)
            seen += [sheet.handle for sheet in page.sheets]
            if (after := page.after) is None:
                break
    assert len(seen) == len(set(seen)) == 7
