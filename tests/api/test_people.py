"""People through the interface: found before they are stored, read with their histories, corrected; their families."""

from datetime import date
from typing import Any

import pytest

from faden.domain.cases.models import Case
from faden.domain.people.models import Address, ContactChannel, HouseholdMember, Person, PersonTargetGroup
from faden.domain.people.operations import correct_person
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from tests import given
from tests.api.conftest import Caller, cost_of, fields_of
from tests.matrix.families import families

pytestmark = pytest.mark.django_db


def named(case: Case, manager: Actor, family_name: str, today: date) -> None:
    """Give a person the keys under which they are found."""
    with act_as(manager, today=today):
        correct_person(person=case.person, version=1, actor=manager, today=today, family_name=family_name)


def test_near_matches_come_with_reasons_and_strangers_masked(
    call: Caller, manager: Actor, case: Case, today: date
) -> None:
    colleague = given.actor(Role.CASE_MANAGER, today=today)
    named(given.case(colleague, family_name="Vorher", on=today), colleague, "Djordjević", today)
    named(case, manager, "Dordevic", today)
    found = call(manager, "POST", "/people/search", data={"text": "Djordjevic Ana"}).json()
    assert [one["cases"] for one in found["known"]] == [[case.number]]
    assert found["known"][0]["reasons"]
    assert [set(one) for one in found["masked"]] == [{"initials", "born_in", "responsible"}]
    with act_as(manager, today=today):
        assert AuditEntry.objects.filter(act="people.searched").count() == 1


@pytest.mark.parametrize("data", [{"text": " "}, {}, {"text": "x" * 201}, {"text": "a\u0000"}])
def test_a_search_for_nothing_says_so(call: Caller, manager: Actor, data: dict[str, str]) -> None:
    assert fields_of(call(manager, "POST", "/people/search", data=data)) == ["text"]


def test_only_counsellors_search(call: Caller) -> None:
    refused = call(given.actor(Role.LEAD), "POST", "/people/search", data={"text": "Ana"})
    assert refused.status_code == 403
    assert "nur das Case Management" in refused.json()["detail"]


def test_a_person_is_read_and_corrected_and_the_second_one_sees_both_texts(
    call: Caller, manager: Actor, case: Case
) -> None:
    address = f"/cases/{case.number}/people/{case.person_id}"
    (line,) = call(manager, "GET", f"/cases/{case.number}/people").json()["items"]
    assert (line["id"], line["name"]) == (str(case.person_id), "Ana Đorđević")
    read = call(manager, "GET", address)
    assert [one["history"] for one in read.json()["histories"]][:2] == ["aufenthalt", "rechtskreis"]
    changed = call(manager, "PATCH", address, data={"given_names": "Anna"}, if_match=read["ETag"])
    assert (changed.json()["name"], changed["ETag"]) == ("Anna Đorđević", '"2"')
    late = call(manager, "PATCH", address, data={"given_names": "Anja"}, if_match=read["ETag"])
    assert late.status_code == 412
    assert "Anna" in late.json()["errors"][0]["message"]
    assert call(manager, "PATCH", address, data={"given_names": "Anja"}).status_code == 428


def test_a_correction_that_corrects_nothing_is_a_reading(call: Caller, manager: Actor, case: Case, today: date) -> None:
    answer = call(manager, "PATCH", f"/cases/{case.number}/people/{case.person_id}", data={}, if_match='"1"')
    assert answer.json()["family_name"] == "Đorđević"
    with act_as(manager, today=today):
        assert AuditEntry.objects.filter(act="file.read", file_id=case.id).count() == 1


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"family_name": "R2D2"}, "family_name"),
        ({"family_name": "x" * 10_000}, "family_name"),
        ({"family_name": ""}, "family_name"),
        ({"birth_date": "30.2.2020"}, "birth_date"),
        ({"birth_date": "1899-12-31"}, "birth_date"),
        ({"birth_date": "2199-01-01"}, "birth_date"),
        ({"language": "klingonisch"}, "language"),
        ({"municipality": "atlantis"}, "municipality"),
        ({"version": 1}, "version"),
    ],
)
def test_what_is_wrong_with_a_person_is_said_at_its_field(
    call: Caller, manager: Actor, case: Case, data: dict[str, Any], field: str
) -> None:
    address = f"/cases/{case.number}/people/{case.person_id}"
    assert fields_of(call(manager, "PATCH", address, data=data, if_match='"1"')) == [field]


