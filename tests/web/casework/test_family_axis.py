"""The chains of a family on one axis, with clashes that can be accepted."""

from datetime import date, timedelta
from typing import Any

import pytest

from faden.domain.cases.enums import ChildCare, Responsible
from faden.domain.cases.models import Case, ClashAcceptance, FamilyLimit
from faden.domain.cases.operations.measures import change_measure, plan_measure
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.lib.weekly_times import parse
from faden.web.casework.time_axis import Bar, Lane, draw
from tests import given
from tests.web.signed_in import somebody, today, words_of

pytestmark = pytest.mark.django_db
MORNING = parse("Mo 8–12")


def _planned(manager: Actor, case: Case, title: str, **more: Any) -> Any:
    everyday: dict[str, Any] = {"case": case, "on": today(), "actor": manager, "today": today()}
    with act_as(manager, today=today()):
        return plan_measure(title=title, responsible=Responsible.CLIENT, **{"starts_on": today(), **more}, **everyday)


def _clashing() -> tuple[Actor, Any, Case, Any]:
    manager, client = somebody(Role.CASE_MANAGER)
    case = given.case(manager, on=today(), consented=True)
    step = _planned(manager, case, "Sprachkurs", slots=MORNING)
    _planned(manager, case, "Fahrschule", slots=MORNING)
    return manager, client, case, step


def _page(case: Case, rest: str = "") -> str:
    return f"/faelle/{case.number}/familie/{rest}"


def _link(client: Any, case: Case) -> str:
    page: str = client.get(_page(case)).text
    start = page.index(_page(case, "engpass/"))
    return page[start : page.index('"', start)]


def test_what_clashes_is_said_drawn_and_listed() -> None:
    _, client, case, _ = _clashing()
    answer = client.get(_page(case))
    shown = words_of(answer)
    assert "1 Engpass ist zu besprechen" in shown
    assert "Zwei Termine zur selben Zeit" in shown
    assert "Mo 08:00–12:00" in shown
    assert answer.text.count("time-axis__bar--clash") == 3  # two bars and the key
    assert "<desc>" in answer.text


def test_a_clash_is_accepted_with_a_reason_and_taken_back() -> None:
    manager, client, case, _ = _clashing()
    link = _link(client, case)
    assert client.post(link, {"reason": " "}).status_code == 422
    assert client.post(link, {"reason": "Nur zwei Wochen lang."}).headers["Location"] == _page(case)
    shown = words_of(client.get(_page(case)))
    assert "Alle Engpässe sind besprochen und angenommen" in shown
    assert "Zwei Termine zur selben Zeit (angenommen)" in shown
    assert "Nur zwei Wochen lang." in shown
    assert client.post(link, {"reason": "Noch einmal."}).status_code == 422
    with act_as(manager, today=today()):
        accepted = ClashAcceptance.objects.get()
    back = _page(case, f"angenommen/{accepted.id}/zuruecknehmen/")
    assert client.post(back).status_code == 303
    assert "1 Engpass ist zu besprechen" in words_of(client.get(_page(case)))
    assert client.post(back).status_code == 404


def test_an_accepted_clash_comes_back_when_its_facts_change() -> None:
    manager, client, case, step = _clashing()
    client.post(_link(client, case), {"reason": "Nur zwei Wochen lang."})
    told = {"title": step.title, "responsible": Responsible.CLIENT, "starts_on": today(), "slots": parse("Mo 9–11")}
    with act_as(manager, today=today()):
        change_measure(measure=step, version=step.version, actor=manager, today=today(), **told)
    assert "1 Engpass ist zu besprechen" in words_of(client.get(_page(case)))


def test_too_many_at_once_is_measured_by_the_site() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    case = given.case(manager, on=today(), consented=True)
    for number in range(3):
        _planned(manager, case, f"Schritt {number}")
    assert "Nichts überschneidet sich" in words_of(client.get(_page(case)))
    FamilyLimit.objects.create(obligations=2, care_below=12, valid_from=today() - timedelta(days=1), source="WAF 3")
    shown = words_of(client.get(_page(case)))
    assert "3 Verpflichtungen gleichzeitig, tragbar sind 2" in shown
    assert "WAF 3" in shown


def test_child_care_that_is_still_open_is_a_clash() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    case = given.case(manager, on=today(), consented=True)
    _planned(manager, case, "Sprachkurs", child_care=ChildCare.NEEDED)
    assert "ist Kinderbetreuung nötig, aber noch offen" in words_of(client.get(_page(case)))


def test_strangers_and_unknown_clashes_find_nothing() -> None:
    _, client, case, _ = _clashing()
    assert client.get(_page(case, "engpass/nichts/")).status_code == 404
    assert somebody(Role.CASE_MANAGER)[1].get(_link(client, case)).status_code == 404


@pytest.mark.parametrize("months", [1, 17, 18, 19, 240])
def test_what_begins_beyond_the_axis_stands_at_its_edge(months: int) -> None:
    day = date(2026, 8, 31)
    begins = date(day.year + (day.month + months - 1) // 12, (day.month + months - 1) % 12 + 1, 1)
    axis = draw([Lane("Ana", (Bar("Kurs", begins),))], day)
    assert 0 <= axis.today_x <= axis.lanes[0].bars[0].x <= axis.width
    assert axis.marks


def test_the_axis_holds_every_bar() -> None:
    begin = today()
    bars = (Bar("lang her", begin - timedelta(days=900), begin), Bar("ohne Ende", begin), Bar("kurz", begin, begin))
    axis = draw([Lane("Ana", bars), Lane("Mila", ())], begin)
    (lane,) = axis.lanes
    assert [bar.is_open for bar in lane.bars] == [False, True, False]
    for bar in lane.bars:
        assert 0 <= bar.x < bar.x + bar.width <= axis.width
        assert bar.y + axis.bar <= axis.height
    assert axis.words.endswith("Ana 3")
