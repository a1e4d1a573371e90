"""How somebody was counselled, on the page; and the four questions once more."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from faden.domain.cases.calculation import Criteria
from faden.domain.cases.enums import Constellation
from faden.domain.cases.models import Case
from faden.domain.cases.operations.course import check_criteria
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from tests import given
from tests.signed_in import signed_in
from tests.statements import statements

pytestmark = pytest.mark.django_db
OPENED = date(2026, 3, 12)
FORM = {
    "longer_term": "ja",
    "several_actors": "ja",
    "overall_plan": "ja",
    "mandate": "ja",
    "other_case_management": "",
    "decided": "case_management",
    "reason": "",
    "on": "heute",
    "version": "1",
}


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER, name="Bianca Beispiel")


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager, on=OPENED, consented=True)


@pytest.fixture
def browser(manager: Actor) -> Client:
    return signed_in(manager)


def address(name: str, case: Case) -> str:
    return reverse(f"casework:{name}", args=[case.number])


def test_a_check_is_told_on_the_page(browser: Client, case: Case) -> None:
    assert "noch nicht beantwortet" in browser.get(address("course", case)).content.decode()
    assert browser.post(address("check_criteria", case), FORM).status_code == 303
    page = browser.get(address("course", case)).content.decode()
    assert "Bianca Beispiel" in page
    assert "Alle vier Kriterien treffen zu." in page


def test_a_deviation_without_a_word_comes_back_with_everything_typed(browser: Client, case: Case) -> None:
    answer = browser.post(address("check_criteria", case), {**FORM, "decided": "short"})
    assert answer.status_code == 422
    assert "Bitte begründen Sie die andere Entscheidung." in answer.content.decode()


def test_the_recommendation_follows_the_answers(browser: Client, case: Case) -> None:
    asked = {**FORM, "other_case_management": "Jugendamt", "empfehlung": "1"}
    answer = browser.post(address("check_criteria", case), asked, headers={"HX-Request": "true"})
    assert "Empfehlung: Verweisberatung" in answer.content.decode()
    assert "<form" not in answer.content.decode()
    without_script = browser.post(address("check_criteria", case), asked).content.decode()
    assert "Empfehlung: Verweisberatung" in without_script
    assert "Jugendamt" in without_script


def test_two_tabs(browser: Client, case: Case) -> None:
    assert browser.post(address("check_criteria", case), FORM).status_code == 303
    assert browser.post(address("check_criteria", case), FORM).status_code == 409


def test_who_may(manager: Actor, case: Case) -> None:
    helper = signed_in(given.helper(case, manager, today=timezone.localdate()))
    assert helper.get(address("course", case)).status_code == 200
    assert helper.get(address("check_criteria", case)).status_code == 403
    stranger = signed_in(given.actor(Role.CASE_MANAGER, Role.LEAD))
    assert stranger.get(address("course", case)).status_code == 404
    assert stranger.get(address("check_criteria", case)).status_code == 404


@pytest.mark.parametrize("checks", [1, 3])
def test_the_page_costs_the_same_whatever_it_shows(browser: Client, manager: Actor, case: Case, checks: int) -> None:
    today = timezone.localdate()
    with act_as(manager, today=today):
        for version in range(1, checks + 1):
            check_criteria(
                case=case,
                version=version,
                criteria=Criteria(longer_term=True, several_actors=True, overall_plan=True, mandate=True),
                decided=Constellation.CASE_MANAGEMENT,
                reason="",
                on=today,
                actor=manager,
                today=today,
            )
    with statements() as sent:
        browser.get(address("course", case))
    assert len(sent) == 14
