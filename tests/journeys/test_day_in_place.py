"""Mein Tag in a browser: what is opened stays open when something in it is done."""

import pytest
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from faden.domain.diary.operations.tasks import plan_task
from faden.kernel.access.acting import act_as
from faden.kernel.access.roles import Role
from tests import given
from tests.journeys.walking import walker


@pytest.mark.django_db(transaction=True)
def test_what_is_opened_stays_open_when_something_in_it_is_done(chromium: Browser, live_server: LiveServer) -> None:
    today = timezone.localdate()
    manager = given.actor(Role.CASE_MANAGER, today=today)
    with act_as(manager, today=today):
        for number in range(8):
            plan_task(case=None, text=f"Antrag {number}", due_on=today, actor=manager, today=today)
    with walker(chromium, live_server.url, [], manager) as who:
        who.page.goto("/heute/")
        who.page.get_by_text("weitere 3").click()
        who.page.locator("details[open]").get_by_role("button", name="Erledigt").first.click()
        who.page.get_by_role("heading", name="Heute erledigt").wait_for()
        who.page.locator("details[data-stays][open]").wait_for()
        assert who.page.get_by_text("weitere 2").is_visible()
