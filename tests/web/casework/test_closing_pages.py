"""The list of quiet cases and the closing with everything in one form."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from faden.domain.cases.models import Case, ClosingRule
from faden.domain.consultations.operations import bring_in, end_advice
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from tests import given
from tests.domain.cases.acts import goal, measure
from tests.signed_in import signed_in
from tests.statements import statements

pytestmark = pytest.mark.django_db
LIST = "/faelle/abschluss/"


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def manager(today: date) -> Actor:
    somebody = given.actor(Role.CASE_MANAGER, name="Bianca Beispiel", today=today)
    with act_as(somebody, today=today):
        ClosingRule.objects.create(constellation="guidance", months=6, valid_from=date(2024, 1, 1), source="Test")
    return somebody


@pytest.fixture
def case(manager: Actor, today: date) -> Case:
    return given.case(manager, on=today - timedelta(days=300), consented=True)


@pytest.fixture
def browser(manager: Actor) -> Client:
    return signed_in(manager)


def address(name: str, case: Case) -> str:
    return reverse(f"casework:{name}", args=[case.number])


def test_an_empty_list_says_when_something_comes(browser: Client) -> None:
    assert "Kein Fall ist still geworden" in browser.get(LIST).content.decode()


def test_a_quiet_case_is_closed_with_one_click(browser: Client, case: Case) -> None:
    page = browser.get(LIST).content.decode()
    assert case.number in page
    assert address("close_as_proposed", case) in page
    assert browser.post(address("close_as_proposed", case)).status_code == 303
    assert case.number not in browser.get(LIST).content.decode().split("Kein Fall ist still geworden")[-1]
    assert "abgeschlossen am" in browser.get(address("case", case)).content.decode()


def test_what_needs_a_look_leads_to_the_form(browser: Client, case: Case, manager: Actor, today: date) -> None:
    with act_as(manager, today=given.TODAY):
        goal(case, manager, words="Ich möchte arbeiten", on=case.opened_on)
    page = browser.get(LIST).content.decode()
    assert "Offene Ziele müssen ausgewertet werden." in page
    assert address("close", case) in page
    assert browser.post(address("close_as_proposed", case)).status_code == 403


def test_put_off_and_gone_from_the_list(browser: Client, case: Case, today: date) -> None:
    place = address("postpone_closing", case)
    assert browser.post(place, {"until": "gestern", "reason": "wartet"}).status_code == 422
    until = f"{today + timedelta(days=30):%d.%m.%Y}"
    assert browser.post(place, {"until": until, "reason": "im Krankenhaus"}).status_code == 303
    assert case.number not in browser.get(LIST).content.decode()
    assert f"bis {until} aufgeschoben" in browser.get(address("case", case)).content.decode()


def test_goals_and_measures_are_told_in_one_form(browser: Client, case: Case, manager: Actor, today: date) -> None:
    with act_as(manager, today=today):
        wanted = goal(case, manager, on=case.opened_on)
        step = measure(case, manager, on=case.opened_on, today=today)
    page = browser.get(address("close", case)).content.decode()
    assert "Was wird aus den offenen Maßnahmen?" in page
    form = {
        "reason": "agreement",
        "evaluation": "x" * 500,
        "client_feedback": "",
        "on": "heute",
        "version": "1",
        f"measure_{step.id}": "done",
    }
    refused = browser.post(address("close", case), form)
    assert refused.status_code == 422
    assert "x" * 500 in refused.content.decode()
    assert browser.post(address("close", case), {**form, f"goal_{wanted.id}": "partly"}).status_code == 303
    plan = browser.get(address("plan", case)).content.decode()
    assert "teilweise erreicht" in plan
    assert "erledigt" in plan


def test_who_may(case: Case, manager: Actor, today: date) -> None:
    helper = signed_in(given.helper(case, manager, today=today))
    assert helper.get(address("postpone_closing", case)).status_code == 403
    assert helper.post(address("close_as_proposed", case)).status_code == 403
    stranger = signed_in(given.actor(Role.CASE_MANAGER, today=today))
    assert stranger.get(address("postpone_closing", case)).status_code == 404
    assert stranger.post(address("close_as_proposed", case)).status_code == 404
    assert case.number not in stranger.get(LIST).content.decode()
    assert signed_in(given.actor(Role.LEAD, today=today)).get(LIST).status_code == 403


@pytest.mark.parametrize("cases", [1, 3])
def test_the_list_costs_the_same_whatever_it_shows(browser: Client, manager: Actor, today: date, cases: int) -> None:
    for _ in range(cases):
        given.case(manager, on=today - timedelta(days=300), consented=True)
    with statements() as sent:
        browser.get(LIST)
    assert len(sent) == 8


def test_what_advice_is_sought_on_is_told_before_closing(
    browser: Client, case: Case, manager: Actor, today: date
) -> None:
    given.case(manager, family_name="Ohnerat", on=today - timedelta(days=300), consented=True)
    asked: dict[str, Any] = {"until": today + timedelta(days=7), "actor": manager, "today": today}
    words, several = "Eine laufende Fallberatung endet damit", "Die laufenden Fallberatungen enden damit"
    assert words not in browser.get(LIST).content.decode()
    with act_as(manager, today=today):
        brought = bring_in(case=case, question="Wer hilft weiter?", **asked)
        bring_in(case=case, question="Und wer noch?", **asked)
    page = browser.get(LIST).content.decode()
    assert (page.count(words), page.count(several)) == (0, 1), "of this case, not of the other"
    with act_as(manager, today=today):
        end_advice(advice=brought, actor=manager, today=today)
    assert browser.get(LIST).content.decode().count(words) == 1, "what has ended does not end again"
    with statements() as sent:
        browser.get(LIST)
    assert len(sent) == 8
