"""The interface: same rules, same rows, problems in words, pages by cursor, edits by tag."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from faden.domain.cases.models import Case, ContactNote
from faden.domain.findings.models import GapReport
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from faden.kernel.identity.models import ApiToken
from faden.kernel.identity.operations import issue_token
from faden.kernel.identity.queries import system_actor
from faden.processes import load_site
from tests import given
from tests.api.conftest import Caller
from tests.architecture.sources import ROOT

pytestmark = pytest.mark.django_db


def test_without_a_token_nobody_is_let_in(client: Client) -> None:
    answer = client.get("/api/v1/cases")
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"] == "Bearer"
    assert answer.json()["title"] == "Nicht angemeldet"


def test_a_method_that_an_address_does_not_know_is_a_problem_too(call: Caller, manager: Actor) -> None:
    answer = call(manager, "DELETE", "/cases")
    assert (answer.status_code, answer["Content-Type"]) == (405, "application/problem+json")
    assert set(answer["Allow"].split(", ")) == {"GET", "POST"}


def test_a_fault_of_ours_is_a_problem_too_and_is_noted(
    call: Caller, manager: Actor, client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("the inside")

    monkeypatch.setattr("faden.api.acting.account_as_actor", broken)
    client.raise_request_exception = False
    answer = call(manager, "GET", "/cases")
    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")
    assert "inside" not in answer.content.decode()
    assert "Internal Server Error: /api/v1/cases" in caplog.text


def test_a_revoked_token_is_refused_at_once(call: Caller, manager: Actor) -> None:
    assert call(manager, "GET", "/cases").status_code == 200
    with act_as(manager, today=given.TODAY):
        ApiToken.objects.update(revoked_at=timezone.now())
    assert call(manager, "GET", "/cases").status_code == 401


@pytest.mark.parametrize(
    ("scopes", "statuses"),
    [
        ([], [403, 403, 403]),
        (["casework:read"], [200, 403, 403]),
        (["casework:write"], [200, 201, 403]),
        (["network:read"], [403, 403, 200]),
        (["findings:write", "documents:write", "figures:write"], [403, 403, 403]),
        (["casework"], [403, 403, 403]),
        (["casework:read", "network:write"], [200, 403, 200]),
    ],
)
def test_a_token_reaches_what_it_was_made_for(
    client: Client, manager: Actor, case: Case, scopes: list[str], statuses: list[int]
) -> None:
    with act_as(manager, today=given.TODAY):
        on = timezone.localdate() + timedelta(days=1)
        _, secret = issue_token(name="x", expires_on=on, scopes=scopes, actor=manager, now=timezone.now())
    headers = {"Authorization": f"Bearer {secret}"}
    contact = json.dumps({"on": timezone.localdate().isoformat(), "minutes": 20})
    address = f"/api/v1/cases/{case.number}"
    answers = [
        client.get(address, headers=headers),
        client.post(f"{address}/contacts", contact, content_type="application/json", headers=headers),
        client.get("/api/v1/offers", headers=headers),
    ]
    assert [answer.status_code for answer in answers] == statuses
    for answer in answers:
        if answer.status_code == 403:
            assert answer["Content-Type"] == "application/problem+json"
            assert "Dieser Schlüssel ist nicht für" in answer.json()["detail"]


def test_an_expired_token_is_refused(call: Caller, manager: Actor) -> None:
    assert call(manager, "GET", "/cases").status_code == 200
    with act_as(manager, today=given.TODAY):
        ApiToken.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    assert call(manager, "GET", "/cases").status_code == 401


def test_a_list_shows_ones_own_cases_only(call: Caller, manager: Actor) -> None:
    mine = given.case(manager)
    given.case(given.actor(Role.CASE_MANAGER), family_name="Fremd")
    answer = call(manager, "GET", "/cases")
    assert [line["number"] for line in answer.json()["items"]] == [mine.number]
    assert answer["Cache-Control"] == "no-store"


def test_reading_a_file_is_recorded_and_a_stranger_learns_nothing(call: Caller, manager: Actor) -> None:
    case = given.case(manager)
    answer = call(manager, "GET", f"/cases/{case.number}")
    assert answer.status_code == 200
    assert answer["ETag"] == '"1"'
    with act_as(manager, today=given.TODAY):
        assert AuditEntry.objects.filter(act="file.read", file_id=case.id).count() == 1
    stranger = given.actor(Role.CASE_MANAGER, Role.LEAD)
    assert call(stranger, "GET", f"/cases/{case.number}").json() == call(stranger, "GET", "/cases/26-999999").json()


def test_contacts_are_written_paged_and_corrected(call: Caller, manager: Actor) -> None:
    case = given.case(manager, on=timezone.localdate())
    day = timezone.localdate().isoformat()
    notes = [{"on": day, "minutes": 10, "text": f"Notiz {number}"} for number in range(27)]
    *_, written = [call(manager, "POST", f"/cases/{case.number}/contacts", data=note) for note in notes]
    assert written.status_code == 201
    first = call(manager, "GET", f"/cases/{case.number}/contacts").json()
    second = call(manager, "GET", f"/cases/{case.number}/contacts?after={first['next']}").json()
    assert (len(first["items"]), len(second["items"]), second["next"]) == (25, 2, None)

    address, tag = f"/contacts/{written.json()['id']}", written["ETag"]
    assert call(manager, "PATCH", address, data={"text": "besser"}).status_code == 428
    better = call(manager, "PATCH", address, data={"text": "besser"}, if_match=tag)
    assert (better.status_code, better.json()["text"], better["ETag"]) == (200, "besser", '"2"')
    late = call(manager, "PATCH", address, data={"text": "zu spät"}, if_match=tag)
    assert late.status_code == 412
    assert "besser" in late.json()["errors"][0]["message"]
    assert late["ETag"] == '"2"'


def test_an_anonymous_contact_has_no_case(call: Caller, manager: Actor) -> None:
    place = given.municipality()
    data = {"on": timezone.localdate().isoformat(), "minutes": 5, "municipality": place.key}
    assert call(manager, "POST", "/contacts", data=data).status_code == 201
    with act_as(manager, today=given.TODAY):
        assert ContactNote.objects.get().case_id is None


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"minutes": 10}, "on"),
        ({"on": "gestern", "minutes": 10}, "on"),
        ({"on": "2026-11-02", "minutes": 0}, "minutes"),
        ({"on": "2026-11-02", "minutes": "viele"}, "minutes"),
        ({"on": "2026-11-02", "minutes": 10, "kind": "seance"}, "kind"),
        ({"on": "2026-11-02", "minutes": 10, "text": "a\u0000b"}, "text"),
        ({"on": "2026-11-02", "minutes": 10, "color": "red"}, "color"),
        ({"on": "2026-11-02", "minutes": 10, "life_domains": ["zauberei"]}, "life_domains"),
        ({"on": "2999-01-01", "minutes": 10}, "on"),
    ],
)
def test_bad_input_is_named_field_by_field(call: Caller, manager: Actor, data: dict[str, object], field: str) -> None:
    case = given.case(manager)
    answer = call(manager, "POST", f"/cases/{case.number}/contacts", data=data)
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert all(error["message"] for error in answer.json()["errors"])


def test_unreadable_json_and_cursors_are_the_callers_problem(call: Caller, manager: Actor, client: Client) -> None:
    case = given.case(manager)
    assert call(manager, "GET", f"/cases/{case.number}/contacts?after=!!").status_code == 422
    assert call(manager, "GET", "/gaps?after=AAAA").status_code == 422


def test_a_gap_that_speaks_of_somebody_comes_back(call: Caller, manager: Actor) -> None:
    data = {
        "kind": "missing_offer",
        "nature": "qualitative",
        "level": "kreis",
        "life_domain": given.life_domain().key,
        "municipalities": [given.municipality().key],
        "text": "Frau Muster, Tel. 05251 123456, findet keinen Kurs.",
    }
    answer = call(manager, "POST", "/gaps", data=data)
    assert answer.status_code == 422
    fields = [error["field"] for error in answer.json()["errors"]]
    assert fields[0] == "text"
    stated = [field.removeprefix("stated.") for field in fields[1:]]
    assert {key.partition(":")[0] for key in stated} == {"name", "phone"}
    assert call(manager, "POST", "/gaps", data={**data, "stated": stated[:1]}).status_code == 422
    mail = {**data, "text": "Rückfragen an ana@example.org.", "stated": ["mail:ANA@EXAMPLE.ORG"]}
    forbidden = call(manager, "POST", "/gaps", data=mail)
    assert [error["field"].partition(":")[0] for error in forbidden.json()["errors"]] == ["text", "text.mail"]
    clean = call(manager, "POST", "/gaps", data={**data, "text": "Im Ort gibt es keinen Kurs am Vormittag."})
    assert clean.status_code == 201
    assert call(manager, "GET", f"/gaps/{clean.json()['number']}").json() == clean.json()
    assert call(manager, "POST", "/gaps", data={**data, "stated": stated}).status_code == 201
    with act_as(manager, today=given.TODAY):
        assert GapReport.objects.count() == 2


def test_a_member_reads_no_gaps_and_may_not_report(call: Caller) -> None:
    member = given.actor(Role.MEMBER)
    assert call(member, "GET", "/gaps").json()["items"] == []
    data = {
        "kind": "law",
        "nature": "qualitative",
        "level": "bund",
        "life_domain": given.life_domain().key,
        "municipalities": [given.municipality().key],
        "text": "Das Gesetz passt nicht.",
    }
    refused = call(member, "POST", "/gaps", data=data)
    assert refused.status_code == 403
    assert refused.json()["detail"].startswith("Systemlücken melden")


def test_a_theme_is_described_by_those_who_bundle(call: Caller, manager: Actor) -> None:
    coordinator = given.actor(Role.COORDINATOR)
    theme = given.theme(coordinator)
    address = f"/themes/{theme.number}"
    read = call(manager, "GET", address)
    assert [line["number"] for line in call(manager, "GET", "/themes").json()["items"]] == [theme.number]
    refused = call(manager, "PATCH", address, data={"title": "Meins"}, if_match=read["ETag"])
    assert refused.status_code == 403
    changed = call(coordinator, "PATCH", address, data={"title": "Kurse am Vormittag"}, if_match=read["ETag"])
    assert (changed.status_code, changed.json()["title"]) == (200, "Kurse am Vormittag")
    assert call(coordinator, "PATCH", address, data={"title": "Alt"}, if_match=read["ETag"]).status_code == 412


def test_figures_are_for_those_who_steer(call: Caller, manager: Actor) -> None:
    load_site.load(path=ROOT / "sites" / "paderborn.yaml", actor=system_actor(), on=timezone.localdate())
    address = "/figures?first_month=2026-01&last_month=2026-06"
    assert call(manager, "GET", address).status_code == 403
    lead = given.actor(Role.LEAD)
    told = call(lead, "GET", address)
    assert told.status_code == 200
    figures = told.json()
    assert (figures["first_day"], figures["until"], figures["smallest_group"]) == ("2026-01-01", "2026-07-01", 5)
    assert {table["key"] for table in figures["tables"]} >= {"month", "barrier"}
    assert call(lead, "GET", "/figures?first_month=2026-06&last_month=2026-01").status_code == 422
    assert call(lead, "GET", "/figures?first_month=2026-6-01&last_month=2026-01").status_code == 422
    assert call(lead, "GET", f"{address}&region=mond").status_code == 404
