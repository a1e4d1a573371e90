"""Lists kept by name, duplicates, offers and the workload through the interface."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from faden.domain.duplicates.models import Distinction, PersonMerge
from faden.domain.offers.models import Offer
from faden.domain.people.operations import correct_person
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.saved_lists.models import SavedList
from tests import given
from tests.api.conftest import Caller, cost_of, fields_of

pytestmark = pytest.mark.django_db


def test_a_list_is_kept_run_renamed_and_removed(call: Caller, manager: Actor, today: date) -> None:
    mine = given.case(manager, on=today)
    given.case(given.actor(Role.CASE_MANAGER, today=today), on=today)
    filters = {"constellation": "guidance", "municipality": given.municipality().key, "sort": "-kontakt"}
    kept = call(manager, "POST", "/lists", data={"name": "In Delbrück", "filters": filters})
    assert kept.json()["filters"].items() >= filters.items()
    own = f"/lists/{kept.json()['id']}"
    assert [one["number"] for one in call(manager, "GET", f"{own}/cases").json()["items"]] == [mine.number]
    renamed = call(manager, "PUT", own, data={"name": "Delbrück"}, if_match=kept["ETag"])
    late = call(manager, "PUT", own, data={"name": "Salzkotten"}, if_match=kept["ETag"])
    assert (late.status_code, "Delbrück" in str(late.json()["errors"])) == (412, True)
    assert [one["name"] for one in call(manager, "GET", "/lists").json()["items"]] == [renamed.json()["name"]]
    stranger = given.actor(Role.CASE_MANAGER, today=today)
    assert call(stranger, "GET", f"{own}/cases").status_code == 404
    assert call(given.actor(Role.LEAD, today=today), "GET", "/lists").status_code == 403
    assert call(manager, "DELETE", own).status_code == 204
    with act_as(manager, today=today):
        assert not SavedList.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 10_000}, "name"),
        ({"team": str(uuid4())}, "team"),
        ({"filters": {"municipality": "atlantis"}}, "filters.municipality"),
        ({"filters": {"sort": "schuhgröße"}}, "filters.sort"),
        ({"filters": {"color": "red"}}, "filters.color"),
    ],
)
def test_what_is_wrong_with_a_list_is_said_at_its_field(
    call: Caller, manager: Actor, *, changes: dict[str, Any], field: str
) -> None:
    assert fields_of(call(manager, "POST", "/lists", data={"name": "x", "filters": {}, **changes})) == [field]


@pytest.fixture
def pair(manager: Actor, today: date) -> tuple[Any, Any]:
    """Two of the manager's people who may be one."""
    people = [given.case(manager, family_name="Vorher", given_names=name, on=today).person for name in ("Ada", "Bo")]
    with act_as(manager, today=today):
        born = {"birth_date": date(1980, 1, 1), "family_name": "Đorđević", "given_names": "Ada"}
        one, other = (correct_person(person=person, version=1, actor=manager, today=today, **born) for person in people)
    return one, other


def test_two_are_made_one_and_two_again(call: Caller, manager: Actor, pair: tuple[Any, Any], today: date) -> None:
    one, other = pair
    (found,) = call(manager, "GET", "/duplicates").json()["items"]
    assert {found["one"]["id"], found["other"]["id"]} == {str(one.id), str(other.id)}
    assert found["reasons"]
    address = f"/duplicates/{one.id}/{other.id}"
    preview = call(manager, "GET", f"{address}/preview").json()
    assert {choice["name"] for choice in preview["fields"]} >= {"family_name", "birth_date"}
    versions = {"version_keep": preview["version_keep"], "version_other": preview["version_other"]}
    assert fields_of(call(manager, "POST", f"{address}/merge", data={**versions, "take": ["id"]})) == ["take"]
    stale = call(manager, "POST", f"{address}/merge", data={**versions, "version_keep": 1})
    assert stale.status_code == 412
    done = call(manager, "POST", f"{address}/merge", data=versions)
    assert (done.status_code, done.json()["survivor"]) == (201, str(one.id))
    listed = call(manager, "GET", "/duplicates").json()
    assert ([merge["id"] for merge in listed["merges"]], listed["items"]) == ([done.json()["id"]], [])
    stranger = given.actor(Role.CASE_MANAGER, today=today)
    assert call(stranger, "DELETE", f"/duplicates/merges/{done.json()['id']}").status_code == 404
    assert call(manager, "DELETE", f"/duplicates/merges/{done.json()['id']}").status_code == 204
    assert call(manager, "GET", f"{address}/preview").status_code == 200
    with act_as(manager, today=today):
        assert PersonMerge.objects.get().undone_on == today


