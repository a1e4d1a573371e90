"""Report a gap: freely, and from a case whose people stay where they are."""

import json
import re
from html import unescape
from typing import Any

import pytest
from django.db import connections
from pytest_django import DjangoAssertNumQueries

from faden.domain.cases.models import Case, CaseBarrier
from faden.domain.catalogues.models import Barrier, TargetGroup
from faden.domain.findings.models import GapOrigin, GapReport
from faden.domain.people.models import PersonTargetGroup
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from tests import given
from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db
TODAY = given.TODAY
HARMLESS = "Es gibt keinen Sprachkurs mit Kinderbetreuung."


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


def answers(text: str = HARMLESS, **changes: Any) -> dict[str, Any]:
    return {
        "text": text,
        "kind": "missing_offer",
        "nature": "quantitative",
        "level": "kreis",
        "life_domain": str(given.life_domain().id),
        "municipalities": [str(given.municipality().id)],
        **changes,
    }


def only_gap(by: Actor) -> GapReport:
    with act_as(by, today=TODAY):
        return GapReport.objects.get()


def test_a_free_report(manager: Actor) -> None:
    client = signed_in(manager)
    page = client.get("/luecken/neu/")
    assert page.status_code == 200
    assert "aus dem Fall" not in page.text
    answer = client.post("/luecken/neu/", answers())
    gap = only_gap(manager)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/luecken/{gap.number}/")
    assert HARMLESS in client.get(f"/luecken/{gap.number}/").text
    mine = client.get("/luecken/meine/")
    assert gap.number in mine.text
    assert "gemeldet" in mine.text


def test_a_form_sent_twice_reports_once(manager: Actor, case: Case) -> None:
    client = signed_in(manager)
    for address in ("/luecken/neu/", f"/luecken/neu/?fall={case.number}"):
        key = re.search(r'name="gap_id" value="([^"]+)"', client.get(address).text)
        assert key
        data = answers(gap_id=key[1])
        first, second = client.post(address, data), client.post(address, data)
        assert (first.status_code, first.headers["Location"]) == (303, second.headers["Location"])
    with act_as(manager, today=TODAY):
        assert GapReport.objects.count() == 2
        assert AuditEntry.objects.filter(act="case.gap_reported").count() == 1


def test_the_identifier_of_somebody_elses_report_opens_nothing(manager: Actor) -> None:
    signed_in(manager).post("/luecken/neu/", answers())
    other = signed_in(given.actor(Role.PARTNER))
    answer = other.post("/luecken/neu/", answers("Etwas anderes fehlt.", gap_id=str(only_gap(manager).id)))
    assert answer.status_code == 422
    assert HARMLESS not in answer.text


@pytest.mark.parametrize("role", [Role.PARTNER, Role.RESIDENCE_OFFICER, Role.COORDINATOR, Role.LEAD])
def test_others_report_too(role: Role) -> None:
    somebody = given.actor(role)
    assert signed_in(somebody).post("/luecken/neu/", answers()).status_code == 303


@pytest.mark.parametrize("role", [Role.MEMBER, Role.ASSISTANT, Role.ADMIN, Role.DATA_PROTECTION])
@pytest.mark.parametrize("address", ["/luecken/neu/", "/luecken/meine/"])
def test_some_do_not(role: Role, address: str) -> None:
    answer = signed_in(given.actor(role)).get(address)
    assert answer.status_code == 403
    assert "Systemlücken melden Case Management" in answer.text


def test_nothing_typed_is_lost(manager: Actor) -> None:
    answer = signed_in(manager).post("/luecken/neu/", answers(kind="", municipalities=[]))
    assert answer.status_code == 422
    assert HARMLESS in answer.text
    assert "Bitte wählen Sie mindestens eine Kommune." in answer.text


def test_a_text_that_is_too_long_is_refused(manager: Actor) -> None:
    answer = signed_in(manager).post("/luecken/neu/", answers("Frau Haddad wartet. " * 20_000))
    assert answer.status_code == 422
    assert answer.text.count("<mark") <= 200


def test_an_empty_form_names_what_is_missing(manager: Actor) -> None:
    answer = signed_in(manager).post("/luecken/neu/", {"text": ""})
    assert answer.status_code == 422
    assert "Bitte beschreiben Sie, was geschieht und was fehlt." in answer.text


def test_doubtful_words_are_shown_and_can_be_stated(manager: Actor) -> None:
    client = signed_in(manager)
    text = "Seit dem 14.03.2026 ist die Anmeldung nur noch online möglich; Fatima steht auf dem Plakat."
    answer = client.post("/luecken/neu/", answers(text))
    assert answer.status_code == 422
    assert "<mark" in answer.text
    assert "Fatima" in answer.text
    assert "Das ist keine Angabe zu einer Person" in answer.text
    keys = _statable(answer.text)
    assert keys
    assert client.post("/luecken/neu/", answers(text, stated=keys[:-1])).status_code == 422
    assert client.post("/luecken/neu/", answers(text, stated=[*keys, "name:WEG"])).status_code == 303
    with act_as(manager, today=TODAY):
        facts = AuditEntry.objects.get(act="gap.reported").facts
    assert sum(facts["stated_impersonal"].values()) == len(keys)
    assert "Fatima" not in json.dumps(facts)


