"""Accounts, own keys, the trace: who may, what is shown once, what acts at the next request."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from faden.kernel.identity.models import Account, ApiToken, RoleAssignment
from faden.web.administration.words import in_words
from tests import given
from tests.architecture.sources import ROOT
from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> Actor:
    return given.actor(Role.ADMIN, name="Verwaltende")


def test_only_the_administration_keeps_accounts() -> None:
    answer = signed_in(given.actor(Role.LEAD)).get("/verwaltung/konten/")
    assert answer.status_code == 403
    assert "Konten und Rollen verwaltet die Administration." in answer.text


def test_an_account_is_opened_gets_a_role_and_works_at_once(admin: Actor) -> None:
    client = signed_in(admin)
    opened = client.post("/verwaltung/konten/neu/", {"name": "Neue Kollegin", "email": "Neu@Kreis.example"})
    password = re.search(r"<code>([^<]+)</code>", opened.text)
    assert password is not None
    with act_as(admin, today=given.TODAY):
        account = Account.objects.get(email="neu@kreis.example")
    given_role = client.post(f"/verwaltung/konten/{account.id}/rolle/", {"role": "case_manager", "since": "01.11.2026"})
    assert given_role.status_code == 303
    other = Client()
    entered = other.post("/anmelden/", {"email": "neu@kreis.example", "password": password[1]})
    assert entered.status_code in {302, 303}
    assert other.get("/konto/").status_code == 200
    client.post(f"/verwaltung/konten/{account.id}/sperren/")
    assert other.get("/konto/").status_code == 302


def test_an_address_has_one_account(admin: Actor) -> None:
    client = signed_in(admin)
    answer = client.post("/verwaltung/konten/neu/", {"name": "Zweite", "email": admin.email})
    assert answer.status_code == 422
    assert "Zu dieser Adresse gibt es schon ein Konto." in answer.text


def test_a_partner_belongs_to_an_organisation(admin: Actor) -> None:
    somebody = given.actor()
    address = f"/verwaltung/konten/{somebody.id}/rolle/"
    answer = signed_in(admin).post(address, {"role": "partner", "since": "01.11.2026"})
    assert answer.status_code == 422
    assert "gehört zu einer Organisation" in answer.text
    backwards = {"role": "lead", "since": "02.11.2026", "until": "01.11.2026"}
    assert "Das Ende liegt vor dem Beginn." in signed_in(admin).post(address, backwards).text


def test_a_role_ends_today_and_nobody_locks_themselves_out(admin: Actor) -> None:
    somebody = given.actor(Role.LEAD)
    with act_as(admin, today=given.TODAY):
        held = RoleAssignment.objects.get(account_id=somebody.id)
    client = signed_in(admin)
    client.post(f"/verwaltung/konten/{somebody.id}/rolle/{held.id}/beenden/")
    assert signed_in(somebody).get("/programm/stellen/").status_code == 403
    assert client.post(f"/verwaltung/konten/{admin.id}/sperren/").status_code == 403


def test_a_key_is_shown_once_and_can_be_taken_back() -> None:
    manager = given.actor(Role.CASE_MANAGER)
    client = signed_in(manager)
    made = client.post("/konto/", {"name": "Auswertung", "days": "30"})
    secret = re.search(r"<code>(faden_[^<]+)</code>", made.text)
    assert secret is not None
    assert secret[1] not in client.get("/konto/").text
    headers = {"Authorization": f"Bearer {secret[1]}"}
    assert Client().get("/api/v1/cases", headers=headers).status_code == 200
    with act_as(manager, today=given.TODAY):
        token = ApiToken.objects.get()
        assert secret[1] not in str(vars(token))
    client.post(f"/konto/schluessel/{token.id}/widerrufen/")
    assert Client().get("/api/v1/cases", headers=headers).status_code == 401
    stranger = signed_in(given.actor(Role.CASE_MANAGER))
    assert stranger.post(f"/konto/schluessel/{token.id}/widerrufen/").status_code == 404


def test_the_trace_is_for_data_protection_and_names_no_client(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    manager, officer = given.actor(Role.CASE_MANAGER, name="Lesende"), given.actor(Role.DATA_PROTECTION)
    case = given.case(manager, family_name="Geheimnis")
    given.read(case, manager)
    assert signed_in(manager).get("/verwaltung/protokoll/").status_code == 403
    client = signed_in(officer)
    # Seven statements, and three that only a test inside a transaction has.
    with django_assert_num_queries(10):
        page = client.get("/verwaltung/protokoll/?only_readings=on")
    assert "Akte gelesen" in page.text
    assert case.number in page.text
    assert "Geheimnis" not in page.text


def test_the_trace_turns_its_pages() -> None:
    officer = given.actor(Role.DATA_PROTECTION)
    case = given.case(manager := given.actor(Role.CASE_MANAGER))
    for _ in range(53):
        given.read(case, manager)
    first = signed_in(officer).get("/verwaltung/protokoll/").text
    following = re.search(r'href="([^"]*ab=[^"]+)"', first)
    assert following is not None
    second = signed_in(officer).get(following[1].replace("&amp;", "&"))
    assert second.status_code == 200
    assert second.text.count("Akte gelesen") == 53 - first.count("Akte gelesen")


def test_every_act_has_german_words() -> None:
    acts = set(_recorded())
    assert len(acts) > 40
    assert [act for act in sorted(acts) if in_words(act) == act] == []


def _recorded() -> Iterator[str]:
    for source in (ROOT / "src").rglob("*.py"):
        yield from re.findall(r'record\(\s*"([a-z_]+\.[a-z_]+)"', source.read_text(encoding="utf-8"))


def test_the_trace_is_kept(admin: Actor) -> None:
    signed_in(admin).post("/verwaltung/konten/neu/", {"name": "Neue", "email": "n@kreis.example"})
    with act_as(admin, today=given.TODAY):
        assert list(AuditEntry.objects.values_list("act", flat=True)) == ["account.opened"]
