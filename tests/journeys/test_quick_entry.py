"""Quick entry when something comes in between: a closed browser, a server that is away."""

import pytest
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.lib import german
from tests import given
from tests.journeys.walking import walker

FIELD = "Was wurde getan?"


@pytest.fixture
def manager() -> Actor:
    """Somebody with a place to counsel in."""
    given.life_domain()
    given.municipality()
    return given.actor(Role.CASE_MANAGER, today=timezone.localdate())


@pytest.mark.django_db(transaction=True)
def test_a_closed_browser_loses_nothing(chromium: Browser, live_server: LiveServer, manager: Actor) -> None:
    with walker(chromium, live_server.url, [], manager) as who:
        who.page.goto("/kontakt/neu/")
        who.page.get_by_label(FIELD).fill("Gerade hat das Telefon geklingelt")
        who.told("Entwurf gesichert um")
    with walker(chromium, live_server.url, [], manager) as who:
        who.page.goto("/kontakt/neu/")
        assert who.page.get_by_label(FIELD).input_value() == "Gerade hat das Telefon geklingelt"
        who.press("Verwerfen")
        who.page.wait_for_url("**/kontakt/neu/")
        assert who.page.get_by_label(FIELD).input_value() == ""


@pytest.mark.django_db(transaction=True)
def test_while_the_server_is_away_the_form_goes_on_trying(
    chromium: Browser, live_server: LiveServer, manager: Actor
) -> None:
    with walker(chromium, live_server.url, [], manager, expected="ERR_FAILED") as who:
        who.page.goto("/kontakt/neu/")
        who.page.route("**/entwurf/", lambda route: route.abort())
        who.page.get_by_label(FIELD).fill("Der Server ist weg")
        who.told("Entwurf noch nicht gesichert")
        who.page.unroute("**/entwurf/")
        who.told("Entwurf gesichert um")


@pytest.mark.django_db(transaction=True)
def test_letters_lead_to_the_language_also_when_it_is_filled_in_already(
    chromium: Browser, live_server: LiveServer, manager: Actor
) -> None:
    with walker(chromium, live_server.url, [], manager) as who:
        for times, letters in ((1, "ar"), (2, "ar"), (3, "uk"), (4, "ar")):
            who.page.goto("/kontakt/neu/")
            who.page.get_by_label("Kommune").select_option(label="Delbrück")
            language = who.page.locator("[name=language]")
            language.focus()
            who.page.keyboard.type(letters)
            assert language.input_value() == letters
            who.page.get_by_label("Sprache", exact=True).last.check()
            who.page.get_by_label("Minuten").fill("10")
            who.press("Kontakt speichern")
            who.told(german.count(times, "Kontakt", "Kontakte"))
