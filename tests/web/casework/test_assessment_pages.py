"""The assessment's pages: steps in words, the course drawn, two beside each other."""

import re
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from faden.domain.cases.calculation import DomainView
from faden.domain.cases.models import Case, CaseBarrier
from faden.domain.cases.operations.assessing import assess
from faden.domain.catalogues.models import LifeDomain
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.identity.queries import system_actor
from faden.web.casework.development import summary
from tests import given
from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db
OPENED = date(2026, 3, 12)


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager, on=OPENED, consented=True)


def _assessed(case: Case, manager: Actor, on: date, need: int, own: int | None = None) -> None:
    with act_as(manager, today=given.TODAY):
        view = DomainView(given.life_domain().id, need, own)
        assess(case=case, on=on, views=[view], actor=manager, today=given.TODAY)


def _address(case: Case, rest: str = "") -> str:
    return f"/faelle/{case.number}/einschaetzung/{rest}"


def test_each_step_says_what_it_means_in_this_life_domain(manager: Actor, case: Case) -> None:
    domain = given.life_domain("Wohnen")
    with act_as(system_actor(), today=given.TODAY):
        steps = ["Eigene Wohnung.", "Kleine Mängel.", "Zu klein.", "Unterkunft.", "Wohnungslos."]
        LifeDomain.objects.filter(id=domain.id).update(need_steps=steps)
    page = signed_in(manager).get(_address(case, "neu/")).text
    assert [step in page for step in steps] == [True] * 5
    assert "<b>dringender Bedarf</b>: Wohnungslos." in page


def test_words_and_barriers_are_kept_and_shown(manager: Actor, case: Case) -> None:
    barrier = given.barrier()
    key = barrier.life_domain_id
    client = signed_in(manager)
    data = {
        "on": "20.11.2026",
        f"need_{key}": "3",
        f"resources_{key}": "Lernt gern",
        f"wishes_{key}": "Als Koch arbeiten",
        f"barriers_{key}": [str(barrier.id)],
    }
    assert client.post(_address(case, "neu/"), data).status_code == 303
    page = client.get(_address(case)).text
    assert all(words in page for words in ("Lernt gern", "Als Koch arbeiten", "Kein freier Kursplatz"))
    with act_as(manager, today=given.TODAY):
        assert CaseBarrier.objects.filter(case_id=case.id, barrier=barrier).count() == 1
    again = client.get(_address(case, "neu/")).text
    assert "Beim letzten Mal: Lernt gern" in again
    assert re.search(rf'name="barriers_{key}" value="{barrier.id}" checked', again)


def test_words_without_a_step_are_told_and_kept(manager: Actor, case: Case) -> None:
    key = given.life_domain().id
    answer = signed_in(manager).post(_address(case, "neu/"), {"on": "20.11.2026", f"wishes_{key}": "Ein Garten"})
    assert answer.status_code == 422
    assert "Bitte auch die fachliche Sicht angeben." in answer.text
    assert "Ein Garten" in answer.text


def test_the_course_is_drawn_from_the_second_assessment_on(manager: Actor, case: Case) -> None:
    client = signed_in(manager)
    _assessed(case, manager, OPENED, 4, 3)
    assert "<figure" not in client.get(_address(case)).text
    _assessed(case, manager, given.TODAY, 1)
    page = client.get(_address(case)).text
    assert "Wo ist der Bedarf kleiner geworden?" in page
    assert "Der Bedarf ist in 1\u00a0Handlungsfeld kleiner geworden." in page
    assert 'aria-label="Sprache: von 4 (dringender Bedarf) zu 1 (geringer Bedarf)"' in page
    assert 'd="M16.0 26L180.0 77"' in page
    assert "<td>4 (eigene Sicht 3)</td><td>1</td>" in page


def test_the_summary_counts_what_was_rated_twice() -> None:
    needs = "Der Bedarf ist in 2\u00a0Handlungsfeldern kleiner geworden"
    assert summary([-1, -2, 0, 3]) == f"{needs}, in 1 größer geworden und in 1 gleich geblieben."
    assert summary([0, 0]) == "Der Bedarf ist in 2\u00a0Handlungsfeldern gleich geblieben."
    assert summary([]) == "Noch kein Handlungsfeld ist zweimal eingeschätzt."


def test_two_assessments_stand_beside_each_other(manager: Actor, case: Case) -> None:
    client = signed_in(manager)
    assert "Noch nichts zu vergleichen" in client.get(_address(case, "vergleich/")).text
    _assessed(case, manager, OPENED, 4)
    _assessed(case, manager, given.TODAY, 1)
    page = client.get(_address(case, "vergleich/")).text
    assert "kleiner (−3)" in page or "kleiner (-3)" in page
    keys = re.findall(r'<option value="([0-9a-f-]{36})"', page)[:2]
    swapped = client.get(_address(case, f"vergleich/?von={keys[0]}&bis={keys[1]}")).text
    assert swapped.index("12.03.2026</th>") < swapped.index("20.11.2026</th>")
    same = client.get(_address(case, f"vergleich/?von={keys[0]}&bis={keys[0]}"))
    assert "Bitte zwei verschiedene Einschätzungen wählen." in same.text
    bent = client.get(_address(case, "vergleich/?von=x&bis=y"))
    assert "Das steht nicht zur Auswahl." in bent.text


def test_strangers_see_none_of_it(case: Case) -> None:
    stranger = signed_in(given.actor(Role.CASE_MANAGER))
    for rest in ("", "neu/", "vergleich/"):
        assert stranger.get(_address(case, rest)).status_code == 404


def test_the_page_asks_the_same_for_one_and_for_three(
    manager: Actor, case: Case, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(manager)
    _assessed(case, manager, OPENED, 4)
    client.get(_address(case))
    with django_assert_num_queries(11):
        client.get(_address(case))
    for need in (3, 2):
        _assessed(case, manager, given.TODAY, need)
    with django_assert_num_queries(11):
        client.get(_address(case))
