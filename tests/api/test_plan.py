"""The plan of a case through the interface: needs, goals, agreements, steps, barriers; and what was talked about."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from faden.domain.cases.models import Assessment, Case, CaseBarrier, ContactNote, Goal, GoalAgreement, Measure
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from tests import given
from tests.api.conftest import Caller, cost_of, fields_of
from tests.matrix.families import families

pytestmark = pytest.mark.django_db


def test_needs_are_assessed_beside_the_assessment_before(call: Caller, manager: Actor, case: Case, today: date) -> None:
    address, domain, barrier = f"/cases/{case.number}/assessments", given.life_domain().key, given.barrier().key
    rating = {"life_domain": domain, "need": 3, "own_view": 2, "barriers": [barrier]}
    first = call(manager, "POST", address, data={"on": today.isoformat(), "ratings": [rating]})
    assert first.status_code == 201
    call(manager, "POST", address, data={"on": today.isoformat(), "ratings": [{**rating, "need": 1}]})
    newest, _ = call(manager, "GET", address).json()["items"]
    assert [(one["need"], one["previous"], one["barriers"]) for one in newest["ratings"]] == [
        (1, 3, [given.barrier().name])
    ]
    assert [one["barrier"]["key"] for one in call(manager, "GET", f"/cases/{case.number}/barriers").json()["items"]]
    assert call(manager, "GET", f"/cases/{case.number}/own-views").json() == {"items": []}
    with act_as(manager, today=today):
        assert (Assessment.objects.count(), CaseBarrier.objects.count()) == (2, 1)


@pytest.mark.parametrize(
    ("ratings", "changes", "field"),
    [
        ([], {}, "ratings"),
        ([{"need": 5}], {}, "ratings.0.need"),
        ([{"need": 1, "life_domain": "zauberei"}], {}, "ratings.0.life_domain"),
        ([{"need": 1}, {"need": 1, "barriers": ["mauer"]}], {}, "ratings.1.barriers"),
        ([{"need": 1}, {"need": 2}], {}, ""),
        ([{"need": 1, "remark": "x" * 10_000}], {}, "ratings.0.remark"),
        ([{"need": 1}], {"on": "2199-01-01"}, "on"),
        ([{"need": 1}], {"own_view": str(uuid4())}, "own_view"),
    ],
)
def test_what_is_wrong_with_an_assessment_is_said_at_its_field(
    call: Caller, manager: Actor, case: Case, *, ratings: list[Any], changes: dict[str, str], field: str
) -> None:
    rated = [{"life_domain": given.life_domain().key, **one} for one in ratings]
    data = {"on": case.opened_on.isoformat(), "ratings": rated, **changes}
    assert fields_of(call(manager, "POST", f"/cases/{case.number}/assessments", data=data)) == [field]


def test_a_goal_is_agreed_and_judged_and_nobody_loses_a_word(
    call: Caller, manager: Actor, case: Case, today: date
) -> None:
    address = f"/cases/{case.number}/goals"
    goal = {"life_domain": given.life_domain().key, "words": "Ich will arbeiten.", "on": today.isoformat()}
    made = call(manager, "POST", address, data=goal)
    assert made.status_code == 201
    judged = call(manager, "PATCH", f"{address}/{made.json()['id']}",
                  data={"state": "partly", "on": today.isoformat()}, if_match=made["ETag"])  # fmt: skip
    assert (judged.json()["state"], judged.json()["words"]) == ("partly", "Ich will arbeiten.")
    late = {"words": "Ich möchte arbeiten.", "on": today.isoformat()}
    conflict = call(manager, "PATCH", f"{address}/{made.json()['id']}", data=late, if_match=made["ETag"])
    assert conflict.status_code == 412
    assert "Ich will arbeiten." in str(conflict.json()["errors"])
    foreign = given.case(given.actor(Role.CASE_MANAGER, today=today), on=today)
    assert call(manager, "POST", f"/cases/{foreign.number}/goals", data=goal).status_code == 404
    assert call(manager, "PATCH", f"{address}/{uuid4()}", data=late, if_match='"1"').status_code == 404
    for wrong in ({"words": ""}, {"words": "x" * 10_000}):
        assert fields_of(call(manager, "POST", address, data={**goal, **wrong})) == ["words"]
    assert fields_of(call(manager, "POST", address, data={**goal, "on": "2199-01-01"})) == ["on"]
    with act_as(manager, today=today):
        assert Goal.objects.get().version == 2


def test_goals_are_concluded_on_a_sheet_and_signed_on_paper(
    call: Caller, manager: Actor, case: Case, today: date
) -> None:
    address, day = f"/cases/{case.number}/agreements", today.isoformat()
    assert call(manager, "POST", address, data={"language": "uk", "on": day}).status_code == 422
    goal = {"life_domain": given.life_domain().key, "words": "Ich will arbeiten.", "on": day}
    call(manager, "POST", f"/cases/{case.number}/goals", data=goal)
    assert fields_of(call(manager, "POST", address, data={"language": "tlh", "on": day})) == ["language"]
    made = call(manager, "POST", address, data={"language": "uk", "on": day})
    assert (made.status_code, made.json()["is_signed"]) == (201, False)
    signed = call(manager, "POST", f"{address}/{made.json()['id']}/paper", data={"on": day})
    assert {one["by"] for one in signed.json()["signatures"]} == {"client", "counsellor"}
    assert call(manager, "GET", f"{address}/{made.json()['id']}").json() == signed.json()
    sheet = call(manager, "GET", f"/cases/{case.number}/documents/{made.json()['document']}")
    assert sheet.content.startswith(b"%PDF")
    with act_as(manager, today=today):
        assert GoalAgreement.objects.count() == 1


def test_a_step_is_planned_changed_and_moved(call: Caller, manager: Actor, case: Case, today: date) -> None:
    address, day = f"/cases/{case.number}/measures", today.isoformat()
    step = {"title": "Sprachkurs", "on": day, "slots": "Mo, Mi 08:30–12:30", "organisation": given.organisation().key}
    made = call(manager, "POST", address, data=step)
    assert made.json()["slots"] == "Mo, Mi 08:30–12:30"
    own = f"{address}/{made.json()['id']}"
    changed = call(manager, "PATCH", own, data={"due_on": day, "responsible": None}, if_match=made["ETag"])
    assert (changed.json()["due_on"], changed.json()["slots"], changed.json()["responsible"]) == (
        day, "Mo, Mi 08:30–12:30", "client"
    )  # fmt: skip
    assert call(manager, "PATCH", own, data={"title": "Kurs"}, if_match=made["ETag"]).status_code == 412
    wait = {"act": "wait", "on": day}
    assert fields_of(call(manager, "POST", f"{own}/state", data=wait, if_match=changed["ETag"])) == ["barrier"]
    waits = call(manager, "POST", f"{own}/state", data={**wait, "barrier": given.barrier().key},
                 if_match=changed["ETag"])  # fmt: skip
    assert (waits.json()["state"], waits.json()["barrier"]["name"]) == ("waiting", given.barrier().name)
    done = call(manager, "POST", f"{own}/state", data={"act": "finish", "on": day}, if_match=waits["ETag"])
    again = call(manager, "POST", f"{own}/state", data={"act": "start", "on": day}, if_match=done["ETag"])
    assert (done.json()["state"], again.status_code) == ("done", 403)
    with act_as(manager, today=today):
        assert Measure.objects.get().ended_on == today


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"slots": "immer mittwochs"}, "slots"),
        ({"goal": str(uuid4())}, "goal"),
        ({"offer": str(uuid4())}, "offer"),
        ({"organisation": "atlantis"}, "organisation"),
        ({"responsible": "organisation"}, "organisation"),
        ({"due_on": "1900-01-01"}, "due_on"),
        ({"on": "2199-01-01"}, "on"),
    ],
)
def test_what_is_wrong_with_a_step_is_said_at_its_field(
    call: Caller, manager: Actor, case: Case, *, changes: dict[str, str], field: str
) -> None:
    data = {"title": "Kurs", "on": case.opened_on.isoformat(), **changes}
    assert fields_of(call(manager, "POST", f"/cases/{case.number}/measures", data=data)) == [field]


def test_a_template_is_taken_over_in_part(call: Caller, manager: Actor, case: Case, today: date) -> None:
    address, template = f"/cases/{case.number}/adopted-templates", given.measure_template().key
    data = {"template": template, "first_day": today.isoformat(), "on": today.isoformat()}
    (one,) = call(manager, "POST", address, data={**data, "steps": [{"number": 2, "title": "Test"}]}).json()["items"]
    assert (one["title"], one["due_on"]) == ("Test", (today + timedelta(days=14)).isoformat())
    assert len(call(manager, "POST", address, data=data).json()["items"]) == 2
    assert fields_of(call(manager, "POST", address, data={**data, "template": "x"})) == ["template"]
    assert fields_of(call(manager, "POST", address, data={**data, "steps": [{"number": 9}]})) == ["steps.0.number"]


def test_a_barrier_is_met_and_overcome(call: Caller, manager: Actor, case: Case, today: date) -> None:
    address, day = f"/cases/{case.number}/barriers", today.isoformat()
    met = call(manager, "POST", address, data={"barrier": given.barrier().key, "on": day})
    assert met.status_code == 201
    twice = call(manager, "POST", address, data={"barrier": given.barrier().key, "on": day})
    assert fields_of(twice) == ["barrier"]
    assert fields_of(call(manager, "POST", address, data={"barrier": "mauer", "on": day})) == ["barrier"]
    own = f"{address}/{met.json()['id']}/overcome"
    assert fields_of(call(manager, "POST", own, data={"on": "2199-01-01"})) == ["on"]
    assert call(manager, "POST", own, data={"on": day}).json()["until"] == day


def test_who_took_part_stands_with_the_contact_and_its_former_words(
    call: Caller, manager: Actor, case: Case, today: date
) -> None:
    with act_as(manager, today=today):
        families(case, actor=manager, today=today)
    _, child = call(manager, "GET", f"/cases/{case.number}/people").json()["items"]
    note = {"on": today.isoformat(), "minutes": 20, "text": "Alte Worte.", "relatives": [child["id"]]}
    note |= {"organisation": given.organisation().key, "others": "Frau Amsel", "language": "uk"}
    made = call(manager, "POST", f"/cases/{case.number}/contacts", data=note)
    assert made.json()["participants"] == [child["name"], f"{given.organisation()}: Frau Amsel"]
    own = f"/contacts/{made.json()['id']}"
    call(manager, "PATCH", own, data={"text": "Neue Worte.", "minutes": 25}, if_match=made["ETag"])
    (former,) = call(manager, "GET", f"{own}/history").json()["items"]
    assert (former["text"], former["facts"]) == ("Alte Worte.", {"Minuten": "20"})
    stranger = given.actor(Role.CASE_MANAGER, today=today)
    assert call(stranger, "GET", f"{own}/history").status_code == 404
    address = f"/cases/{case.number}/contacts"
    assert fields_of(call(manager, "POST", address, data={**note, "relatives": [str(uuid4())]})) == ["relatives"]
    assert fields_of(call(manager, "POST", address, data={**note, "organisation": "atlantis"})) == ["organisation"]
    assert fields_of(call(manager, "POST", address, data={**note, "language": "tlh"})) == ["language"]


def test_somebody_who_gives_a_name_gets_a_short_intervention_once(call: Caller, manager: Actor, today: date) -> None:
    data = {"id": str(uuid4()), "on": today.isoformat(), "minutes": 5, "municipality": given.municipality().key}
    data["person"] = {"pseudonym": "Specht 7"}
    made, again = (call(manager, "POST", "/contacts", data={**data, "is_new": True}) for _ in range(2))
    assert made.json()["case"] == again.json()["case"] is not None
    known = call(manager, "GET", f"/cases/{made.json()['case']}/people").json()["items"][0]["id"]
    later = {**data, "id": str(uuid4()), "person": None, "known": known}
    assert call(manager, "POST", "/contacts", data=later).json()["case"] == made.json()["case"]
    foreign = given.case(given.actor(Role.CASE_MANAGER, today=today), on=today).person_id
    assert call(manager, "POST", "/contacts", data={**later, "known": str(foreign)}).status_code == 404
    with act_as(manager, today=today):
        assert (ContactNote.objects.count(), Case.objects.count()) == (2, 1)


def test_lists_cost_the_same_with_one_and_with_three(call: Caller, manager: Actor, case: Case, today: date) -> None:
    address, day = f"/cases/{case.number}", today.isoformat()
    domain = given.life_domain().key

    def more() -> None:
        bodies: dict[str, dict[str, Any]] = {
            "assessments": {"on": day, "ratings": [{"life_domain": domain, "need": 2}]},
            "goals": {"life_domain": domain, "words": "Ich will.", "on": day},
            "agreements": {"language": "uk", "on": day},
            "measures": {"title": "Kurs", "on": day, "slots": "Mo 8–9", "organisation": given.organisation().key},
            "barriers": {"barrier": given.barrier(f"Hürde {uuid4()}").key, "on": day},
            "contacts": {"on": day, "minutes": 5, "organisation": given.organisation().key},
        }
        for name, body in bodies.items():
            assert call(manager, "POST", f"{address}/{name}", data=body).status_code == 201

    def costs() -> dict[str, int]:
        return {name: cost_of(call, manager, f"{address}/{name}") for name in EXPECTED}

    more()
    assert costs() == EXPECTED
    more()
    more()
    assert costs() == EXPECTED


EXPECTED = {"assessments": 9, "goals": 8, "agreements": 13, "measures": 11, "barriers": 8, "contacts": 11}
