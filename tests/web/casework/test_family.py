"""The family page: everybody side by side, and the forms by which a household changes."""

from typing import Any

import pytest

from faden.domain.cases.calculation import DomainView
from faden.domain.cases.enums import Need, Responsible
from faden.domain.cases.models import Case
from faden.domain.cases.operations.assessing import assess
from faden.domain.cases.operations.goals import agree_goal
from faden.domain.cases.operations.measures import plan_measure
from faden.domain.people.models import HouseholdMember
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.lib import german
from tests import given
from tests.signed_in import signed_in
from tests.statements import statements
from tests.web.signed_in import somebody, today, words_of

pytestmark = pytest.mark.django_db


def _family(*names: str) -> tuple[Actor, Any, Case]:
    """A case with children, all added on the page."""
    manager, client = somebody(Role.CASE_MANAGER)
    case = given.case(manager, on=today(), consented=True)
    for name in names:
        typed = {"given_names": name, "family_name": "Đorđević", "relation": "child", "since": german.day(today())}
        client.post(f"/faelle/{case.number}/familie/neu/", {**typed, "household_name": "Familie"})
    with act_as(manager, today=today()):
        return manager, client, Case.objects.get(id=case.id)


def _page(case: Case, rest: str = "") -> str:
    return f"/faelle/{case.number}/familie/{rest}"


def _counsel(manager: Actor, case: Case) -> None:
    domain = given.life_domain()
    everyday: dict[str, Any] = {"case": case, "on": today(), "actor": manager, "today": today()}
    with act_as(manager, today=today()):
        assess(views=[DomainView(domain.id, Need(3), own_view=2)], **everyday)
        goal = agree_goal(life_domain=domain, words="Deutsch lernen", **everyday)
        plan_measure(title="Kurs suchen", responsible=Responsible.CLIENT, goal=goal, **everyday)


def test_needs_goals_and_steps_stand_side_by_side() -> None:
    manager, client, case = _family("Mila")
    _counsel(manager, case)
    shown = words_of(client.get(_page(case)))
    for words in (
        "Ana Đorđević",
        "Mila Đorđević",
        "kein eigener Fall",
        "„Deutsch lernen“",
        "Kurs suchen",
        "3 · hoher Bedarf",
    ):
        assert words in shown


def test_the_case_of_another_member_is_opened_from_there_and_keeps_the_household() -> None:
    manager, client, case = _family("Mila")
    with act_as(manager, today=today()):
        child = HouseholdMember.objects.get(relation="child").person_id
    page = client.get(_page(case)).text
    assert f'name="gewaehlt" value="{child}"' in page
    form = client.post("/faelle/neu/", {"gewaehlt": str(child)})
    assert form.status_code == 200
    assert f'value="{child}"' in form.text


def test_somebody_moves_out_and_stays_on_the_list_of_former_members() -> None:
    manager, client, case = _family("Mila")
    with act_as(manager, today=today()):
        member = HouseholdMember.objects.get(relation="child").id
    page = _page(case, f"{member}/auszug/")
    assert "Mila" in words_of(client.get(page))
    assert client.post(page, {"on": "31.12.2999"}).status_code == 422
    assert client.post(page, {"on": german.day(today())}).headers["Location"] == _page(case)
    shown = words_of(client.get(_page(case)))
    assert "Früher im Haushalt (1)" in shown
    assert "jemand, den Sie nicht mehr begleiten" in shown
    assert client.get(page).status_code == 404


def test_the_client_begins_a_household_of_their_own() -> None:
    _, client, case = _family("Mila", "Jovan")
    assert client.post(_page(case, "umzug/"), {"on": german.day(today())}).status_code == 422
    moved = client.post(_page(case, "umzug/"), {"on": german.day(today()), "household_name": "Ana"})
    assert moved.headers["Location"] == _page(case)
    assert "Mila" not in words_of(client.get(_page(case)))


@pytest.mark.parametrize("rest", ["", "neu/", "umzug/"])
def test_strangers_find_nothing(rest: str) -> None:
    _, _, case = _family("Mila")
    assert somebody(Role.CASE_MANAGER)[1].get(_page(case, rest)).status_code == 404


def test_a_helper_does_not_decide_about_the_household() -> None:
    manager, _, case = _family("Mila")
    assert signed_in(given.helper(case, manager, today=today())).get(_page(case, "umzug/")).status_code == 403


@pytest.mark.parametrize("children", [1, 3])
def test_the_page_takes_the_same_statements_for_a_large_family(children: int) -> None:
    manager, client, case = _family(*["Mila", "Jovan", "Vuk"][:children])
    _counsel(manager, case)
    with statements() as made:
        client.get(_page(case))
    assert len(made) == 17