@pytest.mark.parametrize(
    "text", ["Rückfragen an ana.muster@example.org bitte.", "Das Geld ging an DE89370400440532013000."]
)
def test_some_words_cannot_be_stated(manager: Actor, text: str) -> None:
    client = signed_in(manager)
    answer = client.post("/luecken/neu/", answers(text))
    assert answer.status_code == 422
    assert "Das darf nicht in die Meldung." in answer.text
    assert _statable(answer.text) == []
    forced = ["mail:ANA MUSTER EXAMPLE ORG", "bank:DE89370400440532013000"]
    assert client.post("/luecken/neu/", answers(text, stated=forced)).status_code == 422


def _statable(html: str) -> list[str]:
    return [unescape(key) for key in re.findall(r'name="stated" value="([^"]*)"', html)]


# -- from a case ----------------------------------------------------------------------------------


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager, family_name="Zyxwvut", given_names="Qwrtzo")


def _group(name: str) -> TargetGroup:
    return TargetGroup.objects.create(key=name.lower(), name=name, source="Test")


def _with_facts(case: Case, manager: Actor) -> tuple[Barrier, TargetGroup]:
    group, other = _group("Alleinerziehende"), _group("Auszubildende")
    barrier = given.barrier()
    with act_as(manager, today=TODAY):
        CaseBarrier.objects.create(case=case, barrier=barrier, since=TODAY)
        PersonTargetGroup.objects.create(person=case.person, target_group=group, since=TODAY)
    assert other.name
    return barrier, group


@pytest.mark.parametrize("number", ["%00", "26-999999", "' OR 1=1", "26" * 900])
def test_what_is_no_case_of_mine_is_no_case(manager: Actor, number: str) -> None:
    assert signed_in(manager).get(f"/luecken/neu/?fall={number}").status_code == 404


def test_the_case_suggests_and_chooses_nothing_that_points_to_somebody(manager: Actor, case: Case) -> None:
    barrier, group = _with_facts(case, manager)
    page = signed_in(manager).get(f"/luecken/neu/?fall={case.number}").text
    assert f'<option value="{barrier.id}" selected>' in page
    assert f'<option value="{given.life_domain().id}" selected>' in page
    assert f'value="{given.municipality().id}" checked' in page
    assert "Alleinerziehende (aus dem Fall)" in page
    assert page.index("Alleinerziehende (aus dem Fall)") < page.index("Auszubildende")
    assert f'value="{group.id}" checked' not in page
    for name in ("Zyxwvut", "Qwrtzo"):
        assert name not in page


def test_looking_into_the_case_is_traced(manager: Actor, case: Case) -> None:
    signed_in(manager).get(f"/luecken/neu/?fall={case.number}")
    with act_as(manager, today=TODAY):
        assert AuditEntry.objects.filter(act="file.read", file_id=case.id).count() == 1


def test_a_stranger_learns_nothing_about_the_case(case: Case) -> None:
    client = signed_in(given.actor(Role.CASE_MANAGER))
    unknown = client.get("/luecken/neu/?fall=26-999999")
    foreign = client.get(f"/luecken/neu/?fall={case.number}")
    assert unknown.status_code == foreign.status_code == 404
    assert client.post(f"/luecken/neu/?fall={case.number}", answers()).status_code == 404


@pytest.mark.parametrize(
    ("text", "statable"),
    [("Qwrtzo wartet seit Monaten auf einen Kursplatz.", False), ("Eine Qwrtzow-Kommission fehlt.", None)],
)
def test_the_names_of_the_case_do_not_cross(manager: Actor, case: Case, text: str, statable: bool | None) -> None:
    client = signed_in(manager)
    answer = client.post(f"/luecken/neu/?fall={case.number}", answers(text))
    if statable is False:
        assert "Das darf nicht in die Meldung." in answer.text
        keys = ["name:QWRTZO"]
        assert client.post(f"/luecken/neu/?fall={case.number}", answers(text, stated=keys)).status_code == 422
    else:
        assert "Das darf nicht in die Meldung." not in answer.text


def test_nothing_of_the_case_is_in_the_rows_of_the_report(manager: Actor, case: Case) -> None:
    """The firewall: every row of the findings, read as the owner, against marks that stand all over the case."""
    _with_facts(case, manager)
    with act_as(manager, today=TODAY):
        GapReport.objects.all().delete()
    answer = signed_in(manager).post(f"/luecken/neu/?fall={case.number}", answers())
    assert answer.status_code == 303
    marks = {case.number, str(case.id), str(case.person_id), "Zyxwvut", "Qwrtzo", "ZYXWVUT"}
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE tablename LIKE 'findings!_%' ESCAPE '!'")
        tables = {row[0] for row in cursor.fetchall()} - {"findings_gaporigin"}
    coordinator = given.actor(Role.COORDINATOR)
    with act_as(coordinator, today=TODAY), connections["default"].cursor() as cursor:
        for table in sorted(tables):
            cursor.execute(f"SELECT to_jsonb(t)::text FROM {table} t")
            rows = " ".join(row[0] for row in cursor.fetchall())
            assert not [mark for mark in marks if mark in rows], table
        gap = GapReport.objects.get()
        assert (gap.barrier, gap.organisation, list(gap.target_groups.all())) == (None, None, [])
        assert GapOrigin.objects.count() == 0
    with act_as(manager, today=TODAY):
        assert GapOrigin.objects.get().case == case


def test_the_list_of_own_reports_takes_the_same_statements(
    manager: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(manager)
    for number, expected in ((1, 1), (2, 3)):
        for _ in range(number):
            client.post("/luecken/neu/", answers())
        client.get("/luecken/meine/")  # takes the message of the act before
        with django_assert_num_queries(8):
            assert client.get("/luecken/meine/").text.count("table__link") == expected
