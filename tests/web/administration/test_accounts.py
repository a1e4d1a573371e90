"""Accounts and own keys: who may, what is shown once, what acts at the next request."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from faden.domain.organisations.enums import OrganisationKind
from faden.domain.organisations.models import Organisation
from faden.domain.residence.enums import QuestionKind
from faden.domain.residence.operations import compose_request, send_request
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from faden.kernel.identity.models import Account, ApiToken, RoleAssignment
from tests import given
from tests.signed_in import longer_ago, signed_in

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
    link = re.search(r"http://testserver(/zugang/[^<]+)</code>", opened.text)
    assert link is not None
    with act_as(admin, today=given.TODAY):
        account = Account.objects.get(email="neu@kreis.example")
    given_role = client.post(f"/verwaltung/konten/{account.id}/rolle/", {"role": "case_manager", "since": "01.11.2026"})
    assert given_role.status_code == 303
    other = Client()
    entered = other.post(link[1], {"new": "vier rote Lastenräder", "again": "vier rote Lastenräder"})
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


def test_an_officer_made_on_the_page_sees_what_their_authority_is_asked(admin: Actor) -> None:
    today = timezone.localdate()
    manager, office = given.actor(Role.CASE_MANAGER), given.organisation("Ausländerbehörde", receives_referrals=False)
    Organisation.objects.filter(id=office.id).update(kind=OrganisationKind.RESIDENCE_AUTHORITY)
    office.refresh_from_db()
    case = given.case(manager, on=today, consented=True)
    given.release(case, office, manager, given_on=today)
    with act_as(manager, today=today):
        asked = compose_request(
            case=case, office=office, kind=QuestionKind.TITLE, question="Welche Unterlagen fehlen?", due_on=today,
            expires_on=today, disclosed={}, actor=manager, today=today,
        )  # fmt: skip
        send_request(request=asked, version=asked.version, actor=manager, today=today)
    somebody = given.actor()
    address, role = f"/verwaltung/konten/{somebody.id}/rolle/", {"role": "residence_officer", "since": "heute"}
    browser = signed_in(admin)
    refused = browser.post(address, role)
    assert refused.status_code == 422
    assert "gehört zu einer Organisation" in refused.text
    assert browser.post(address, {**role, "organisation": str(office.id)}).status_code == 303
    assert "Ausländerbehörde" in browser.get(f"/verwaltung/konten/{somebody.id}/").text
    assert f"/anfragen/{asked.id}/" in signed_in(somebody).get("/anfragen/").text


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
    made = client.post("/konto/", {"name": "Auswertung", "days": "30", "scopes": ["casework:read"]})
    secret = re.search(r"<code>(faden_[^<]+)</code>", made.text)
    assert secret is not None
    assert made.text.index(secret[1]) < made.text.index("Meine Rollen"), "shown once, so where nobody can miss it"
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


def test_keys_of_a_closed_account_do_not_come_back_with_it(admin: Actor) -> None:
    manager = given.actor(Role.CASE_MANAGER)
    made = signed_in(manager).post("/konto/", {"name": "Auswertung", "days": "30", "scopes": ["casework:read"]})
    secret = re.search(r"<code>(faden_[^<]+)</code>", made.text)
    assert secret is not None
    headers = {"Authorization": f"Bearer {secret[1]}"}
    assert Client().get("/api/v1/cases", headers=headers).status_code == 200
    client = signed_in(admin)
    client.post(f"/verwaltung/konten/{manager.id}/sperren/")
    client.post(f"/verwaltung/konten/{manager.id}/entsperren/")
    assert Client().get("/api/v1/cases", headers=headers).status_code == 401
    with act_as(admin, today=given.TODAY):
        assert AuditEntry.objects.get(act="api_key.revoked").facts == {"keys": 1}


def test_the_trace_is_kept(admin: Actor) -> None:
    signed_in(admin).post("/verwaltung/konten/neu/", {"name": "Neue", "email": "n@kreis.example"})
    with act_as(admin, today=given.TODAY):
        assert sorted(AuditEntry.objects.values_list("act", flat=True)) == ["account.invited", "account.opened"]


def test_reaching_far_asks_once_more_who_it_is(admin: Actor) -> None:
    closed = given.actor(Role.LEAD)
    client = signed_in(admin)
    client.post(f"/verwaltung/konten/{closed.id}/sperren/")
    longer_ago(client)
    for address, typed in (
        ("/verwaltung/konten/neu/", {"name": "Neue Kollegin", "email": "neu@kreis.example"}),
        (f"/verwaltung/konten/{closed.id}/entsperren/", {}),
        ("/konto/", {"name": "Auswertung", "days": "30", "scopes": ["casework:read"]}),
    ):
        asked = client.post(address, typed)
        assert asked.status_code == 403, address
        assert "Bitte bestätigen Sie, dass Sie es sind" in asked.text
    with act_as(admin, today=given.TODAY):
        assert not Account.objects.filter(email="neu@kreis.example").exists()
        assert not Account.objects.get(id=closed.id).is_active
        assert not ApiToken.objects.exists()
    assert client.get("/konto/").status_code == 200, "reading one's own account is no such act"


def test_a_key_is_issued_with_the_answer(admin: Actor) -> None:
    given.set_password(admin)
    client = signed_in(admin)
    longer_ago(client)
    typed = {"name": "Auswertung", "days": "30", "scopes": ["casework:read"], "bestaetigung-password": given.PASSWORD}
    assert "faden_" in client.post("/konto/", typed).text


def test_locking_an_account_asks_once_more_who_it_is(admin: Actor) -> None:
    given.set_password(admin)
    client, other = signed_in(admin), given.actor(Role.CASE_MANAGER)
    longer_ago(client)
    address = f"/verwaltung/konten/{other.id}/sperren/"
    assert client.post(address).status_code == 403
    assert given.account_of(other).is_active
    assert client.post(address, {"bestaetigung-password": given.PASSWORD}).status_code == 303
    assert not given.account_of(other).is_active
