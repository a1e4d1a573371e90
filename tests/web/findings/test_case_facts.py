"""The page „Fachberatung“."""

import pytest
from pytest_django import DjangoAssertNumQueries

from faden.kernel.access.roles import Role
from tests import given
from tests.domain.consultations.test_case_facts import agreed, facts_of
from tests.web.signed_in import somebody, words_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [Role.CASE_MANAGER, Role.ADMIN, Role.DATA_PROTECTION, Role.MEMBER, Role.ASSISTANT])
def test_others_are_told_who_reads_it(role: Role) -> None:
    _, client = somebody(role)
    answer = client.get("/fachberatung/")
    assert answer.status_code == 403
    assert "die Koordination für ihre Region" in words_of(answer)


def test_below_the_smallest_group_the_page_says_why_it_is_empty() -> None:
    manager = given.actor(Role.CASE_MANAGER)
    agreed(manager, 4)
    _, client = somebody(Role.LEAD)
    assert "Zu wenige Fälle" in words_of(client.get("/fachberatung/"))


def test_sheets_tell_facts_and_nobody() -> None:
    manager = given.actor(Role.CASE_MANAGER)
    cases = agreed(manager, 6)
    for case in cases:
        facts_of(case, manager, waits=13)
    _, client = somebody(Role.LEAD)
    page = words_of(client.get("/fachberatung/"))
    for told in ("6 Fälle", "ab 12 Wochen", given.barrier().name, "März 2026", "Prozessbegleitung"):
        assert told in page
    for case in cases:
        assert case.number not in page
    for secret in ("Đorđević", "Das steht nicht im Blatt", manager.name):
        assert secret not in page


@pytest.mark.parametrize(
    "query", ["?feld=x&huerde=y&phase=z&wartet=9", "?ab=3_zz", "?ab=9_x", "?ab=1_%00", "?wartet=x"]
)
def test_an_address_nobody_made_shows_a_list(query: str) -> None:
    manager = given.actor(Role.CASE_MANAGER)
    agreed(manager, 5)
    _, client = somebody(Role.LEAD)
    assert client.get(f"/fachberatung/{query}").status_code == 200


@pytest.mark.parametrize("count", [5, 7])
def test_the_page_costs_the_same_for_many(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    manager = given.actor(Role.CASE_MANAGER)
    for case in agreed(manager, count):
        facts_of(case, manager, waits=13)
    _, client = somebody(Role.LEAD)
    client.get("/fachberatung/")
    with django_assert_num_queries(11):
        client.get("/fachberatung/")
