"""The course of a case through the interface: opened, allowed, helped with, counselled, handed over, closed."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from faden.domain.cases.enums import Responsible
from faden.domain.cases.models import Case, CircleMember, ClosingRule, CriteriaCheck, Handover, Stay
from faden.domain.cases.operations.goals import agree_goal
from faden.domain.cases.operations.measures import plan_measure
from faden.domain.consent.models import Consent
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from faden.kernel.identity.queries import system_actor
from tests import given
from tests.api.conftest import Caller, cost_of, fields_of

pytestmark = pytest.mark.django_db
ANSWERS = {"longer_term": True, "several_actors": True, "overall_plan": True, "mandate": True}


def opening(today: date, **changes: Any) -> dict[str, Any]:
    return {
        "on": today.isoformat(),
        "municipality": given.municipality().key,
        "new_person": {"family_name": "Specht", "given_names": "Ada"},
        "criteria": {**ANSWERS, "decided": "case_management"},
        "consent": {"given_on": today.isoformat(), "form_version": "2026-1"},
        **changes,
    }


def test_a_case_is_opened_once_however_often_it_is_sent(call: Caller, manager: Actor, today: date) -> None:
    data = opening(today, id=str(uuid4()))
    first, again = call(manager, "POST", "/cases", data=data), call(manager, "POST", "/cases", data=data)
    assert (first.status_code, first.json()["name"]) == (201, "Specht, Ada")
    assert again.json()["number"] == first.json()["number"]
    with act_as(manager, today=today):
        assert (Case.objects.count(), Consent.objects.count(), CriteriaCheck.objects.count()) == (1, 1, 1)
        assert AuditEntry.objects.filter(act="file.read").count() == 1, "what is there already is only read"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"new_person": None}, "person"),
        ({"new_person": {"family_name": "R2D2"}}, "family_name"),
        ({"new_person": {"family_name": "x" * 10_000}}, "new_person.family_name"),
        ({"consent": None}, "decided"),
        ({"municipality": "atlantis"}, "municipality"),
        ({"on": "2199-01-01"}, "on"),
        ({"criteria": {**ANSWERS, "decided": "short"}}, "reason"),
        ({"criteria": {"decided": "short"}}, "criteria.longer_term"),
    ],
)
def test_what_hinders_an_opening_is_said_at_its_field(
    call: Caller, manager: Actor, today: date, *, changes: dict[str, Any], field: str
) -> None:
    assert field in fields_of(call(manager, "POST", "/cases", data=opening(today, **changes)))
    with act_as(manager, today=today):
        assert not Case.objects.exists()


def test_the_key_of_somebody_elses_case_opens_none(call: Caller, manager: Actor, today: date) -> None:
    foreign = given.case(given.actor(Role.CASE_MANAGER, today=today), on=today)
    answer = call(manager, "POST", "/cases", data=opening(today, id=str(foreign.id)))
    assert fields_of(answer) == ["id"]
    taken = opening(today, new_person=None, person=str(foreign.person_id))
    assert call(manager, "POST", "/cases", data=taken).status_code == 404


def test_a_consent_is_given_and_taken_back(call: Caller, manager: Actor, case: Case, today: date) -> None:
    address = f"/cases/{case.number}/consents"
    release = {"kind": "release", "organisation": given.organisation("Jobcenter").key, "form_version": "2026-1"}
    made = call(manager, "POST", address, data={**release, "given_on": today.isoformat()})
    assert made.status_code == 201
    listed = call(manager, "GET", address).json()
    assert (len(listed["items"]), listed["missing"]) == (2, [])
    withdrawal = f"{address}/{made.json()['id']}/withdrawal"
    assert call(manager, "POST", withdrawal, data={"on": today.isoformat()}).json()["is_valid"] is False
    assert call(manager, "POST", withdrawal, data={"on": today.isoformat()}).status_code == 403
    wrong = {**release, "organisation": "", "given_on": today.isoformat()}
    assert fields_of(call(manager, "POST", address, data=wrong)) == ["organisation"]
    assert fields_of(call(manager, "POST", address, data={**release, "given_on": "2199-01-01"})) == ["given_on"]


def test_a_helper_comes_and_goes(call: Caller, manager: Actor, case: Case, today: date) -> None:
    address, colleague = f"/cases/{case.number}/circle", given.actor(Role.CASE_MANAGER, today=today)
    helper = {"account": str(colleague.id), "reason": "Vertretung", "since": today.isoformat(), "scope": "whole"}
    helper["last_day"] = (today + timedelta(days=3)).isoformat()
    made = call(manager, "POST", address, data=helper)
    assert made.status_code == 201
    assert call(colleague, "GET", address).status_code == 200
    assert call(colleague, "POST", address, data={**helper, "account": str(uuid4())}).status_code == 403
    assert fields_of(call(manager, "POST", address, data=helper)) == ["account"]
    assert call(manager, "DELETE", f"{address}/{made.json()['id']}").status_code == 204
    assert call(colleague, "GET", address).status_code == 404
    with act_as(manager, today=today):
        assert CircleMember.objects.count() == 2


def test_phase_and_constellation_change_from_what_was_read(
    call: Caller, manager: Actor, case: Case, today: date
) -> None:
    address = f"/cases/{case.number}"
    tag = call(manager, "GET", address)["ETag"]
    entered = call(manager, "POST", f"{address}/phases", data={"phase": "goal_agreement", "on": today.isoformat()},
                   if_match=tag)  # fmt: skip
    assert (entered.status_code, entered.json()["phase"]) == (200, "goal_agreement")
    change = {"constellation": "case_management", "on": today.isoformat(), "reason": "Es wird mehr."}
    late = call(manager, "POST", f"{address}/constellations", data=change, if_match=tag)
    assert late.status_code == 412
    assert late["ETag"] == entered["ETag"]
    done = call(manager, "POST", f"{address}/constellations", data=change, if_match=entered["ETag"])
    assert done.json()["constellation"] == "case_management"
    course = call(manager, "GET", f"{address}/course").json()
    assert next(one["name"] for one in course["constellations"]) == "Case Management"
    check = {**ANSWERS, "decided": "guidance", "on": today.isoformat()}
    assert fields_of(call(manager, "POST", f"{address}/criteria-checks", data=check, if_match=done["ETag"])) == [
        "reason"
    ]
    advice = call(manager, "POST", "/criteria/advice", data=ANSWERS).json()
    assert advice["recommendation"] == "case_management"


def test_a_case_is_closed_with_every_goal_and_reopened(call: Caller, manager: Actor, case: Case, today: date) -> None:
    with act_as(manager, today=today):
        everyday: dict[str, Any] = {"actor": manager, "today": today}
        goal = agree_goal(case=case, life_domain=given.life_domain(), words="Deutsch lernen", on=today, **everyday)
        plan_measure(case=case, title="Kurs", responsible=Responsible.CLIENT, on=today, **everyday)
    address = f"/cases/{case.number}"
    tag = call(manager, "GET", address)["ETag"]
    end = {"reason": "goals_reached", "on": today.isoformat(), "evaluation": "Geschafft."}
    assert fields_of(call(manager, "POST", f"{address}/closing", data=end, if_match=tag)) == [f"goals.{goal.id}"]
    still = {**end, "goals": {str(goal.id): "open"}}
    assert call(manager, "POST", f"{address}/closing", data=still, if_match=tag).status_code == 422
    judged = {**end, "goals": {str(goal.id): "reached"}}
    closed = call(manager, "POST", f"{address}/closing", data=judged, if_match=tag)
    assert closed.json()["closed_on"] == today.isoformat()
    assert call(manager, "POST", f"{address}/closing", data=judged, if_match=closed["ETag"]).status_code == 403
    again = {"reason": "Neue Frage", "constellation": "guidance", "on": today.isoformat()}
    reopened = call(manager, "POST", f"{address}/reopening", data=again, if_match=closed["ETag"])
    assert reopened.json()["closed_on"] is None
    with act_as(manager, today=today):
        assert Stay.objects.filter(case=case).count() == 2


def test_quiet_cases_are_proposed_put_off_or_closed(call: Caller, manager: Actor, today: date) -> None:
    long_ago = today - timedelta(days=400)
    with act_as(system_actor(), today=today):
        ClosingRule.objects.create(constellation="guidance", months=6, valid_from=long_ago, source="Test")
    one, other = (given.case(manager, on=long_ago, consented=True) for _ in range(2))
    proposed = call(manager, "GET", "/closings").json()["items"]
    assert {line["number"] for line in proposed} == {one.number, other.number}
    until = {"until": (today + timedelta(days=30)).isoformat(), "reason": "Sie kommt im Januar wieder."}
    assert call(manager, "POST", f"/cases/{one.number}/closing/postponement", data=until).status_code == 204
    assert [line["number"] for line in call(manager, "GET", "/closings").json()["items"]] == [other.number]
    late = {**until, "until": (today - timedelta(days=1)).isoformat()}
    assert fields_of(call(manager, "POST", f"/cases/{other.number}/closing/postponement", data=late)) == ["until"]
    closed = call(manager, "POST", f"/cases/{other.number}/closing/as-proposed")
    assert closed.json()["closed_on"] == today.isoformat()
    assert call(manager, "POST", f"/cases/{one.number}/closing/as-proposed").status_code == 403


def test_a_hand_over_is_proposed_and_accepted(call: Caller, manager: Actor, case: Case, today: date) -> None:
    successor = given.actor(Role.CASE_MANAGER, today=today)
    data = {"successor": str(successor.id), "reason": "Elternzeit"}
    assert fields_of(call(manager, "POST", f"/cases/{case.number}/handover", data={**data, "successor": str(uuid4())}))
    made = call(manager, "POST", f"/cases/{case.number}/handover", data=data)
    assert made.status_code == 201
    (waiting,) = call(successor, "GET", "/handovers").json()["items"]
    assert (waiting["case"]["number"], waiting["is_mine_to_answer"]) == (case.number, True)
    address = f"/handovers/{made.json()['id']}"
    assert call(manager, "POST", f"{address}/acceptance").status_code == 403
    assert call(given.actor(Role.CASE_MANAGER, today=today), "GET", address).status_code == 404
    assert call(successor, "POST", f"{address}/acceptance").json()["number"] == case.number
    assert call(manager, "GET", f"/cases/{case.number}").status_code == 404


def test_a_hand_over_is_declined_or_taken_back(call: Caller, manager: Actor, case: Case, today: date) -> None:
    successor = given.actor(Role.CASE_MANAGER, today=today)
    data = {"successor": str(successor.id), "reason": "Elternzeit"}
    first = call(manager, "POST", f"/cases/{case.number}/handover", data=data).json()["id"]
    assert fields_of(call(successor, "POST", f"/handovers/{first}/refusal", data={"reason": ""})) == ["reason"]
    refusal = call(successor, "POST", f"/handovers/{first}/refusal", data={"reason": "Zu viele Fälle."})
    assert refusal.status_code == 204
    second = call(manager, "POST", f"/cases/{case.number}/handover", data=data).json()["id"]
    assert call(manager, "DELETE", f"/handovers/{second}").status_code == 204
    with act_as(manager, today=today):
        assert sorted(Handover.objects.values_list("state", flat=True)) == ["declined", "withdrawn"]


def test_coordination_proposes_for_somebody_who_leaves(call: Caller, manager: Actor, case: Case, today: date) -> None:
    coordinator, successor = given.actor(Role.COORDINATOR, today=today), given.actor(Role.CASE_MANAGER, today=today)
    (led,) = call(coordinator, "GET", f"/handovers/cases-of/{manager.id}").json()["items"]
    assert led["case"]["number"] == case.number
    assert "Đorđević" not in str(led)
    assert call(coordinator, "GET", f"/handovers/cases-of/{uuid4()}").status_code == 404
    data = {"former": str(manager.id), "successor": str(successor.id), "reason": "geht"}
    foreign = given.case(successor, on=today).id
    assert fields_of(call(coordinator, "POST", "/handovers", data={**data, "cases": [str(foreign)]})) == ["cases"]
    assert fields_of(call(coordinator, "POST", "/handovers", data={**data, "cases": []})) == ["cases"]
    assert call(coordinator, "POST", "/handovers", data={**data, "cases": [led["id"]]}).status_code == 201
    assert call(manager, "POST", "/handovers", data={**data, "cases": [led["id"]]}).status_code == 403


def test_an_absence_has_a_cover_and_ends_early(call: Caller, manager: Actor, case: Case, today: date) -> None:
    cover = given.actor(Role.CASE_MANAGER, today=today)
    data = {"since": today.isoformat(), "last_day": today.isoformat(), "cover": str(cover.id), "cases": [case.number]}
    foreign = given.case(cover, on=today).number
    assert fields_of(call(manager, "POST", "/absences", data={**data, "cases": [foreign]})) == ["cases"]
    assert fields_of(call(manager, "POST", "/absences", data={**data, "last_day": "1999-01-01"})) == ["last_day"]
    made = call(manager, "POST", "/absences", data=data)
    assert made.status_code == 201
    assert call(cover, "GET", f"/cases/{case.number}").status_code == 200
    assert call(cover, "DELETE", f"/absences/{made.json()['id']}").status_code == 404
    assert call(manager, "DELETE", f"/absences/{made.json()['id']}").status_code == 204
    assert call(cover, "GET", f"/cases/{case.number}").status_code == 404


def test_what_can_be_chosen_is_told(call: Caller, manager: Actor) -> None:
    key = given.life_domain().key
    told = call(manager, "GET", "/catalogues").json()
    assert key in [one["key"] for one in told["life_domains"]]
    assert str(manager.id) in [one["id"] for one in told["case_managers"]]


def test_feedback_on_paper_is_entered_once_and_read(call: Caller, manager: Actor, case: Case, today: date) -> None:
    address, day = f"/cases/{case.number}/feedback", today.isoformat()
    assert call(manager, "GET", address).status_code == 404
    data = {"language": "uk", "on": day, "answers": {"helped": 4, "again": 2}, "words": "Danke."}
    for wrong, field in (({"language": "tlh"}, "language"), ({"answers": {"helped": 5}}, "answers.helped")):
        assert fields_of(call(manager, "POST", address, data={**data, **wrong})) == [field]
    assert fields_of(call(manager, "POST", address, data={**data, "on": "2199-01-01"})) == ["on"]
    entered = call(manager, "POST", address, data=data)
    assert [answer for _, answer in entered.json()["answers"]] == ["ja", "eher nein"]
    assert call(manager, "GET", address).json() == entered.json()
    assert call(manager, "POST", address, data=data).status_code == 403


def test_lists_cost_the_same_with_one_and_with_three(call: Caller, manager: Actor, case: Case, today: date) -> None:
    def more() -> None:
        colleague = given.actor(Role.CASE_MANAGER, today=today)
        data = {"account": str(colleague.id), "reason": "hilft", "since": today.isoformat()}
        call(manager, "POST", f"/cases/{case.number}/circle", data={**data, "last_day": today.isoformat()})
        given.release(case, given.organisation(f"Stelle {colleague.name}"), manager, given_on=today)
        offered = given.case(manager, on=today)
        reason = {"successor": str(colleague.id), "reason": "x"}
        assert call(manager, "POST", f"/cases/{offered.number}/handover", data=reason).status_code == 201

    def costs() -> dict[str, int]:
        of_case = {name: cost_of(call, manager, f"/cases/{case.number}/{name}") for name in OF_CASE}
        return of_case | {"handovers": cost_of(call, manager, "/handovers"), "cases": cost_of(call, manager, "/cases")}

    more()
    one = costs()
    more()
    more()
    assert costs() == one == {"consents": 8, "circle": 8, "course": 16, "handovers": 7, "cases": 7}


OF_CASE = ("consents", "circle", "course")
