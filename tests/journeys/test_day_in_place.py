"""Mein Tag in a browser: what is done with one press is done without leaving the page, and can be taken back."""

import pytest
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from faden.domain.cases.models import Case
from faden.domain.cases.operations.handover import propose_handover
from faden.domain.diary.operations.tasks import plan_task
from faden.kernel.access.acting import act_as
from faden.kernel.access.roles import Role
from tests import given
from tests.journeys.test_quick_entry import desk
from tests.setup.browser import barriers


@pytest.mark.django_db(transaction=True)
def test_a_task_is_done_and_taken_back_and_a_case_taken_over_in_place(
    chromium: Browser, live_server: LiveServer
) -> None:
    today = timezone.localdate()
    manager, successor = (given.actor(Role.CASE_MANAGER, today=today) for _ in range(2))
    case = given.case(manager, on=today)
    with act_as(manager, today=today):
        propose_handover(
            case=case, successor=given.account_of(successor), reason="Elternzeit", actor=manager, today=today
        )
    with act_as(successor, today=today):
        plan_task(case=None, text="Antrag abgeben", due_on=today, actor=successor, today=today)
    with desk(chromium, live_server, successor) as page:
        page.goto("/heute/")
        page.evaluate("window.stays = true")
        page.get_by_role("button", name="Erledigt").click()
        page.get_by_role("heading", name="Heute erledigt").wait_for()
        page.locator("[data-focus]:focus").wait_for()
        assert page.locator("#ansage").inner_text() == "Die Aufgabe ist erledigt."
        page.get_by_role("button", name="Doch nicht").click()
        page.get_by_role("button", name="Morgen").click()
        page.get_by_role("heading", name="In den nächsten sieben Tagen").wait_for()
        page.get_by_role("button", name="Übernehmen").click()
        page.get_by_text(f"Sie führen jetzt den Fall {case.number}.").first.wait_for()
        assert page.evaluate("window.stays")
        assert barriers(page) == []
    with act_as(successor, today=today):
        assert Case.objects.get().manager_id == successor.id


@pytest.mark.django_db(transaction=True)
def test_what_is_opened_stays_open_when_something_in_it_is_done(chromium: Browser, live_server: LiveServer) -> None:
    today = timezone.localdate()
    manager = given.actor(Role.CASE_MANAGER, today=today)
    with act_as(manager, today=today):
        for number in range(8):
            plan_task(case=None, text=f"Antrag {number}", due_on=today, actor=manager, today=today)
    with desk(chromium, live_server, manager) as page:
        page.goto("/heute/")
        page.get_by_text("weitere 3").click()
        page.locator("details[open]").get_by_role("button", name="Erledigt").first.click()
        page.get_by_role("heading", name="Heute erledigt").wait_for()
        page.locator("details[data-stays][open]").wait_for()
        assert page.get_by_text("weitere 2").is_visible()
