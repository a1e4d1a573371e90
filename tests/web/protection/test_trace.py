"""The trace: who reads it, and how it is found again."""

import ast
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from faden.domain.cases.enums import Constellation
from faden.domain.cases.models import Case
from faden.domain.cases.operations.course import change_constellation
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.audit import operations as audit
from faden.kernel.audit.models import AuditEntry
from faden.kernel.identity.queries import account_with_roles
from faden.processes.keep_accounts import deactivate_account
from faden.reporting.trace_details import SILENT, WORDS, details
from faden.reporting.trace_words import in_words
from tests import given
from tests.architecture.sources import ROOT
from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER, name="Lesende Kollegin")


@pytest.fixture
def officer() -> Actor:
    return given.actor(Role.DATA_PROTECTION)


@pytest.fixture
def browser(officer: Actor) -> Client:
    return signed_in(officer)


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager, family_name="Geheimnis")


def test_the_trace_is_for_data_protection_and_names_no_client(
    manager: Actor, case: Case, browser: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    given.read(case, manager)
    assert signed_in(manager).get("/datenschutz/protokoll/").status_code == 403
    # Five statements, and three that only a test inside a transaction has.
    with django_assert_num_queries(8):
        page = browser.get("/datenschutz/protokoll/?art=gelesen")
    assert "Akte gelesen" in page.text
    assert case.number in page.text
    assert "Geheimnis" not in page.text


def test_the_trace_turns_its_pages(manager: Actor, case: Case, browser: Client) -> None:
    for _ in range(53):
        given.read(case, manager)
    first = browser.get("/datenschutz/protokoll/?art=gelesen").text
    following = re.search(r'href="([^"]*ab=[^"]+)"', first)
    assert following is not None
    second = browser.get(following[1].replace("&amp;", "&"))
    assert first.count("Akte gelesen") == 50
    assert second.text.count("Akte gelesen") == 3


def test_who_has_seen_a_file_and_as_what(
    manager: Actor, case: Case, browser: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    given.read(case, manager)
    found = browser.post("/datenschutz/akte/", {"number": f" {case.number} "})
    assert found.status_code == 303
    assert found["Location"] == f"/datenschutz/akte/{case.id}/"
    with django_assert_num_queries(11):
        page = browser.get(found["Location"])
    row = re.search(r"<tr.*?Lesende Kollegin.*?</tr>", page.text, re.DOTALL)
    assert row is not None
    assert "fallführend" in page.text
    assert "Geheimnis" not in page.text


def test_looking_it_up_is_written_down(manager: Actor, case: Case, officer: Actor, browser: Client) -> None:
    browser.get(f"/datenschutz/akte/{case.id}/")
    browser.get(f"/datenschutz/konto/{manager.id}/")
    with act_as(officer, today=given.TODAY):
        looked = AuditEntry.objects.filter(act="trace.read").order_by("at", "id")
        assert [(one.subject_kind, one.subject_id, one.file_id) for one in looked] == [
            ("cases.case", case.id, None),
            ("identity.account", manager.id, None),
        ]


def test_a_number_without_a_file_is_said_at_the_field(browser: Client) -> None:
    answer = browser.post("/datenschutz/akte/", {"number": "99-999999"})
    assert answer.status_code == 422
    assert "Zu dieser Nummer gibt es keine Akte." in answer.text
    assert "99-999999" in answer.text
    assert browser.post("/datenschutz/akte/", {"number": ""}).status_code == 422


@pytest.mark.parametrize("address", ["akte", "konto"])
def test_what_is_not_there_is_not_found(address: str, browser: Client, manager: Actor, case: Case) -> None:
    assert browser.get(f"/datenschutz/{address}/00000000-0000-7000-8000-00000000dead/").status_code == 404
    key = case.id if address == "akte" else manager.id
    assert signed_in(manager).get(f"/datenschutz/{address}/{key}/").status_code == 403
    assert signed_in(manager).post(f"/datenschutz/{address}/", {"number": "x", "text": "x"}).status_code == 403


def test_an_account_is_found_by_a_part_of_its_name_and_never_in_an_address(manager: Actor, browser: Client) -> None:
    page = browser.post("/datenschutz/konto/", {"text": "kollegin les"})
    assert f'href="/datenschutz/konto/{manager.id}/"' in page.text
    assert "Kein Konto gefunden" in browser.post("/datenschutz/konto/", {"text": "Niemand"}).text


def test_what_somebody_did_in_a_period(manager: Actor, case: Case, browser: Client) -> None:
    given.read(case, manager)
    today = timezone.localdate()
    address = f"/datenschutz/konto/{manager.id}/"
    assert "Akte gelesen" in browser.get(f"{address}?von={today:%d.%m.%Y}&bis={today:%d.%m.%Y}").text
    yesterday = today - timedelta(1)
    assert "Kein Eintrag" in browser.get(f"{address}?bis={yesterday:%d.%m.%Y}").text
    assert "Akte gelesen" not in browser.get(f"{address}?art=getan").text


@pytest.mark.parametrize("query", ["?von=gestern%20vielleicht", "?ab=x_y", "?art=alles", "?bis=31.12.9999", "?ab=%00"])
def test_a_filter_nobody_can_read_breaks_nothing(query: str, browser: Client) -> None:
    assert browser.get(f"/datenschutz/protokoll/{query}").status_code in {200, 422}


def test_a_period_begins_before_it_ends(browser: Client) -> None:
    assert "Das Ende liegt vor dem Beginn." in browser.get("/datenschutz/protokoll/?von=2.1.2026&bis=1.1.2026").text


def test_from_and_to_are_told_in_words(manager: Actor, case: Case, browser: Client) -> None:
    with act_as(manager, today=given.TODAY):
        change_constellation(
            case=case, constellation=Constellation.SHORT, reason="Geheime Worte", on=given.TODAY,
            version=case.version, actor=manager, today=given.TODAY,
        )  # fmt: skip
    page = browser.get(f"/datenschutz/akte/{case.id}/").text
    assert "Handlungskonstellation geändert" in page
    assert "am: 20.11.2026" in page
    assert "Prozessbegleitung → Kurzintervention" in page
    assert "Geheime Worte" not in page


def test_every_act_has_german_words() -> None:
    acts = set(_recorded())
    assert len(acts) > 40
    assert [act for act in sorted(acts) if in_words(act) == act] == []


def _recorded() -> Iterator[str]:
    for source in (ROOT / "src").rglob("*.py"):
        yield from re.findall(r'record\(\s*"([a-z_]+\.[a-z_]+)"', source.read_text(encoding="utf-8"))


def test_every_fact_has_a_german_word() -> None:
    fields = {field.name for model in apps.get_models() for field in model._meta.concrete_fields}
    facts = set(_facts())
    assert len(facts) > 40
    assert facts - fields - WORDS.keys() - SILENT == set(), "their words belong into reporting/trace_details.py"


def test_what_was_done_to_an_account_says_to_whose(browser: Client, manager: Actor, officer: Actor) -> None:
    admin = given.actor(Role.ADMIN, name="Verwaltende Kollegin")
    with act_as(admin, today=given.TODAY):
        account = account_with_roles(manager.id)
        deactivate_account(account=account, on=given.TODAY, actor=admin, now=timezone.now())
    browser.get(f"/datenschutz/konto/{manager.id}/")
    page = browser.get("/datenschutz/protokoll/").text
    told = [" ".join(re.sub("<[^>]+>", " ", row).split()) for row in page.split("<tr")]
    assert any("Konto gesperrt Konto: Lesende Kollegin" in row for row in told)
    assert any("im Protokoll nachgesehen Konto: Lesende Kollegin" in row for row in told)


def test_a_look_into_the_trace_names_the_file_and_is_a_reading(browser: Client, case: Case) -> None:
    browser.get(f"/datenschutz/akte/{case.id}/")
    page = browser.get("/datenschutz/protokoll/?art=gelesen").text
    assert re.search(
        rf'im Protokoll nachgesehen.*?href="/datenschutz/akte/{case.id}/"[^>]*>{case.number}<', page, re.DOTALL
    )
    assert "im Protokoll nachgesehen" not in browser.get("/datenschutz/protokoll/?art=getan").text


def test_a_language_and_a_table_are_told_in_words(case: Case, officer: Actor) -> None:
    with act_as(officer, today=given.TODAY):
        audit.record("trace.letter_made", actor=officer, subject=Case(id=case.id), language="uk")
        audit.record("access.section_reviewed", actor=officer, subject=Case(id=case.id), table="diary.Task", black=2)
        told = [details(entry, {}) for entry in AuditEntry.objects.filter(actor_id=officer.id).order_by("at")]
    assert told[-2:] == [["Sprache: Ukrainisch"], ["geschwärzt: 2", "Abschnitt: Aufgaben"]]


def _facts() -> Iterator[str]:
    for source in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {"record", "record_each"}:
                named = {one.arg for one in node.keywords if one.arg}
                yield from named - {"actor", "subject", "subjects", "act", "kind", "key"}


def test_the_overview_tells_how_often_files_were_opened_and_leads_on(
    manager: Actor, case: Case, browser: Client
) -> None:
    for _ in range(2):
        given.read(case, manager)
    page = browser.get("/datenschutz/ueberblick/")
    assert 'href="/datenschutz/protokoll/"' in page.text
    assert "Geheimnis" not in page.text
    assert re.findall(r'figure__value">(\d+)<', page.text)[:2] == ["2", "1"]
    assert signed_in(manager).get("/datenschutz/ueberblick/").status_code == 403
