"""Lists: order, pages, filters, and what they cost."""

from datetime import date, timedelta
from itertools import count

import pytest
from pytest_django import DjangoAssertNumQueries

from faden.domain.cases.enums import Constellation
from faden.domain.cases.models import Case
from faden.domain.cases.queries import listing
from faden.domain.cases.queries.listing import SORTS, Wanted, cases_page
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from tests import given
from tests.domain.cases.acts import close, measure, note

pytestmark = pytest.mark.django_db
TODAY = given.TODAY
OPENED = date(2026, 3, 1)


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


def names(wanted: Wanted, **place: str) -> list[str]:
    return [line.case.person.family_name for line in cases_page(wanted, TODAY, **place).lines]


@pytest.mark.parametrize("sort", [*SORTS, *(f"-{key}" for key in SORTS)])
def test_every_page_follows_the_one_before_in_both_directions(
    manager: Actor, sort: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "ROWS", 4)
    for number in range(11):
        opened = OPENED + timedelta(days=number % 4)
        case = given.case(manager, family_name=f"N{number % 5}", on=opened)
        if number % 2:
            with act_as(manager, today=TODAY):
                note(case, manager, on=opened + timedelta(days=number % 3))
    wanted = Wanted(sort=sort)
    with act_as(manager, today=TODAY):
        first = cases_page(wanted, TODAY)
        second = cases_page(wanted, TODAY, after=first.next or "")
        third = cases_page(wanted, TODAY, after=second.next or "")
        forwards = [line.case.id for page in (first, second, third) for line in page.lines]
        assert len(set(forwards)) == len(forwards) == first.count == 11
        assert (first.previous, third.next) == (None, None)
        assert cases_page(wanted, TODAY, before=third.previous or "") == second
        assert cases_page(wanted, TODAY, before=second.previous or "").lines == first.lines


def test_names_stand_in_german_order(manager: Actor) -> None:
    for name, key in (("Zander", "ZANDER"), ("Ärmel", "AERMEL"), ("Öztürk", "OEZTUERK"), ("Adam", "ADAM")):
        given.case(manager, family_name=name)
        with act_as(manager, today=TODAY):
            Case.objects.filter(person__family_name=name).update(sort_name=key)
    with act_as(manager, today=TODAY):
        assert names(Wanted()) == ["Adam", "Ärmel", "Öztürk", "Zander"]


def test_filters(manager: Actor) -> None:
    open_one = given.case(manager, family_name="Offen", on=OPENED, consented=True)
    closed = given.case(manager, family_name="Zu", on=OPENED)
    with act_as(manager, today=TODAY):
        close(closed, manager)
        measure(open_one, manager, on=OPENED, due_on=TODAY - timedelta(days=1))
        assert names(Wanted()) == ["Offen"]
        assert names(Wanted(closed=True)) == ["Zu"]
        assert names(Wanted(overdue=True)) == ["Offen"]
        assert names(Wanted(constellation=Constellation.SHORT)) == []
        assert names(Wanted(phase=open_one.phase)) == ["Offen"]
        assert names(Wanted(municipality_id=given.municipality("Lichtenau").id)) == []


def test_an_unknown_place_begins_at_the_top(manager: Actor) -> None:
    given.case(manager, family_name="Eins")
    with act_as(manager, today=TODAY):
        assert names(Wanted(), after="26-999999") == ["Eins"]


@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_costs_the_same_whatever_it_shows(
    manager: Actor, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    numbers = count()
    for _ in range(rows):
        given.case(manager, family_name=f"N{next(numbers)}")
    with act_as(manager, today=TODAY), django_assert_num_queries(2):
        page = cases_page(Wanted(), TODAY)
        assert [
            (line.case.person.full_name, str(line.case.municipality), line.case.manager.name) for line in page.lines
        ]