def test_two_are_told_apart_and_looked_at_again(
    call: Caller, manager: Actor, pair: tuple[Any, Any], today: date
) -> None:
    address = f"/duplicates/{pair[0].id}/{pair[1].id}"
    assert fields_of(call(manager, "POST", f"{address}/distinction", data={"reason": ""})) == ["reason"]
    for _ in range(2):
        assert call(manager, "POST", f"{address}/distinction", data={"reason": "Zwillinge"}).status_code == 204
    listed = call(manager, "GET", "/duplicates").json()
    assert listed["items"] == []
    assert call(manager, "DELETE", f"/duplicates/distinctions/{listed['told_apart'][0]['id']}").status_code == 204
    assert len(call(manager, "GET", "/duplicates").json()["items"]) == 1
    unlike = f"/duplicates/{pair[0].id}/{uuid4()}"
    assert call(manager, "POST", f"{unlike}/distinction", data={"reason": "x"}).status_code == 404
    assert call(manager, "GET", f"{unlike}/preview").status_code == 404
    assert call(given.actor(Role.LEAD, today=today), "GET", "/duplicates").status_code == 403
    with act_as(manager, today=today):
        assert Distinction.objects.count() == 1


def offer(**changes: Any) -> dict[str, Any]:
    named = {"organisation": given.organisation().key, "life_domain": given.life_domain().key}
    return {"title": "Elterncafé", **named, "capacity": 10, "free_places": 3, "languages": ["uk"], **changes}


def test_an_offer_is_kept_by_the_coordination_and_read_by_all(call: Caller, manager: Actor, today: date) -> None:
    coordinator = given.actor(Role.COORDINATOR, today=today)
    assert call(manager, "POST", "/offers", data=offer()).status_code == 403
    made = call(coordinator, "POST", "/offers", data=offer(municipalities=[given.municipality().key]))
    own = f"/offers/{made.json()['id']}"
    changed = call(coordinator, "PUT", own, data=offer(free_places=0), if_match=made["ETag"])
    late = call(coordinator, "PUT", own, data=offer(free_places=2), if_match=made["ETag"])
    assert (changed.json()["free_places"], late.status_code) == (0, 412)
    assert call(manager, "GET", own).json() == changed.json()
    assert call(manager, "GET", "/offers?only_free=true").json()["items"] == []
    assert call(coordinator, "POST", f"{own}/confirmation").json()["checked_on"] == today.isoformat()
    assert call(manager, "GET", f"/offers/{uuid4()}").status_code == 404
    with act_as(manager, today=today):
        assert Offer.objects.get().free_places == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 10_000}, "title"),
        ({"free_places": 11}, "free_places"),
        ({"free_places": -1}, "free_places"),
        ({"languages": ["tlh"]}, "languages.0"),
        ({"municipalities": ["atlantis"]}, "municipalities"),
        ({"valid_from": "2026-02-01", "valid_until": "2026-01-01"}, "valid_until"),
    ],
)
def test_what_is_wrong_with_an_offer_is_said_at_its_field(
    call: Caller, today: date, *, changes: dict[str, Any], field: str
) -> None:
    coordinator = given.actor(Role.COORDINATOR, today=today)
    assert fields_of(call(coordinator, "POST", "/offers", data=offer(**changes))) == [field]


def test_the_workload_names_no_case_and_is_for_those_who_share_it_out(
    call: Caller, manager: Actor, today: date
) -> None:
    number = given.case(manager, on=today).number
    assert call(manager, "GET", "/workload").status_code == 403
    told = call(given.actor(Role.COORDINATOR, today=today), "GET", "/workload")
    (load,) = told.json()["regions"][0]["loads"]
    assert (load["name"], load["cases"]["value"], number in told.text) == (manager.name, None, False)


def test_lists_cost_the_same_with_one_and_with_three(call: Caller, manager: Actor, today: date) -> None:
    coordinator = given.actor(Role.COORDINATOR, today=today)

    def more(name: str) -> None:
        given.case(manager, on=today)
        call(manager, "POST", "/lists", data={"name": name, "filters": {}})
        call(coordinator, "POST", "/offers", data=offer(title=name, municipalities=[given.municipality().key]))

    def costs() -> dict[str, int]:
        return {name: cost_of(call, manager, f"/{name}") for name in ("lists", "offers", "cases")}

    more("eins")
    assert costs() == {"lists": 7, "offers": 9, "cases": 7}
    more("zwei")
    more("drei")
    assert costs() == {"lists": 7, "offers": 9, "cases": 7}