def test_somebody_of_another_case_is_not_there(call: Caller, manager: Actor, case: Case, today: date) -> None:
    other = given.case(manager, on=today)
    foreign = given.case(given.actor(Role.CASE_MANAGER, today=today), on=today)
    for wanted in (other.person_id, foreign.person_id, case.id):
        assert call(manager, "GET", f"/cases/{case.number}/people/{wanted}").status_code == 404
    assert call(manager, "GET", f"/cases/{foreign.number}/people/{foreign.person_id}").status_code == 404


def test_a_history_grows_is_corrected_ended_and_struck(call: Caller, manager: Actor, case: Case, today: date) -> None:
    histories = f"/cases/{case.number}/people/{case.person_id}/histories"
    phone = {"kind": "phone", "value": "05251 12345", "since": "2026-01-01"}
    added = call(manager, "POST", f"{histories}/erreichbarkeit", data=phone)
    assert added.status_code == 201
    entry = f"{histories}/erreichbarkeit/{added.json()['id']}"
    better = call(manager, "PUT", entry, data={**phone, "value": "05251 54321"}, if_match='"1"')
    assert (better.json()["values"]["value"], better.json()["version"]) == ("05251 54321", 2)
    assert call(manager, "PUT", entry, data=phone, if_match='"1"').status_code == 412
    ended = call(manager, "POST", f"{entry}/end", data={"last_day": today.isoformat()}, if_match='"2"')
    assert ended.json()["values"]["last_day"] == today.isoformat()
    assert call(manager, "POST", f"{entry}/strike", if_match='"3"').status_code == 204
    assert call(manager, "POST", f"{entry}/strike", if_match='"4"').status_code == 404
    with act_as(manager, today=today):
        assert ContactChannel.objects.filter(standing__isnull=True).get().replaced_on == today
    read = call(manager, "GET", f"/cases/{case.number}/people/{case.person_id}").json()
    replaced = next(one["replaced"] for one in read["histories"] if one["history"] == "erreichbarkeit")
    assert {one["values"]["value"] for one in replaced} == {"05251 12345", "05251 54321"}


@pytest.mark.parametrize(
    ("history", "data", "field"),
    [
        ("erreichbarkeit", {"kind": "phone", "value": "ruf an"}, "value"),
        ("erreichbarkeit", {"kind": "taube", "value": "x"}, "kind"),
        ("anschrift", {"kind": "home"}, "street"),
        ("anschrift", {"kind": "home", "town": "x" * 10_000}, "town"),
        ("anschrift", {"kind": "home", "municipality": "atlantis"}, "municipality"),
        ("staatsangehoerigkeit", {"country": "ZZZ", "known_by": "told"}, "country"),
        ("aufenthalt", {"kind": "golden", "known_by": "told"}, "kind"),
        ("sprachen", {"language": "de", "level": "b1", "proof": "own", "since": "2199-01-01"}, "since"),
        ("sprachen", {"language": "de", "level": "b1", "proof": "own", "since": "9999-12-31"}, "since"),
        ("sprachen", {"language": "de", "level": "b1", "proof": "own", "replaces": "x"}, "replaces"),
        ("anschrift", {"kind": "home", "town": "x", "since": "2026-02-01", "last_day": "2026-01-01"}, "last_day"),
        ("abschluesse", {"name": "", "kind": "school", "recognition": "full"}, "name"),
    ],
)
def test_what_is_wrong_with_a_line_is_said_at_its_field(
    call: Caller, manager: Actor, case: Case, *, history: str, data: dict[str, Any], field: str
) -> None:
    address = f"/cases/{case.number}/people/{case.person_id}/histories/{history}"
    assert fields_of(call(manager, "POST", address, data=data)) == [field]


def test_the_municipality_follows_the_address(call: Caller, manager: Actor, case: Case, today: date) -> None:
    person = f"/cases/{case.number}/people/{case.person_id}"
    home = {"kind": "home", "street": "Weg 1", "municipality": given.municipality("Salzkotten").key}
    assert call(manager, "POST", f"{person}/histories/anschrift", data=home).status_code == 201
    data = {"municipality": given.municipality().key}
    assert fields_of(call(manager, "PATCH", person, data=data, if_match='"1"')) == ["municipality"]
    with act_as(manager, today=today):
        assert Address.objects.get().street == "Weg 1"
        assert Person.objects.get().municipality == given.municipality("Salzkotten")


def test_without_the_consent_nothing_is_added(call: Caller, manager: Actor, today: date) -> None:
    case = given.case(manager, on=today)
    address = f"/cases/{case.number}/people/{case.person_id}/histories/erreichbarkeit"
    assert call(manager, "POST", address, data={"kind": "phone", "value": "05251 1234"}).status_code == 403


