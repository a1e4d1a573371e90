"""The components in a real browser: no barrier, nothing sticks out, the keys work, nothing is refused by the policy."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from faden.kernel.access.acting import act_as
from faden.kernel.access.roles import Role
from faden.kernel.identity import operations as identity
from faden.kernel.identity.queries import system_actor
from faden.web.gallery.views import WHOLE_PAGES
from tests.given import PASSWORD, TODAY
from tests.setup.browser import barriers

#: A desk, a phone, and a small desk at twice the size.
SCREENS = ((1280, 900), (390, 844), (640, 450))


@pytest.fixture
def complaints() -> list[str]:
    """What the browser has complained about."""
    return []


@pytest.fixture
def page(chromium: Browser, live_server: LiveServer, complaints: list[str]) -> Iterator[Page]:
    """A page of somebody who is signed in; whatever the browser complains about fails the test."""
    with act_as(system_actor(), today=TODAY):
        account = identity.open_account(email="ana@faden.invalid", name="Ana Muster", password=PASSWORD)
        identity.assign_role(account=account, role=Role.ADMIN, since=date(2024, 1, 1))
        identity.assign_role(account=account, role=Role.CASE_MANAGER, since=date(2024, 1, 1))
    context = chromium.new_context(base_url=live_server.url, locale="de-DE")
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto("/anmelden/?weiter=/ui/")
    page.get_by_label("E-Mail-Adresse").fill("ana@faden.invalid")
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden").click()
    page.wait_for_url("**/ui/")
    yield page
    context.close()
    assert not complaints


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_component_is_without_barriers_and_fits(page: Page, theme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=theme)
    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        page.goto("/ui/")
        assert barriers(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_pages_for_trouble_are_without_barriers(page: Page, complaints: list[str]) -> None:
    for name in WHOLE_PAGES:
        page.goto(f"/ui/seiten/{name}/")
        assert barriers(page) == []
        assert page.get_by_role("heading", level=1).count() == 1
    complaints.clear()  # the browser notes every 4xx and 5xx


def test_the_keys_lead_where_they_say(page: Page) -> None:
    page.goto("/ui/")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Tasten")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Tasten")).to_be_hidden()
    page.keyboard.press("n")
    page.wait_for_url("**/ui/#formular")
    page.get_by_label("Name oder Pseudonym").first.focus()
    page.keyboard.type("n?/")
    expect(page.get_by_label("Name oder Pseudonym").first).to_have_value("n?/")


def test_what_comes_in_gets_the_calendar_and_the_focus_and_is_told(page: Page) -> None:
    page.goto("/ui/")
    piece = (
        "<div><p data-announce>3 Treffer</p><label for='tag'>Tag</label>"
        "<div class='date' data-date><input id='tag' data-focus></div></div>"
    )
    page.route("**/stueck/", lambda route: route.fulfill(body=piece, content_type="text/html"))
    page.evaluate("void htmx.ajax('GET', '/stueck/', { target: '#liste', swap: 'outerHTML' })")
    expect(page.get_by_role("button", name="Kalender öffnen: Tag")).to_be_visible()
    expect(page.locator("#tag")).to_be_focused()
    expect(page.locator("#ansage")).to_have_text("3 Treffer")


def test_a_slow_answer_shows_the_quiet_line_until_it_is_there(page: Page) -> None:
    page.goto("/ui/")
    held: list[Route] = []
    page.route("**/hilfe/", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks the handler
    page.evaluate("void htmx.ajax('GET', '/hilfe/', { target: 'main', select: '.page-text' })")
    expect(page.locator("#fortschritt")).to_be_visible()
    held[0].continue_()
    expect(page.get_by_role("heading", name="So finden Sie sich zurecht")).to_be_visible()
    expect(page.locator("#fortschritt")).to_be_hidden()


def test_the_first_step_of_the_keyboard_leads_to_the_content(page: Page) -> None:
    page.goto("/ui/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Zum Inhalt springen")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_menu_closes_with_escape_and_gives_the_focus_back(page: Page) -> None:
    page.goto("/ui/")
    menu = page.locator("header details")
    menu.locator("summary").press("Enter")
    expect(page.get_by_role("button", name="Abmelden")).to_be_visible()
    page.get_by_role("button", name="Abmelden").focus()
    page.keyboard.press("Escape")
    expect(menu.locator("summary")).to_be_focused()
    expect(page.get_by_role("button", name="Abmelden")).to_be_hidden()


def test_a_chosen_theme_stays(page: Page) -> None:
    page.emulate_media(color_scheme="light")
    page.goto("/ui/")
    page.locator("header summary").click()
    page.get_by_role("button", name="dunkel").click()
    page.wait_for_url("**/ui/")
    assert page.locator("html").get_attribute("data-kern-theme") == "dark"
    assert barriers(page) == []


def test_the_calendar_writes_a_german_date(page: Page) -> None:
    page.goto("/ui/")
    expect(page.get_by_role("button", name="Kalender öffnen: Datum des Kontakts").first).to_be_visible()
    native = page.locator(".date__native").first
    native.evaluate("element => { element.value = '2026-11-03'; element.dispatchEvent(new Event('change')); }")
    expect(page.get_by_label("Datum des Kontakts", exact=True).first).to_have_value("03.11.2026")


def test_without_a_script_the_menu_of_small_screens_opens(
    chromium: Browser, page: Page, live_server: LiveServer
) -> None:
    cookies = page.context.cookies()
    plain = chromium.new_context(
        base_url=live_server.url, java_script_enabled=False, viewport={"width": 390, "height": 844}
    )
    plain.add_cookies(cookies)  # type: ignore[arg-type]
    bare = plain.new_page()
    bare.goto("/ui/")
    bare.get_by_role("navigation", name="Menü").locator("summary").click()
    expect(bare.get_by_role("button", name="Abmelden")).to_be_visible()
    plain.close()
