"""The pages of a case: who gets in, what they say, what they cost, and that nothing typed is lost."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from faden.domain.cases.enums import GoalState, MeasureAct
from faden.domain.cases.models import Case, ContactNote, Goal, Measure
from faden.domain.cases.operations.goals import change_goal
from faden.domain.cases.operations.measures import move_measure
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from faden.lib.german import day
from tests import given
from tests.domain.cases.acts import close, goal, measure, note
from tests.signed_in import signed_in
from tests.statements import statements

pytestmark = pytest.mark.django_db
OPENED = date(2026, 3, 12)
READING = ("case", "assessments", "plan", "family", "releases", "circle")
WRITING = ("contact", "assess", "agree_goal", "plan_measure", "record_barrier")
LEADING = ("enter_phase", "change_constellation", "invite_helper", "refer", "close")


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER, name="Bianca Beispiel")


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager, on=OPENED, consented=True)


@pytest.fixture
def browser(manager: Actor) -> Client:
    return signed_in(manager)


def address(name: str, case: Case, *more: object) -> str:
    return reverse(f"casework:{name}", args=[case.number, *more])


# -- sent twice ---------------------------------------------------------------------------------


def test_a_contact_sent_twice_is_stored_once(browser: Client, case: Case, manager: Actor, today: date) -> None:
    found = re.search(r'name="note_id" value="([^"]+)"', browser.get(address("contact", case)).text)
    assert found
    chosen = {"kind": "visit", "access_path": "appointment", "visibility": "circle"}
    typed = {"note_id": found[1], "on": "heute", "minutes": "20", "text": "Termin", **chosen}
    assert [browser.post(address("contact", case), typed).status_code for _ in range(2)] == [303, 303]
    with act_as(manager, today=today):
        assert ContactNote.objects.count() == 1


# -- who gets in ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*READING, *WRITING, *LEADING])
def test_the_responsible_gets_in(browser: Client, case: Case, name: str) -> None:
    answer = browser.get(address(name, case))
    assert answer.status_code == 200
    assert case.number in answer.content.decode()


@pytest.mark.parametrize("name", [*READING, *WRITING, *LEADING, "reopen"])
def test_a_stranger_does_not_even_learn_that_it_exists(case: Case, name: str) -> None:
    stranger = signed_in(given.actor(Role.CASE_MANAGER, Role.LEAD, Role.COORDINATOR))
    assert stranger.get(address(name, case)).status_code == 404
    assert stranger.get(reverse(f"casework:{name}", args=["26-000000"])).status_code == 404


@pytest.mark.parametrize("name", LEADING)
def test_a_helper_hears_why_not(manager: Actor, case: Case, name: str, today: date) -> None:
    helper = signed_in(given.helper(case, manager, today=today))
    answer = helper.get(address(name, case))
    assert answer.status_code == 403
    assert "Nur die fallführende Person darf" in answer.content.decode()
    assert helper.get(address("contact", case)).status_code == 200


def test_a_closed_case_is_read_and_reopened_and_nothing_else(
    manager: Actor, case: Case, browser: Client, today: date
) -> None:
    with act_as(manager, today=today):
        close(case, manager, on=today, today=today)
    assert {browser.get(address(name, case)).status_code for name in READING} == {200}
    assert {browser.get(address(name, case)).status_code for name in (*WRITING, *LEADING)} == {403}
    assert "Fall wiedereröffnen" in browser.get(address("case", case)).content.decode()
    assert browser.get(address("reopen", case)).status_code == 200


def test_every_reading_is_written_into_the_trace(manager: Actor, case: Case, browser: Client, today: date) -> None:
    for name in READING:
        browser.get(address(name, case))
    with act_as(manager, today=today):
        assert AuditEntry.objects.filter(act="file.read", file_id=case.id).count() == len(READING)


def test_a_reading_that_was_refused_is_none(manager: Actor, case: Case, today: date) -> None:
    helper = given.helper(case, manager, today=today)
    signed_in(helper).get(address("close", case))
    with act_as(helper, today=today):
        assert not AuditEntry.objects.filter(act="file.read").exists()


# -- what the page of a case says and costs ---------------------------------------------------


def _grow(case: Case, manager: Actor, rows: int, today: date) -> None:
    with act_as(manager, today=today):
        for number in range(rows):
            note(case, manager, on=today - timedelta(days=number), text=f"Notiz {number}", today=today)
            aim = goal(case, manager, words=f"Ziel {number}", on=OPENED)
            change_goal(goal=aim, version=1, words="neu", state=GoalState.PARTLY, on=today, actor=manager, today=today)
            step = measure(case, manager, title=f"Schritt {number}", on=OPENED, due_on=today, today=today)
            move_measure(
                measure=step,
                version=1,
                act=MeasureAct.WAIT,
                on=today,
                barrier=given.barrier(),
                actor=manager,
                today=today,
            )


#: Of these four: session, actor, account with roles, the file. Reading is written down by one more.
COSTS = {"case": 11, "assessments": 8, "plan": 12, "family": 13, "releases": 8, "circle": 9}


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("name", COSTS)
def test_a_page_costs_the_same_whatever_it_shows(manager: Actor, case: Case, rows: int, name: str) -> None:
    _grow(case, manager, rows, timezone.localdate())
    browser = signed_in(manager)
    with statements() as sent:
        browser.get(address(name, case))
    assert len(sent) == COSTS[name], "\n".join(sent)


def test_the_story_goes_on_where_it_stopped(manager: Actor, case: Case, browser: Client, today: date) -> None:
    with act_as(manager, today=today):
        for number in range(30):
            note(case, manager, on=today - timedelta(days=number), text=f"Notiz-{number:02}", today=today)
    first = browser.get(address("case", case)).content.decode()
    assert "Notiz-24" in first
    assert "Notiz-25" not in first
    older = first.split("?ab=")[1].split('"')[0]
    second = browser.get(address("case", case), {"ab": older}).content.decode()
    assert "Notiz-24" not in second
    assert "Notiz-25" in second
    assert "Fall eröffnet" in second
    piece = browser.get(address("case", case), {"ab": older}, headers={"HX-Request": "true"}).content.decode()
    assert "Notiz-25" in piece
    assert "<html" not in piece


def test_what_is_typed_is_escaped(manager: Actor, case: Case, browser: Client, today: date) -> None:
    with act_as(manager, today=today):
        note(case, manager, text="<script>alert(1)</script>", today=today)
    page = browser.get(address("case", case)).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_what_is_missing_is_said(manager: Actor, browser: Client) -> None:
    unsigned = given.case(manager, family_name="Ohne")
    page = browser.get(address("case", unsigned)).content.decode()
    assert "Es fehlt: Einwilligung in die Datenverarbeitung" in page


def test_a_reader_is_offered_what_is_possible(manager: Actor, case: Case, browser: Client, today: date) -> None:
    helper = signed_in(given.helper(case, manager, today=today))
    assert "Fall abschließen" in browser.get(address("case", case)).content.decode()
    offered = helper.get(address("case", case)).content.decode()
    assert "Kontakt festhalten" in offered
    assert "Fall abschließen" not in offered


# -- forms ------------------------------------------------------------------------------------


def contact(**changes: str) -> dict[str, str]:
    return {
        "on": "heute",
        "minutes": "25",
        "kind": "visit",
        "access_path": "appointment",
        "text": "Neue Notiz",
        "visibility": "circle",
        **changes,
    }


def test_a_contact_is_written_down(case: Case, manager: Actor, browser: Client, today: date) -> None:
    answer = browser.post(address("contact", case), contact())
    assert answer.status_code == 303
    with act_as(manager, today=today):
        assert ContactNote.objects.get().minutes == 25
    assert "Der Kontakt ist festgehalten." in browser.get(answer["Location"]).content.decode()


def test_writing_a_contact_costs(case: Case, browser: Client) -> None:
    given.life_domain()
    with statements() as sent:
        browser.post(address("contact", case), contact())
    assert len(sent) == 11, "\n".join(sent)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"on": "31.02.2026"}, "Den 31. Februar 2026 gibt es nicht"),
        ({"on": "1.1.2020"}, "beginnt erst am|wurde erst am"),
        ({"minutes": "0"}, "mindestens 1"),
        ({"kind": "teleport"}, "teleport"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    case: Case, browser: Client, changes: dict[str, str], message: str
) -> None:
    answer = browser.post(address("contact", case), contact(**changes))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert any(part in page for part in message.split("|"))
    assert "Neue Notiz" in page


def test_within_htmx_the_form_comes_alone(case: Case, browser: Client) -> None:
    page = browser.get(address("contact", case), headers={"HX-Request": "true"}).content.decode()
    assert "<form" in page
    assert "<html" not in page


def test_a_note_meets_its_newer_version(case: Case, manager: Actor, browser: Client, today: date) -> None:
    with act_as(manager, today=today):
        written = note(case, manager, text="alt", today=today)
    rest = {"version": "1", "minutes": "25", "kind": "visit", "visibility": "circle"}
    first = browser.post(address("correct_note", case, written.id), {"text": "Fassung A", **rest})
    assert first.status_code == 303
    second = browser.post(address("correct_note", case, written.id), {"text": "Fassung B", **rest})
    page = second.content.decode()
    assert second.status_code == 409
    assert "Fassung A" in page
    assert "Fassung B" in page
    assert "Art (Ihre Fassung)" not in page, "what both have alike stands once"
    history = browser.get(address("correct_note", case, written.id)).content.decode()
    assert "alt" in history.split("Frühere Fassungen")[1]


Filled = Callable[[Case, date], dict[str, str]]


def _typed(name: str, case: Case, today: date) -> dict[str, str]:
    domain, barrier = str(given.life_domain().id), str(given.barrier().id)
    return {
        "assess": {"on": "heute", f"need_{domain}": "3", f"own_view_{domain}": "2", f"remark_{domain}": "eng"},
        "agree_goal": {"on": "heute", "words": "Arbeiten", "language": "de", "life_domain": domain},
        "plan_measure": {"on": "heute", "title": "Kurs", "responsible": "client", "due_on": day(today)},
        "record_barrier": {"on": "heute", "barrier": barrier},
        "enter_phase": {"on": "heute", "phase": "goal_agreement", "version": "1"},
        "change_constellation": {
            "on": "heute",
            "constellation": "case_management",
            "reason": "viele Akteure",
            "version": "1",
        },
        "close": {"on": "heute", "reason": "agreement", "evaluation": "Gut.", "version": "1"},
    }[name]


@pytest.mark.parametrize(
    "name",
    ["assess", "agree_goal", "plan_measure", "record_barrier", "enter_phase", "change_constellation", "close"],
)
def test_each_act_is_done_by_its_form(case: Case, browser: Client, name: str, today: date) -> None:
    answer = browser.post(address(name, case), _typed(name, case, today))
    assert answer.status_code == 303, answer.content.decode()
    assert browser.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("name", ["assess", "agree_goal", "plan_measure", "record_barrier", "enter_phase", "close"])
def test_an_empty_form_says_what_is_missing(case: Case, browser: Client, name: str) -> None:
    answer = browser.post(address(name, case), {"version": "1", "anything": "x"})
    assert answer.status_code == 422
    assert "Bitte" in answer.content.decode()


def test_a_case_is_reopened(case: Case, manager: Actor, browser: Client, today: date) -> None:
    with act_as(manager, today=today):
        close(case, manager, on=today - timedelta(days=1), today=today)
    typed = {"on": "heute", "reason": "neue Sorgen", "constellation": "guidance", "version": "2"}
    assert browser.post(address("reopen", case), typed).status_code == 303
    assert "Fall wiedereröffnet" in browser.get(address("case", case)).content.decode()


def test_goals_and_steps_are_changed_on_their_pages(case: Case, manager: Actor, browser: Client, today: date) -> None:
    with act_as(manager, today=today):
        aim, step = goal(case, manager, on=OPENED), measure(case, manager, on=OPENED, today=today)
    changed = {"words": "Lernen", "language": "de", "state": "reached", "on": "heute", "version": "1"}
    assert browser.post(address("change_goal", case, aim.id), changed).status_code == 303
    later = {"title": "Kurs suchen", "responsible": "client", "due_on": day(today), "version": "1"}
    assert browser.post(address("change_measure", case, step.id), later).status_code == 303
    waits = {"act": "wait", "on": "heute", "barrier": str(given.barrier().id), "version": "2"}
    assert browser.post(address("move_measure", case, step.id), waits).status_code == 303
    with act_as(manager, today=today):
        assert (Goal.objects.get().state, Measure.objects.get().state) == ("reached", "waiting")
    for name, key in (("change_goal", aim.id), ("change_measure", step.id), ("move_measure", step.id)):
        assert browser.get(address(name, case, key)).status_code == 200
    assert browser.get(address("change_goal", case, step.id)).status_code == 404


def test_a_barrier_is_overcome_on_its_page(case: Case, browser: Client) -> None:
    browser.post(address("record_barrier", case), {"on": "heute", "barrier": str(given.barrier().id)})
    plan = browser.get(address("plan", case)).content.decode()
    overcome = next(part for part in plan.split('"') if "/huerde/" in part and part.count("/") == 5)
    assert browser.get(overcome).status_code == 200
    assert browser.post(overcome, {"on": "heute"}).status_code == 303
    assert "überwunden am" in browser.get(address("plan", case)).content.decode()


def test_a_helper_comes_and_goes(case: Case, manager: Actor, browser: Client, today: date) -> None:
    colleague = given.actor(Role.CASE_MANAGER, name="Hannah Hilfe")
    typed = {
        "account": str(colleague.id),
        "reason": "Sprachberatung",
        "scope": "whole",
        "since": "heute",
        "last_day": day(today + timedelta(days=9)),
    }
    assert browser.post(address("invite_helper", case), typed).status_code == 303
    assert "Hannah Hilfe" in browser.get(address("case", case)).content.decode()
    helper = signed_in(colleague)
    page = helper.get(address("circle", case)).content.decode()
    leave = next(part for part in page.split('"') if part.endswith("/beenden/"))
    answer = helper.post(leave)
    assert (answer.status_code, answer["Location"]) == (303, reverse("casework:cases"))
    assert helper.get(address("case", case)).status_code == 404


def test_closing_asks_for_every_goal(case: Case, manager: Actor, browser: Client, today: date) -> None:
    with act_as(manager, today=today):
        aim = goal(case, manager, words="Arbeiten", on=OPENED)
    typed = {"on": "heute", "reason": "agreement", "evaluation": "Gut.", "version": "1"}
    unjudged = browser.post(address("close", case), typed)
    assert unjudged.status_code == 422
    assert "„Arbeiten“" in unjudged.content.decode()
    assert browser.post(address("close", case), {**typed, f"goal_{aim.id}": "partly"}).status_code == 303
    with act_as(manager, today=today):
        assert Goal.objects.get().state == GoalState.PARTLY


def test_an_own_view_alone_is_no_assessment(case: Case, browser: Client) -> None:
    domain = given.life_domain()
    answer = browser.post(address("assess", case), {"on": "heute", f"own_view_{domain.id}": "2"})
    assert answer.status_code == 422
    assert "Bitte auch die fachliche Sicht angeben" in answer.content.decode()


def test_two_who_change_the_phase_see_both(case: Case, browser: Client) -> None:
    typed = {"on": "heute", "phase": "goal_agreement", "version": "1"}
    assert browser.post(address("enter_phase", case), typed).status_code == 303
    answer = browser.post(address("enter_phase", case), {**typed, "phase": "planning"})
    assert answer.status_code == 409
    assert "Zielvereinbarung" in answer.content.decode()
