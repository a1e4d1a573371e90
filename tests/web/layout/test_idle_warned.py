"""The end of a session in a real browser: warned of in time, in true words, and nothing that cannot be left."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from faden.kernel.access.roles import Role
from faden.web.layout.session import BEGAN, SEEN
from tests import given
from tests.journeys.walking import walker
from tests.web.signed_in import today

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True)
class Desk:
    """Somebody who writes a task; the clock of the browser is ours."""

    page: Page

    def after(self, *, idle: timedelta = timedelta(), signed_in: timedelta = timedelta(), here: timedelta) -> None:
        """So much later: without a request, since the sign-in, and on this page."""
        client = Client()
        client.cookies["sessionid"] = next(c["value"] for c in self.page.context.cookies() if c["name"] == "sessionid")
        session = client.session
        session[SEEN] -= idle.total_seconds()
        session[BEGAN] -= signed_in.total_seconds()
        session.save()
        self.page.clock.fast_forward(int(here.total_seconds() * 1000))

    def box(self, words: str) -> None:
        expect(self.page.get_by_role("alertdialog", name=words)).to_be_visible()

    def no_box(self) -> None:
        expect(self.page.get_by_role("alertdialog")).to_have_count(0)


@pytest.fixture
def desk(chromium: Browser, live_server: LiveServer) -> Iterator[Desk]:
    manager = given.actor(Role.CASE_MANAGER, today=today())
    with walker(chromium, live_server.url, [], manager, expected="403") as who:
        who.page.clock.install()
        who.page.goto("/aufgaben/neu/")
        who.page.get_by_label("Was ist zu tun?").fill("Ärztin anrufen")
        yield Desk(who.page)
        expect(who.page.get_by_label("Was ist zu tun?")).to_have_value("Ärztin anrufen")


def test_an_idle_session_is_kept_by_one_key(desk: Desk) -> None:
    desk.after(idle=timedelta(minutes=28, seconds=10), here=timedelta(minutes=28))
    desk.box("Sind Sie noch da?")
    desk.page.keyboard.press("Escape")
    desk.no_box()
    desk.after(idle=timedelta(minutes=31), here=timedelta(minutes=28))
    desk.box("Ihre Anmeldung ist abgelaufen")
    desk.page.keyboard.press("Escape")
    desk.box("Ihre Anmeldung ist abgelaufen")


def test_before_ten_hours_are_over_nobody_is_promised_to_stay(desk: Desk) -> None:
    desk.after(signed_in=timedelta(hours=9, minutes=58, seconds=30), here=timedelta(minutes=28))
    desk.box("Ihre Anmeldung endet gleich")
    desk.page.keyboard.press("Enter")
    desk.no_box()
    desk.after(signed_in=timedelta(minutes=2), here=timedelta(minutes=2))
    desk.box("Ihre Anmeldung ist abgelaufen")


def test_a_page_opened_late_warns_of_the_ten_hours(desk: Desk) -> None:
    desk.after(signed_in=timedelta(hours=9, minutes=55), here=timedelta())
    desk.page.goto("/aufgaben/neu/")
    desk.page.get_by_label("Was ist zu tun?").fill("Ärztin anrufen")
    desk.after(signed_in=timedelta(minutes=3, seconds=10), here=timedelta(minutes=3))
    desk.box("Ihre Anmeldung endet gleich")
    desk.page.keyboard.press("Escape")
    desk.no_box()
