"""The status report in a real browser: no barrier, nothing sticks out or is refused, definitions open."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from faden.domain.places.models import Municipality
from faden.kernel.access.acting import act_as
from faden.kernel.access.roles import Role
from faden.kernel.identity import operations as identity
from faden.kernel.identity.queries import system_actor
from faden.processes.load_site import load
from tests import given
from tests.architecture.sources import ROOT
from tests.reporting.test_figures import case_at, note
from tests.setup.browser import barriers


@pytest.fixture
def page(chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    """The lead at a site with few cases, so that numbers are hidden; complaints of the browser fail the test."""
    load(path=ROOT / "sites" / "paderborn.yaml", actor=system_actor(), on=given.TODAY)
    manager = given.actor(Role.CASE_MANAGER)
    for name, number in {"Büren": 3, "Borchen": 7, "Delbrück": 11}.items():
        at = Municipality.objects.get(name=name)
        for _ in range(number):
            note(manager, at, date(2026, 4, 8), case_at(manager, at, date(2026, 2, 1)))
    with act_as(system_actor(), today=given.TODAY):
        account = identity.open_account(email="wer@faden.invalid", name="Wer", password=given.PASSWORD)
        identity.assign_role(account=account, role=Role.LEAD, since=date(2024, 1, 1))
    complaints: list[str] = []
    context = chromium.new_context(base_url=live_server.url, locale="de-DE")
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto("/anmelden/?weiter=/berichte/sachstand/")
    page.get_by_label("E-Mail-Adresse").fill("wer@faden.invalid")
    page.get_by_label("Passwort").fill(given.PASSWORD)
    page.get_by_role("button", name="Anmelden").click()
    page.wait_for_url("**/berichte/sachstand/")
    yield page
    context.close()
    assert not complaints


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_is_without_barriers_and_fits(page: Page, theme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=theme)
    for width, height in ((1280, 900), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        assert barriers(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_charts_are_pictures_with_a_name_and_definitions_open(page: Page) -> None:
    expect(page.get_by_role("img", name="Wann wurde beraten?")).to_be_visible()
    definition = page.get_by_text("Fälle, deren Beratung im Zeitraum begonnen hat.").first
    expect(definition).not_to_be_visible()
    page.get_by_label("Was zählt hier? Eröffnete Fälle").click()
    expect(definition).to_be_visible()