def test_a_target_group_is_set_and_ended(call: Caller, manager: Actor, case: Case, today: date) -> None:
    person = f"/cases/{case.number}/people/{case.person_id}"
    data = {"target_group": given.target_group().key, "since": today.isoformat()}
    made = call(manager, "POST", f"{person}/target-groups", data=data)
    assert made.status_code == 201
    assert [one["id"] for one in call(manager, "GET", person).json()["target_groups"]] == [made.json()["id"]]
    assert fields_of(call(manager, "POST", f"{person}/target-groups", data={**data, "target_group": "x"})) == [
        "target_group"
    ]
    end = f"{person}/target-groups/{made.json()['id']}/end"
    assert fields_of(call(manager, "POST", end, data={"last_day": "2199-01-01"})) == ["last_day"]
    assert call(manager, "POST", end, data={"last_day": today.isoformat()}).status_code == 204
    with act_as(manager, today=today):
        assert PersonTargetGroup.objects.get().until is not None


def test_a_family_begins_once_similar_people_are_looked_at(
    call: Caller, manager: Actor, case: Case, today: date
) -> None:
    named(given.case(manager, family_name="Vorher", given_names="Mila", on=today), manager, "Đorđević", today)
    address = f"/cases/{case.number}/family/members"
    child = {"given_names": "Mila", "family_name": "Djordjevic", "relation": "child", "since": today.isoformat()}
    child["household_name"] = "Familie Đorđević"
    assert fields_of(call(manager, "POST", address, data=child)) == ["is_new"]
    family = call(manager, "POST", address, data={**child, "is_new": True})
    assert family.status_code == 201
    assert [one["relation"] for one in family.json()["members"]] == ["self", "child"]
    member = family.json()["members"][1]["id"]
    moved = call(manager, "POST", f"{address}/{member}/move", data={"on": today.isoformat()})
    assert [one["relation"] for one in moved.json()["members"]] == ["self"]
    with act_as(manager, today=today):
        assert HouseholdMember.objects.filter(until=today).count() == 1


def test_nobody_elses_client_joins_a_family(call: Caller, manager: Actor, case: Case, today: date) -> None:
    foreign = given.case(given.actor(Role.CASE_MANAGER, today=today), on=today).person_id
    data = {"person": str(foreign), "relation": "child", "since": today.isoformat(), "household_name": "x"}
    assert call(manager, "POST", f"/cases/{case.number}/family/members", data=data).status_code == 404
    move = {"on": today.isoformat(), "members": [str(foreign)], "household_name": "x"}
    assert fields_of(call(manager, "POST", f"/cases/{case.number}/family/move", data=move)) == ["members"]


def test_a_clash_is_accepted_with_a_reason_and_counts_again(
    call: Caller, manager: Actor, case: Case, today: date
) -> None:
    with act_as(manager, today=today):
        made = families(case, actor=manager, today=today)
    family = f"/cases/{case.number}/family"
    accept = f"{family}/clashes/{made['clash']}"
    assert fields_of(call(manager, "POST", accept, data={"reason": " "})) == ["reason"]
    told = call(manager, "POST", accept, data={"reason": "Die Nachbarin ist da."}).json()
    assert all(one["acceptance"] for one in told["clashes"])
    assert len(told["chains"]) == 2
    assert call(manager, "DELETE", f"{family}/acceptances/{made['acceptance_id']}").status_code == 204
    assert not all(one["acceptance"] for one in call(manager, "GET", family).json()["clashes"])


def test_a_family_costs_the_same_with_one_and_with_three(call: Caller, manager: Actor, case: Case, today: date) -> None:
    address = f"/cases/{case.number}/family/members"
    child = {"family_name": "Yılmaz", "relation": "child", "since": today.isoformat(), "household_name": "x"}
    for name in ("Ada", "Bo"):
        assert call(manager, "POST", address, data={**child, "given_names": name, "is_new": True}).status_code == 201
    assert cost_of(call, manager, f"/cases/{case.number}/people") == 8
    assert cost_of(call, manager, f"/cases/{case.number}/family") == 17
    call(manager, "POST", address, data={**child, "given_names": "Cem", "is_new": True})
    call(manager, "POST", address, data={**child, "given_names": "Dilek", "is_new": True})
    assert cost_of(call, manager, f"/cases/{case.number}/people") == 8
    assert cost_of(call, manager, f"/cases/{case.number}/family") == 17
