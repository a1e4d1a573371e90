"""Cards of the board in a real browser: dragged, put back when refused, and never past what the act asks."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from faden.domain.cases.enums import MeasureAct
from faden.domain.cases.models import Case, Measure
from faden.domain.cases.operations.measures import move_measure
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from tests import given
from tests.domain.cases.acts import measure
from tests.journeys.walking import walker
from tests.setup.browser import barriers
from tests.web.signed_in import today


@dataclass(frozen=True)
class Desk:
    """A case manager before the board of a case with one step."""

    page: Page
    manager: Actor
    case: Case
    step: Measure

    def open(self) -> None:
        self.page.goto(f"/faelle/{self.case.number}/plan/tafel/")

    def drag_to(self, column: str) -> None:
        self.page.get_by_role("listitem").filter(has_text="Kurs suchen").drag_to(self.column(column))

    def column(self, title: str) -> Locator:
        return self.page.locator("section").filter(has=self.page.get_by_role("heading", name=title))

    def told(self, words: str) -> None:
        expect(self.page.locator("[data-board-says]")).to_contain_text(words)

    def state(self) -> str:
        with act_as(self.manager, today=today()):
            return str(Measure.objects.get(id=self.step.id).state)


@pytest.fixture
def desk(chromium: Browser, live_server: LiveServer) -> Iterator[Desk]:
    manager = given.actor(Role.CASE_MANAGER, today=today())
    case = given.case(manager, on=today(), consented=True)
    with act_as(manager, today=today()):
        step = measure(case, manager, on=today(), today=today())
    with walker(chromium, live_server.url, [], manager, expected="ERR_FAILED") as who:
        yield Desk(who.page, manager, case, step)


def test_a_card_is_dragged_and_the_board_tells_it(desk: Desk) -> None:
    desk.open()
    desk.drag_to("Läuft")
    desk.told("„Kurs suchen“ steht jetzt in „Läuft“.")
    expect(desk.column("Läuft").get_by_text("Kurs suchen")).to_be_visible()
    assert desk.state() == "active"
    assert barriers(desk.page) == []
    desk.drag_to("Geplant")
    desk.told("Von dort geht es nicht zu „Geplant“.")
    assert desk.state() == "active"


@pytest.mark.parametrize(
    ("column", "chosen"),
    [
        ("Wartet", "Es muss gewartet werden"),
        ("Erledigt", "Es ist erledigt"),
        ("Abgebrochen", "Es wird abgebrochen"),
    ],
)
def test_where_more_is_asked_the_form_opens_and_nothing_is_guessed(desk: Desk, column: str, chosen: str) -> None:
    desk.open()
    desk.drag_to(column)
    desk.page.wait_for_url("**/stand/**")
    expect(desk.page.get_by_label(chosen)).to_be_checked()
    assert desk.state() == "planned"


def test_what_somebody_else_has_moved_is_not_moved_again(desk: Desk) -> None:
    desk.open()
    with act_as(desk.manager, today=today()):
        move_measure(measure=desk.step, version=1, act=MeasureAct.FINISH, on=today(), actor=desk.manager, today=today())
    desk.drag_to("Läuft")
    desk.told("Jemand war schneller")
    expect(desk.column("Erledigt").get_by_text("Kurs suchen")).to_be_visible()
    assert desk.state() == "done"


def test_a_card_goes_back_when_the_server_is_away(desk: Desk) -> None:
    desk.open()
    desk.page.route("**/stand/", lambda route: route.abort())
    desk.drag_to("Läuft")
    desk.told("Faden antwortet nicht")
    expect(desk.column("Geplant").get_by_text("Kurs suchen")).to_be_visible()
    assert desk.state() == "planned"
