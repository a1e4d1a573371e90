"""/uebergaben/, /vertretung/: nobody reads more than they may, nothing changes before the answer."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from faden.domain.cases.models import Case
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.lib import german
from tests import given
from tests.statements import statements
from tests.web.signed_in import somebody, today, words_of

pytestmark = pytest.mark.django_db

LIST, OTHERS, AWAY = "/uebergaben/", "/uebergaben/vorschlagen/", "/vertretung/"
Three = tuple[tuple[Actor, Client], tuple[Actor, Client], Case]


@pytest.fixture
def three() -> Three:
    manager, successor = somebody(Role.CASE_MANAGER), somebody(Role.CASE_MANAGER)
    return manager, successor, given.case(manager[0], on=today())


def _propose(three: Three, **change: Any) -> Any:
    (_, client), (successor, _), case = three
    told = {"successor": str(successor.id), "reason": "Elternzeit", "earliest_on": "heute", "note": "Antrag läuft"}
    return client.post(f"/faelle/{case.number}/uebergabe/", {**told, **change})


def _offered(client: Client) -> str:
    found = re.search(r'href="(/uebergaben/[0-9a-f-]{36}/)"', client.get(LIST).text)
    assert found
    return found[1]


def test_from_the_proposal_to_the_new_case_manager(three: Three) -> None:
    (_, client), (_, theirs), case = three
    assert "Fall übergeben" in words_of(client.get(f"/faelle/{case.number}/"))
    assert _propose(three).headers["Location"] == LIST
    assert "noch nicht beantwortet" in words_of(client.get(f"/faelle/{case.number}/uebergabe/"))
    page = words_of(theirs.get(_offered(theirs)))
    assert "Elternzeit" in page
    assert "Antrag läuft" in page
    assert "Đorđević" not in page
    assert theirs.get(f"/faelle/{case.number}/").status_code == 404
    taken = theirs.post(f"{_offered(theirs)}annehmen/")
    assert taken.headers["Location"] == f"/faelle/{case.number}/"
    assert theirs.get(f"/faelle/{case.number}/").status_code == 200
    assert client.get(f"/faelle/{case.number}/").status_code == 404
    assert "angenommen" in words_of(client.get(LIST))


def test_declining_needs_a_reason_that_the_proposer_reads(three: Three) -> None:
    (_, client), (_, theirs), _ = three
    _propose(three)
    address = _offered(theirs)
    empty = theirs.post(address, {"reason": ""})
    assert empty.status_code == 422
    assert "Bitte sagen, warum" in empty.text
    assert theirs.post(address, {"reason": "keine Stunden frei"}).status_code == 303
    assert "keine Stunden frei" in words_of(client.get(LIST))
    assert theirs.get(address).status_code == 404


def test_only_the_two_sides_find_it(three: Three) -> None:
    (_, client), (_, theirs), _ = three
    _propose(three)
    address = _offered(theirs)
    _, stranger = somebody(Role.CASE_MANAGER)
    assert stranger.get(address).status_code == 404
    assert stranger.post(f"{address}annehmen/").status_code == 404
    assert client.post(f"{address}annehmen/").status_code == 403
    assert theirs.post(f"{address}zurueckziehen/").status_code == 403
    assert client.post(f"{address}zurueckziehen/").status_code == 303
    assert theirs.get(address).status_code == 404


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"reason": "x" * 301}, "reason"),
        ({"successor": ""}, "successor"),
        ({"successor": "00000000-0000-7000-8000-000000000001"}, "successor"),
        ({"earliest_on": "gestern"}, "earliest_on"),
        ({"helps_until": "31.12.2099", "helps_because": "x"}, "helps_until"),
        ({"helps_until": "morgen"}, "helps_because"),
        ({"note": "x" * 4001}, "note"),
    ],
)
def test_a_wrong_proposal_is_mended(three: Three, change: dict[str, str], field: str) -> None:
    answer = _propose(three, **change)
    assert answer.status_code == 422
    assert f'id="id_{field}-error"' in answer.text


def test_coordination_proposes_for_others_by_numbers_only(three: Three) -> None:
    (manager, _), (successor, theirs), case = three
    _, client = somebody(Role.COORDINATOR)
    assert manager.name in words_of(client.get(OTHERS))
    chosen = f"{OTHERS}?wer={manager.id}"
    page = words_of(client.get(chosen))
    assert case.number in page
    assert "Đorđević" not in page
    told = {"cases": [str(case.id)], "successor": str(successor.id), "reason": "krank", "earliest_on": "heute"}
    assert client.post(chosen, {**told, "cases": []}).status_code == 422
    assert client.post(chosen, told).status_code == 303
    assert "schon eine Übergabe vorgeschlagen" in words_of(client.get(chosen))
    assert theirs.post(f"{_offered(theirs)}annehmen/").status_code == 303
    assert client.get(f"/faelle/{case.number}/").status_code == 404


@pytest.mark.parametrize("wanted", ["x", "", "\0", "00000000-0000-7000-8000-000000000001"])
def test_somebody_who_is_not_there_has_no_cases(wanted: str) -> None:
    _, client = somebody(Role.LEAD)
    assert client.get(OTHERS, {"wer": wanted}).status_code in (200, 404)


@pytest.mark.parametrize("role", [Role.CASE_MANAGER, Role.ASSISTANT, Role.ADMIN])
def test_nobody_else_proposes_for_others(role: Role) -> None:
    assert somebody(role)[1].get(OTHERS).status_code == 403


def test_a_cover_begins_and_can_be_ended(three: Three) -> None:
    (_, client), (cover, theirs), case = three
    told = {
        "since": "heute",
        "last_day": german.day(today() + timedelta(days=5)),
        "cover": str(cover.id),
        "cases": [str(case.id)],
    }
    assert client.post(AWAY, told).status_code == 303
    assert theirs.get(f"/faelle/{case.number}/").status_code == 200
    assert "Vertretung für" in words_of(client.get(f"/faelle/{case.number}/kreis/"))
    found = re.search(r'action="(/vertretung/[^"]+/beenden/)"', client.get(AWAY).text)
    assert found
    assert theirs.post(found[1]).status_code == 404
    assert client.post(found[1]).status_code == 303
    assert theirs.get(f"/faelle/{case.number}/").status_code == 404


def test_another_case_can_have_another_cover(three: Three) -> None:
    (manager, client), (cover, theirs), case = three
    other, others = somebody(Role.CASE_MANAGER)
    second = given.case(manager, on=today())
    told = {
        "since": "heute",
        "last_day": "heute",
        "cover": str(cover.id),
        "cases": [str(case.id), str(second.id)],
        f"cover_{second.id}": str(other.id),
    }
    wrong = client.post(AWAY, {**told, f"cover_{second.id}": str(manager.id)})
    assert wrong.status_code == 422
    assert f'id="id_cover_{second.id}-error"' in wrong.text
    left_out = client.post(AWAY, {**told, "cases": [str(case.id)]})
    assert "Dieser Fall ist oben nicht angekreuzt." in words_of(left_out)
    assert client.post(AWAY, told).status_code == 303
    seen = [[one.get(f"/faelle/{case_.number}/").status_code for case_ in (case, second)] for one in (theirs, others)]
    assert seen == [[200, 404], [404, 200]]
    shown = words_of(client.get(AWAY))
    assert f"{cover.name}, 1 Fall" in shown
    assert f"{other.name}, 1 Fall" in shown


def test_one_act_of_the_page_is_the_primary_one(three: Three) -> None:
    _propose(three)
    _, (_, theirs), _ = three
    page = theirs.get(_offered(theirs)).text
    assert page[page.index("<main") : page.index("</main>")].count("kern-btn--primary") == 1
    assert "Fall übernehmen" in page


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"since": "gestern"}, "since"),
        ({"last_day": "gestern"}, "last_day"),
        ({"cover": ""}, "cover"),
        ({"cases": []}, "cases"),
    ],
)
def test_a_wrong_absence_is_mended(three: Three, change: dict[str, Any], field: str) -> None:
    (_, client), (cover, _), case = three
    told = {"since": "heute", "last_day": "heute", "cover": str(cover.id), "cases": [str(case.id)], **change}
    answer = client.post(AWAY, told)
    assert answer.status_code == 422
    assert f'id="id_{field}-error"' in answer.text


@pytest.mark.parametrize("cases", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(cases: int) -> None:
    (manager, client), (successor, theirs) = somebody(Role.CASE_MANAGER), somebody(Role.CASE_MANAGER)
    for _ in range(cases):
        _propose(((manager, client), (successor, theirs), given.case(manager, on=today())))
    with statements() as sent:
        assert theirs.get(LIST).status_code == 200
    assert len(sent) == 6
