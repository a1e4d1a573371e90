"""The open hour without a mouse: how many keys a contact costs, and what a closed browser leaves behind."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from faden.domain.cases.models import ContactNote
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from tests import given
from tests.journeys.walking import DESK
from tests.signed_in import signed_in

DOMAINS = ("Arbeit", "Bildung", "Gesundheit", "Kinder", "Sprache", "Wohnen")
#: From the form's opening to "gespeichert", without the letters of what was done: language (2 letters), interpreter
#: passed, topic by its digit, text passed through, two digits of minutes, Enter.
KEYS = 10


@pytest.fixture
def manager() -> Actor:
    """Somebody who has counselled in Delbrück before."""
    for name in DOMAINS:
        given.life_domain(name)
    given.municipality()
    return given.actor(Role.CASE_MANAGER, today=timezone.localdate())


@contextmanager
def desk(browser: Browser, server: LiveServer, whose: Actor) -> Iterator[Page]:
    """A browser of its own in which somebody is signed in."""
    context = browser.new_context(base_url=server.url, locale="de-DE", viewport=DESK)  # type: ignore[arg-type]
    context.add_cookies(
        [{"name": "sessionid", "value": signed_in(whose).cookies["sessionid"].value, "url": server.url}]
    )
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


class Keyboard:
    """Counts what is pressed."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def at(self) -> str:
        return str(self.page.evaluate("document.activeElement.name"))


def counsel(page: Page, language: str, what: str, then: str) -> int:
    """One complete anonymous contact; the form is open and has the focus.

    :param language: its first letters; empty when the last person spoke it too
    :param then: what the list beside the form says afterwards
    :returns: keys pressed, without the letters of ``what``
    """
    page.locator("[name=language]:focus").wait_for()
    keys = Keyboard(page)
    keys.press(*language, "Tab", "Tab")
    assert keys.at() == "domains"
    keys.press("6", "Tab")
    assert keys.at() == "text"
    page.keyboard.type(what)
    keys.press("Tab")
    assert keys.at() == "minutes"
    keys.press("1", "0")
    keys.press("Enter")
    page.get_by_text(then).wait_for()
    return keys.pressed


@pytest.mark.django_db(transaction=True)
def test_a_contact_costs_ten_keys_and_the_next_person_is_welcome(
    chromium: Browser, live_server: LiveServer, manager: Actor
) -> None:
    with desk(chromium, live_server, manager) as page:
        page.goto("/heute/")
        page.keyboard.press("n")
        page.wait_for_url("**/kontakt/neu/")
        page.get_by_label("Kommune").select_option(label="Delbrück")
        page.locator("[name=language]").focus()
        assert counsel(page, "ar", "Antrag erklärt", "1 Kontakt, 10") == KEYS
        assert counsel(page, "", "Brief gelesen", "2 Kontakte, 20") == KEYS - 2
    with act_as(manager, today=timezone.localdate()):
        notes = list(ContactNote.objects.order_by("written_at"))
    assert [(n.text, n.language, n.minutes, n.municipality.name, len(n.life_domain_ids)) for n in notes] == [
        ("Antrag erklärt", "ar", 10, "Delbrück", 1),
        ("Brief gelesen", "ar", 10, "Delbrück", 1),
    ]


@pytest.mark.django_db(transaction=True)
def test_a_closed_browser_loses_nothing(chromium: Browser, live_server: LiveServer, manager: Actor) -> None:
    with desk(chromium, live_server, manager) as page:
        page.goto("/kontakt/neu/")
        page.get_by_label("Was wurde getan?").fill("Gerade hat das Telefon geklingelt")
        page.get_by_text("Entwurf gesichert um").wait_for()
    with desk(chromium, live_server, manager) as page:
        page.goto("/kontakt/neu/")
        assert page.get_by_label("Was wurde getan?").input_value() == "Gerade hat das Telefon geklingelt"
        page.get_by_role("button", name="Verwerfen").click()
        page.wait_for_url("**/kontakt/neu/")
        assert page.get_by_label("Was wurde getan?").input_value() == ""


@pytest.mark.django_db(transaction=True)
def test_while_the_server_is_away_the_form_goes_on_trying(
    chromium: Browser, live_server: LiveServer, manager: Actor
) -> None:
    with desk(chromium, live_server, manager) as page:
        page.goto("/kontakt/neu/")
        page.route("**/entwurf/", lambda route: route.abort())
        page.get_by_label("Was wurde getan?").fill("Der Server ist weg")
        page.get_by_text("Entwurf noch nicht gesichert").wait_for()
        page.unroute("**/entwurf/")
        page.get_by_text("Entwurf gesichert um").wait_for()
