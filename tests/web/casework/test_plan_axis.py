"""The plan of one case on the time axis, with the table beside it."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from faden.domain.cases.enums import GoalState, MeasureAct, Responsible
from faden.domain.cases.models import Case, Goal
from faden.domain.cases.operations.goals import change_goal
from faden.domain.cases.operations.measures import move_measure, plan_measure
from faden.domain.cases.queries.plan import judged_on
from faden.domain.people.models import Household, HouseholdMember
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.lib.german import day
from faden.lib.weekly_times import parse
from faden.web.casework.time_axis import WIDTH, Bar, Lane, draw
from tests import given
from tests.domain.cases.acts import goal
from tests.journeys.walking import walker
from tests.statements import statements
from tests.web.signed_in import somebody, today, words_of

pytestmark = pytest.mark.django_db
A_MONTH = timedelta(days=30)


def started() -> tuple[Actor, Client, Case]:
    manager, client = somebody(Role.CASE_MANAGER)
    return manager, client, given.case(manager, on=today() - 3 * A_MONTH, consented=True)


def page_of(case: Case) -> str:
    return f"/faelle/{case.number}/plan/zeitachse/"


def planned(manager: Actor, case: Case, title: str, **more: Any) -> Any:
    usual = {"responsible": Responsible.CLIENT, "on": today() - 2 * A_MONTH}
    with act_as(manager, today=today()):
        return plan_measure(case=case, title=title, actor=manager, today=today(), **{**usual, **more})


def moved(manager: Actor, step: Any, act: MeasureAct, on: date, **more: Any) -> Any:
    with act_as(manager, today=today()):
        return move_measure(measure=step, version=step.version, act=act, on=on, actor=manager, today=today(), **more)


def test_an_empty_plan_says_what_will_stand_here() -> None:
    _, client, case = started()
    shown = words_of(client.get(page_of(case)))
    assert "Noch keine Maßnahme" in shown
    assert "Was läuft in diesem Plan wann?" not in shown


def test_a_step_is_drawn_and_listed_from_to_with_its_waits_and_its_end() -> None:
    manager, client, case = started()
    with act_as(manager, today=today()):
        wish = goal(case, manager, on=today() - 2 * A_MONTH, words="Ich möchte Deutsch lernen.")
    step = planned(manager, case, "Sprachkurs", goal=wish)
    begun = today() - A_MONTH
    step = moved(manager, step, MeasureAct.WAIT, begun, barrier=given.barrier())
    step = moved(manager, step, MeasureAct.START, begun + timedelta(days=10))
    moved(manager, step, MeasureAct.FINISH, today() - timedelta(days=1))
    answer = client.get(page_of(case))
    shown = words_of(answer)
    assert f"{day(today() - 2 * A_MONTH)}–{day(today() - timedelta(days=1))}" in shown
    assert f"10 Tage {day(begun)}–{day(begun + timedelta(days=10))}" in shown
    assert "„Ich möchte Deutsch lernen.“" in shown
    assert answer.text.count('fill="url(#zeitachse-wartet)"') == 2, "the wait and its key"
    assert "Engpass" in shown, "the head of the column"
    assert "time-axis__bar--clash" not in answer.text, "no key for what is not there"


def test_clashes_of_this_person_are_marked_and_said() -> None:
    manager, client, case = started()
    for title in ("Sprachkurs", "Fahrschule"):
        planned(manager, case, title, starts_on=today(), slots=parse("Mo 8–12"))
    answer = client.get(page_of(case))
    assert "1 Engpass ist zu besprechen" in words_of(answer)
    assert answer.text.count("time-axis__bar--clash") == 3, "two bars and the key"


def test_a_clash_is_accepted_from_here_and_leads_back_here() -> None:
    manager, client, case = started()
    for title in ("Sprachkurs", "Fahrschule"):
        planned(manager, case, title, starts_on=today(), slots=parse("Mo 8–12"))
    link = re.search(r'href="([^"]+/engpass/[^"]+)"', client.get(page_of(case)).text)
    assert link
    assert f'href="{page_of(case)}"' in client.get(link[1]).text, "and so does breaking off"
    assert client.post(link[1], {"reason": "Nur zwei Wochen."}).headers["Location"] == page_of(case)
    shown = client.get(page_of(case))
    assert "1 Engpass ist angenommen" in words_of(shown)
    assert "time-axis__bar--clash" not in shown.text


@pytest.mark.django_db(transaction=True)
def test_on_a_phone_today_is_seen_first_and_names_go_along(chromium: Browser, live_server: LiveServer) -> None:
    manager = given.actor(Role.CASE_MANAGER, today=today())
    case = given.case(manager, on=today() - 6 * A_MONTH, consented=True)
    with act_as(manager, today=today()):
        wish = goal(case, manager, on=today() - 5 * A_MONTH, words="Ich möchte Deutsch lernen.")
    planned(manager, case, "Sprachkurs", goal=wish, on=today() - 5 * A_MONTH)
    with walker(chromium, live_server.url, [], manager) as who:
        who.page.set_viewport_size({"width": 390, "height": 844})
        who.page.goto(page_of(case))
        place, name = who.page.locator("[data-today]").bounding_box(), who.page.locator(".time-axis__name").first
        line, shown = who.page.locator("svg .time-axis__today").last.bounding_box(), name.bounding_box()
        assert place
        assert line
        assert shown
        assert place["x"] <= line["x"] <= place["x"] + place["width"]
        assert shown["x"] >= place["x"], "not left behind at the beginning of the axis"
        who.look("plan-zeitachse")


def test_what_others_of_the_family_have_to_settle_stays_with_them() -> None:
    manager, client, case = started()
    other = given.case(manager, on=today() - 3 * A_MONTH, consented=True)
    with act_as(manager, today=today()):
        household = Household.objects.create(name="Familie")
        for one in (case, other):
            HouseholdMember.objects.create(
                household=household, person=one.person, relation="other", since=one.opened_on
            )
            Case.objects.filter(id=one.id).update(household=household)
    planned(manager, case, "Sprachkurs", starts_on=today())
    for title in ("Malkurs", "Fahrschule"):
        planned(manager, other, title, starts_on=today(), slots=parse("Mo 8–12"))
    assert "zu besprechen" not in words_of(client.get(page_of(case)))
    assert "1 Engpass ist zu besprechen" in words_of(client.get(page_of(other)))


def test_a_closed_case_can_be_looked_at_and_strangers_find_nothing() -> None:
    manager, client, case = started()
    step = planned(manager, case, "Sprachkurs")
    assert f"/massnahme/{step.id}/" in client.get(page_of(case)).text
    with act_as(manager, today=today()):
        Case.objects.filter(id=case.id).update(closed_on=today())
    page = client.get(page_of(case))
    assert "Sprachkurs" in words_of(page)
    assert f"/massnahme/{step.id}/" not in page.text
    assert somebody(Role.CASE_MANAGER)[1].get(page_of(case)).status_code == 404


def test_the_page_asks_as_often_for_one_step_as_for_three() -> None:
    manager, client, case = started()
    counts = []
    for amount in (1, 2):
        for number in range(amount):
            planned(manager, case, f"Schritt {amount}{number}", slots=parse("Mo 8–12"))
        with statements() as asked:
            client.get(page_of(case))
        counts.append(len(asked))
    assert counts[0] == counts[1], counts


def test_the_day_a_goal_was_judged_is_the_last_change_of_its_state() -> None:
    manager, _, case = started()
    with act_as(manager, today=today()):
        wish = goal(case, manager, on=today() - 2 * A_MONTH)
        assert judged_on(case) == {}
        judged = today() - A_MONTH
        for on, words, state in (
            (judged, wish.words, GoalState.PARTLY),
            (today(), "In anderen Worten", GoalState.PARTLY),
        ):
            fresh = Goal.objects.get(id=wish.id)
            change_goal(
                goal=fresh, version=fresh.version, words=words, state=state, on=on, actor=manager, today=today()
            )
        assert judged_on(case) == {wish.id: judged}


def test_labels_never_leave_the_drawing_and_what_is_long_over_is_left_out() -> None:
    begin = today()
    long = "Ein Schritt mit einem sehr langen Namen, der nirgends hineinpasst " * 4
    bars = (
        Bar(long, begin - 10 * A_MONTH, begin - 9 * A_MONTH, sign="done"),
        Bar(long, begin - 5 * A_MONTH, begin, waits=((begin - 6 * A_MONTH, begin),), sign="clash"),
        Bar(long, begin + 20 * A_MONTH, begin + 20 * A_MONTH),
        Bar("kurz", begin + 17 * A_MONTH, begin + 18 * A_MONTH, begin, "aborted"),
    )
    axis = draw([Lane(long, bars, (begin - 8 * A_MONTH, None))], begin, months_back=6)
    (lane,) = axis.lanes
    assert len(lane.bars) == len(bars) - 1
    assert axis.signs == {"clash", "aborted", "wait", "due", "thread"}
    for bar in lane.bars:
        assert bar.label_x >= 0
        assert bar.label_x + len(bar.label) * 7 <= WIDTH
        assert all(bar.x <= x and x + width <= bar.x + bar.width for x, width in bar.waits)
    assert lane.bars[0].waits, "cut at the beginning of the bar"
    assert lane.bars[0].label.endswith("…")
    assert len(lane.name) * 8 <= WIDTH
