"""The list of one's cases."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from faden.domain.cases.queries.listing import ROWS
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from tests import given
from tests.signed_in import signed_in
from tests.statements import statements

pytestmark = pytest.mark.django_db
CASES = "/faelle/"


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


@pytest.fixture
def browser(manager: Actor) -> Client:
    return signed_in(manager)


def test_it_shows_the_circle_and_nobody_else(manager: Actor, browser: Client) -> None:
    given.case(manager, family_name="Meine")
    given.case(given.actor(Role.CASE_MANAGER), family_name="Fremde")
    page = browser.get(CASES).content.decode()
    assert "Meine, Ana" in page
    assert "Fremde" not in page
    assert "1 offener Fall".replace(" ", "\N{NO-BREAK SPACE}", 1) in page


@pytest.mark.parametrize("rows", [1, 3])
def test_it_costs_the_same_whatever_it_shows(manager: Actor, browser: Client, rows: int) -> None:
    for number in range(rows):
        given.case(manager, family_name=f"N{number}")
    with statements() as sent:
        browser.get(CASES)
    assert len(sent) == 7, "\n".join(sent)


def test_pages_go_on_and_back_and_keep_the_filter(manager: Actor, browser: Client) -> None:
    for number in range(ROWS + 2):
        given.case(manager, family_name=f"N{number:02}", on=date(2026, 3, 1))
    first = browser.get(CASES, {"konstellation": "guidance", "sortierung": "-name"}).content.decode()
    assert "N26," in first
    assert "N01," not in first
    onward = next(part for part in first.split('"') if "ab=" in part).replace("&amp;", "&")
    assert "konstellation=guidance" in onward
    assert "sortierung=-name" in onward
    second = browser.get(onward).content.decode()
    assert "N01," in second
    back = next(part for part in second.split('"') if "ab=vor-" in part).replace("&amp;", "&")
    assert "N26," in browser.get(back).content.decode()


def test_no_name_stands_in_an_address(manager: Actor, browser: Client) -> None:
    for _ in range(ROWS + 1):
        given.case(manager, family_name="Geheimniskrämer")
    page = browser.get(CASES).content.decode()
    assert not [part for part in page.split('"') if part.startswith(("/", "?", "http")) and "eheimnis" in part.lower()]


@pytest.mark.parametrize(
    "asked",
    [
        "?sortierung=passwort",
        "?phase=x&konstellation=y",
        "?kommune=kein-uuid",
        "?ab=26-000000",
        "?ab=vor-%00",
        "?ab=%F0",
    ],
)
def test_nonsense_in_the_address_shows_the_list(manager: Actor, browser: Client, asked: str) -> None:
    given.case(manager, family_name="Da")
    answer = browser.get(f"{CASES}{asked}")
    assert answer.status_code == 200


def test_empty_it_teaches(browser: Client) -> None:
    assert "Noch keine Fälle" in browser.get(CASES).content.decode()
    assert "Keine Fälle zu dieser Auswahl" in browser.get(CASES, {"phase": "access"}).content.decode()


def test_who_does_not_counsel_hears_why_not() -> None:
    answer = signed_in(given.actor(Role.COORDINATOR)).get(reverse("casework:cases"))
    assert answer.status_code == 403
    assert "Fälle sieht nur, wer darin berät" in answer.content.decode()
