"""What protects people, through the interface: what is disputed, their requests, packages, advice, parts of files."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from faden.domain.cases.enums import CircleScope
from faden.domain.cases.models import Case, CircleMember, ContactNote
from faden.domain.cases.operations.circle import invite_helper
from faden.domain.cases.operations.goals import agree_goal
from faden.domain.consultations.models import CaseAdvice
from faden.domain.consultations.operations import bring_in
from faden.domain.subject_requests.enums import Asker, RightsAct, RightsKind, Subject, Way
from faden.domain.subject_requests.models import RightsRequest
from faden.domain.subject_requests.operations import rights
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from tests import given
from tests.api.conftest import Caller, cost_of, fields_of
from tests.domain.cases import acts
from tests.matrix.residing import authority, requests

pytestmark = pytest.mark.django_db


def note(case: Case, manager: Actor, today: date) -> ContactNote:
    with act_as(manager, today=today):
        return acts.note(case, manager, on=today, today=today)


def goal(case: Case, manager: Actor, today: date) -> None:
    with act_as(manager, today=today):
        told: dict[str, Any] = {"words": "Ich will lernen", "on": today, "today": today}
        agree_goal(case=case, life_domain=given.life_domain(), actor=manager, **told)


def asked(case: Case, today: date, **changes: Any) -> dict[str, Any]:
    told = {"person": str(case.person_id), "received_on": today.isoformat(), "received_by": "in_person"}
    return {**told, "asker": "self", **changes}


def correction(case: Case, manager: Actor, today: date, about: ContactNote | None = None) -> RightsRequest:
    with act_as(manager, today=today):
        return rights.take_up(
            case=case,
            person_id=case.person_id,
            kind=RightsKind.CORRECTION,
            received_on=today,
            received_by=Way.LETTER,
            asker=Asker.SELF,
            subject=Subject.NOTE if about else Subject.PERSON,
            note=about,
            says="geboren 1987",
            should_say="geboren 1978",
            actor=manager,
            today=today,
        )


def disputed(request: RightsRequest, today: date) -> None:
    """Data protection could not settle it."""
    officer = given.actor(Role.DATA_PROTECTION, today=today)
    with act_as(officer, today=today):
        rights.decide(
            request=request, act=RightsAct.DISPUTE, because="Nicht zu klären.", version=1, actor=officer, today=today
        )


def test_whoever_reads_a_note_or_a_person_reads_that_it_is_disputed(
    call: Caller, manager: Actor, case: Case, today: date
) -> None:
    wrong, right = note(case, manager, today), note(case, manager, today)
    listed, person = f"/cases/{case.number}/contacts", f"/cases/{case.number}/people/{case.person_id}"
    assert [one["doubts"] for one in call(manager, "GET", listed).json()["items"]] == [[], []]
    assert call(manager, "GET", person).json()["doubts"] == []
    about_note, about_person = correction(case, manager, today, wrong), correction(case, manager, today)
    disputed(about_note, today)
    beside = {one["id"]: one["doubts"] for one in call(manager, "GET", listed).json()["items"]}
    told = {"subject": "note", "note_id": str(wrong.id), "says": "geboren 1987", "should_say": "geboren 1978"}
    assert beside == {str(right.id): [], str(wrong.id): [{"number": about_note.number, "state": "disputed", **told}]}
    changed = call(manager, "PATCH", f"/contacts/{wrong.id}", data={"text": "Anders gesagt"}, if_match='"1"').json()
    assert changed["doubts"] == beside[str(wrong.id)]
    known = {one["number"]: one["state"] for one in call(manager, "GET", person).json()["doubts"]}
    assert known == {about_note.number: "disputed", about_person.number: "received"}
    renamed = call(manager, "PATCH", person, data={"given_names": "Anja"}, if_match='"1"').json()
    assert {one["number"] for one in renamed["doubts"]} == known.keys()


def test_doubts_cost_one_statement_however_many_notes(call: Caller, manager: Actor, case: Case, today: date) -> None:
    correction(case, manager, today, note(case, manager, today))
    one = cost_of(call, manager, f"/cases/{case.number}/contacts")
    for _ in range(3):
        correction(case, manager, today, note(case, manager, today))
    assert cost_of(call, manager, f"/cases/{case.number}/contacts") == one


def test_a_correction_is_taken_up_once_and_followed(call: Caller, manager: Actor, case: Case, today: date) -> None:
    address, taken_up = f"/cases/{case.number}/rights", f"/cases/{case.number}/corrections"
    about = note(case, manager, today)
    data = asked(case, today, subject="note", note=str(about.id), says="Kurs", should_say="kein Kurs")
    first = call(manager, "POST", taken_up, data=data)
    again = call(manager, "POST", taken_up, data=data)
    assert (first.status_code, again.json()["number"]) == (201, first.json()["number"])
    (line,) = call(manager, "GET", address).json()["items"]
    assert (line["kind"], line["state"], line["number"]) == ("correction", "received", first.json()["number"])
    whole = call(manager, "GET", f"{address}/{line['number']}").json()
    assert (whole["should_say"], whole["against"], whole["receivers"]) == ("kein Kurs", None, [])
    with act_as(manager, today=today):
        assert AuditEntry.objects.filter(act="file.read", file_id=case.id).count() == 2
    helper = given.helper(case, manager, today=today)
    assert (
        call(
            helper, "POST", f"/cases/{case.number}/objections", data=asked(case, today, against="evaluation")
        ).status_code
        == 201
    )
    stranger = given.actor(Role.CASE_MANAGER, today=today)
    for method, path, sent in (("GET", address, None), ("POST", taken_up, data)):
        assert call(stranger, method, path, data=sent).status_code == 404
    assert call(manager, "GET", f"{address}/DB-00000000").status_code == 404


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"should_say": ""}, "should_say"),
        ({"should_say": "x" * 10_000}, "should_say"),
        ({"person": str(uuid4())}, "person"),
        ({"received_on": "2199-01-01"}, "received_on"),
        ({"received_by": "taube"}, "received_by"),
        ({"subject": "note"}, "note"),
        ({"subject": "note", "note": str(uuid4())}, "note"),
        ({"note": str(uuid4())}, "note"),
        ({"against": "evaluation"}, "against"),
    ],
)
def test_what_is_wrong_with_a_correction_is_said_at_its_field(
    call: Caller, manager: Actor, case: Case, today: date, *, changes: dict[str, Any], field: str
) -> None:
    data = asked(case, today, subject="person", should_say="1978") | changes
    assert fields_of(call(manager, "POST", f"/cases/{case.number}/corrections", data=data)) == [field]


def test_an_objection_names_a_release_of_this_client(call: Caller, manager: Actor, case: Case, today: date) -> None:
    release = given.release(case, given.organisation(), manager, given_on=today)
    other = given.release(given.case(manager, on=today), given.organisation(), manager, given_on=today)
    address = f"/cases/{case.number}/objections"
    data = asked(case, today, against="transfer", release=str(release.id), grounds="Mein Bruder arbeitet dort.")
    made = call(manager, "POST", address, data=data).json()
    assert (made["against"], made["release_id"], made["subject"]) == ("transfer", str(release.id), None)
    assert fields_of(call(manager, "POST", address, data={**data, "release": str(other.id)})) == ["release"]


def test_a_request_for_access_is_taken_up_and_only_its_progress_read(
    call: Caller, manager: Actor, case: Case, today: date
) -> None:
    address = f"/cases/{case.number}/access-requests"
    assert call(manager, "GET", address).json() == {"items": []}
    made = call(manager, "POST", address, data=asked(case, today, identity="known"))
    assert (made.status_code, made.json()["state"]) == (201, "received")
    assert call(manager, "GET", address).json()["items"] == [made.json()]
    assert fields_of(call(manager, "POST", address, data=asked(case, today))) == ["person"], "one is open"
    assert fields_of(call(manager, "POST", address, data=asked(case, today, identity="x"))) == ["identity"]


def test_a_package_is_read_with_its_answer_and_taken_back(
    call: Caller, manager: Actor, case: Case, today: date
) -> None:
    office = authority()
    given.release(case, office, manager, given_on=today, purpose="residence")
    with act_as(manager, today=today):
        sent = requests(case, office, actor=manager, today=today)
    address = f"/cases/{case.number}/residence-requests"
    states = {one["id"]: one["state"] for one in call(manager, "GET", address).json()["items"]}
    assert states == {str(sent["request_id"]): "sent", str(sent["request_draft"]): "draft"}
    own = f"{address}/{sent['request_id']}"
    read = call(manager, "GET", own)
    assert read.json()["fields_told"] == [{"label": "Sprache", "value": "Ukrainisch"}]
    assert read.json()["release_id"] is not None
    helper = given.helper(case, manager, today=today)
    withdrawn = {"act": "withdraw"}
    assert call(helper, "POST", f"{own}/state", data=withdrawn, if_match=read["ETag"]).status_code == 403
    assert call(manager, "POST", f"{own}/state", data=withdrawn, if_match='"1"').status_code == 412
    for act in ("reply", "answer", "send"):
        assert call(manager, "POST", f"{own}/state", data={"act": act}, if_match=read["ETag"]).status_code == 422
    back = call(manager, "POST", f"{own}/state", data=withdrawn, if_match=read["ETag"])
    assert (back.json()["state"], back.json()["steps"][-1]["to_state"]) == ("withdrawn", "withdrawn")
    officer = given.actor(Role.RESIDENCE_OFFICER, organisation=office, today=today)
    for path in (address, own):
        assert call(officer, "GET", path).status_code == 404, "the authority has a workplace of its own, and no file"


def test_advice_is_read_and_ended(call: Caller, manager: Actor, case: Case, today: date) -> None:
    address = f"/cases/{case.number}/advices"
    with act_as(manager, today=today):
        until = today + timedelta(days=7)
        brought = bring_in(case=case, question="Wer hilft?", until=until, actor=manager, today=today)
    (one,) = call(manager, "GET", address).json()["items"]
    assert (one["question"], one["ended_on"], one["release_id"], one["contributions"]) == ("Wer hilft?", None, None, [])
    helper = given.helper(case, manager, today=today)
    assert call(helper, "DELETE", f"{address}/{brought.id}").status_code == 403
    assert call(manager, "DELETE", f"{address}/{uuid4()}").status_code == 404
    assert call(manager, "DELETE", f"{address}/{brought.id}").status_code == 204
    assert call(manager, "DELETE", f"{address}/{brought.id}").status_code == 403
    with act_as(manager, today=today):
        assert CaseAdvice.objects.get().ended_on == today
    coordinator = given.actor(Role.COORDINATOR, today=today)
    assert call(coordinator, "GET", address).status_code == 404, "who advises reads a sheet, not the file"


def invited(case: Case, manager: Actor, today: date, **scope: Any) -> Actor:
    helper = given.actor(Role.CASE_MANAGER, today=today)
    with act_as(manager, today=today):
        invite_helper(
            case=case,
            account=given.account_of(helper),
            reason="Hilft beim Wohnen",
            since=today,
            last_day=today + timedelta(days=30),
            actor=manager,
            today=today,
            **scope,
        )
    return helper


def test_who_sees_a_part_of_a_file_reads_it_and_gives_it_back(
    call: Caller, manager: Actor, case: Case, today: date
) -> None:
    goal(case, manager, today)
    helper = invited(case, manager, today, scope=CircleScope.DOMAINS, life_domains=[given.life_domain()])
    (shared,) = call(helper, "GET", "/shared-cases").json()["items"]
    assert (shared["number"], shared["scope"]) == (case.number, "domains")
    address = f"/cases/{case.number}/part"
    part = call(helper, "GET", address).json()
    assert [one["words"] for one in part["goals"]] == ["Ich will lernen"]
    assert {one["name"] for one in part["circle"]} >= {manager.name}
    with act_as(helper, today=today):
        assert AuditEntry.objects.filter(act="file.read", file_id=case.id, actor_id=helper.id).count() == 1
    assert call(helper, "GET", f"/cases/{case.number}").status_code == 404
    for other in (manager, given.actor(Role.CASE_MANAGER, today=today)):
        assert call(other, "GET", address).status_code == 404, "sees all of it, or nothing"
    assert call(helper, "DELETE", address).status_code == 204
    assert call(helper, "GET", address).status_code == 404
    assert call(helper, "GET", "/shared-cases").json() == {"items": []}


def test_who_is_shared_tasks_reads_no_life_domain(call: Caller, manager: Actor, case: Case, today: date) -> None:
    goal(case, manager, today)
    helper = invited(case, manager, today, scope=CircleScope.TASKS)
    part = call(helper, "GET", f"/cases/{case.number}/part").json()
    assert [part[name] for name in ("goals", "steps", "ratings", "contacts", "referrals")] == [[]] * 5
    with act_as(manager, today=today):
        assert CircleMember.objects.filter(case=case, account_id=helper.id).exists()
