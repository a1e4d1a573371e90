"""Invited by a link, and a forgotten password: once, for a while, and nobody learns who has an account."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from faden.kernel.entrance.models import EntryLink
from faden.kernel.entrance.tasks import forgotten
from faden.kernel.identity.models import Account
from faden.kernel.identity.queries import system_actor
from faden.kernel.outbox.models import OutgoingMail
from faden.kernel.sign_in.models import FactorRule
from tests import given
from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db
NEW = "vier rote Lastenräder"
FORGOTTEN = "/anmelden/passwort-vergessen/"
CHOSEN = {"new": NEW, "again": NEW}


@pytest.fixture
def admin() -> Actor:
    return given.actor(Role.ADMIN)


def _invited(admin: Actor, email: str = "neu@kreis.example") -> tuple[Account, str]:
    """A new account, and the path of its link as the page without a mail server shows it."""
    page = signed_in(admin).post("/verwaltung/konten/neu/", {"name": "Neue Kollegin", "email": email})
    shown = re.search(r"http://testserver(/zugang/[\w-]+/)", page.text)
    assert shown is not None, page.text
    with act_as(admin, today=given.TODAY):
        return Account.objects.get(email=email), shown[1]


def _changed(**values: object) -> None:
    with act_as(system_actor(), today=given.TODAY):
        EntryLink.objects.update(**values)


def _acts(admin: Actor, account: Account) -> set[str]:
    with act_as(system_actor(), today=given.TODAY):
        return set(AuditEntry.objects.filter(subject_id=account.id).values_list("act", flat=True))


def test_who_is_invited_chooses_a_password_and_is_inside(admin: Actor) -> None:
    account, link = _invited(admin)
    assert not account.has_usable_password()
    browser = Client()
    page = browser.get(link)
    assert "Wählen Sie Ihr Passwort" in page.text
    assert page.headers["Referrer-Policy"] == "strict-origin", "the secret stays out of the logs of what the page loads"
    assert "mindestens 12 Zeichen" in browser.post(link, {"new": "kurz", "again": "kurz"}).text
    assert "sind verschieden" in browser.post(link, {"new": NEW, "again": "anders"}).text
    assert browser.post(link, CHOSEN)["Location"] == "/"
    assert browser.get("/konto/").status_code == 200
    assert Client().post("/anmelden/", {"email": account.email, "password": NEW}).status_code == 302
    assert _acts(admin, account) == {"account.opened", "account.invited", "account.invitation_accepted"}
    assert Client().get(link).status_code == Client().post(link, CHOSEN).status_code == 404
    assert signed_in(admin).post(f"/verwaltung/konten/{account.id}/einladen/").status_code == 403


def test_whose_role_demands_it_begins_with_the_second_factor(admin: Actor) -> None:
    today = timezone.localdate()
    account, link = _invited(admin)
    role = {"role": "case_manager", "since": "heute"}
    assert signed_in(admin).post(f"/verwaltung/konten/{account.id}/rolle/", role).status_code == 303
    with act_as(system_actor(), today=today):
        FactorRule.objects.create(role=Role.CASE_MANAGER, grace_days=14, valid_from=today, source="x")
    assert Client().post(link, CHOSEN)["Location"] == "/konto/zweiter-faktor/"


def test_only_the_digest_is_stored(admin: Actor) -> None:
    _, link = _invited(admin)
    secret = link.split("/")[2]
    with act_as(system_actor(), today=given.TODAY):
        assert secret not in str(vars(EntryLink.objects.get()))
        assert not OutgoingMail.objects.exists()


def test_a_mail_that_only_its_reader_sees_carries_the_link(admin: Actor, settings: Settings) -> None:
    settings.EMAIL_HOST = "mail.invalid"
    client = signed_in(admin)
    answer = client.post("/verwaltung/konten/neu/", {"name": "Neue Kollegin", "email": "n@kreis.example"}, follow=True)
    assert "die Einladung ist unterwegs" in answer.text
    assert "Eingeladen am" in answer.text
    assert "/zugang/" not in answer.text
    with act_as(admin, today=given.TODAY):
        assert not OutgoingMail.objects.exists()
    with act_as(system_actor(), today=given.TODAY):
        mail = OutgoingMail.objects.get()
    assert (mail.subject, mail.is_confidential, mail.recipient) == ("Faden: Ihr Zugang", True, "n@kreis.example")
    assert re.search(r"http://testserver/zugang/[\w-]{43}/", mail.body)


def test_an_invitation_ends_by_itself_by_another_one_and_by_hand(admin: Actor) -> None:
    account, first = _invited(admin)
    client = signed_in(admin)
    page = f"/verwaltung/konten/{account.id}/"
    second = re.search(r"(/zugang/[\w-]+/)", client.post(f"{page}einladen/").text)
    assert second is not None
    assert Client().get(first).status_code == 404
    assert Client().get(second[1]).status_code == 200
    now = timezone.now()
    _changed(created_at=now - timedelta(days=8), expires_at=now - timedelta(days=1))
    assert Client().post(second[1], CHOSEN).status_code == 404
    assert "ist abgelaufen" in client.get(page).text
    _changed(expires_at=now + timedelta(days=1))
    assert Client().get(second[1]).status_code == 200
    client.post(f"{page}einladung-zuruecknehmen/")
    assert Client().post(second[1], CHOSEN).status_code == 404
    assert "ist zurückgenommen" in client.get(page).text
    assert "account.link_withdrawn" in _acts(admin, account)


def test_a_closed_account_takes_its_links_along(admin: Actor) -> None:
    account, link = _invited(admin)
    client = signed_in(admin)
    client.post(f"/verwaltung/konten/{account.id}/sperren/")
    client.post(f"/verwaltung/konten/{account.id}/entsperren/")
    assert Client().get(link).status_code == 404


def test_only_the_administration_invites(admin: Actor) -> None:
    account, _ = _invited(admin)
    lead = signed_in(given.actor(Role.LEAD))
    for act in ("einladen", "einladung-zuruecknehmen"):
        assert lead.post(f"/verwaltung/konten/{account.id}/{act}/").status_code == 403


def _asked(email: str, settings: Settings) -> tuple[str, dict[str, str]]:
    settings.EMAIL_HOST = "mail.invalid"
    before = set(ProcrastinateJob.objects.values_list("id", flat=True))
    page = Client().post(FORGOTTEN, {"email": email}).text
    (job,) = ProcrastinateJob.objects.exclude(id__in=before)
    return re.sub(r'value="[^"]*"', "", page), job.args


def _reset(actor: Actor, settings: Settings) -> str:
    """The path of the link that somebody has asked for."""
    _, args = _asked(actor.email.upper(), settings)
    forgotten(**args)
    with act_as(system_actor(), today=given.TODAY):
        mail = OutgoingMail.objects.filter(is_confidential=True).first()
    assert mail is not None
    assert mail.subject == "Faden: ein neues Passwort wählen"
    found = re.search(r"http://testserver(/zugang/[\w-]{43}/)", mail.body)
    assert found is not None
    return found[1]


def test_a_forgotten_password_is_replaced_and_every_session_ends(settings: Settings) -> None:
    somebody = given.actor(Role.CASE_MANAGER)
    given.set_password(somebody)
    elsewhere = signed_in(somebody)
    link = _reset(somebody, settings)
    browser = Client()
    assert elsewhere.get("/konto/").status_code == 200, "asking changes nothing"
    assert browser.post(link, CHOSEN).status_code == 302
    assert browser.get("/konto/").status_code == 200
    assert elsewhere.get("/konto/").status_code == 302
    assert Client().get(link).status_code == 404
    assert Client().post("/anmelden/", {"email": somebody.email, "password": given.PASSWORD}).status_code == 422
    with act_as(somebody, today=given.TODAY):
        account = Account.objects.get(id=somebody.id)
        told = OutgoingMail.objects.filter(is_confidential=False).get()
    assert told.subject == "Faden: Änderung an Ihrem Konto"
    assert {"account.reset_asked", "account.password_reset"} <= _acts(somebody, account)


def test_the_link_counts_an_hour(settings: Settings) -> None:
    somebody = given.actor(Role.CASE_MANAGER)
    given.set_password(somebody)
    link = _reset(somebody, settings)
    with act_as(system_actor(), today=given.TODAY):
        made = EntryLink.objects.get()
    assert made.expires_at - made.created_at == timedelta(hours=1)
    _changed(created_at=made.created_at - timedelta(hours=2), expires_at=made.expires_at - timedelta(hours=2))
    assert Client().post(link, CHOSEN).status_code == 404


def test_the_answer_says_nothing_of_who_has_an_account(settings: Settings, admin: Actor) -> None:
    known, closed = given.actor(Role.CASE_MANAGER), given.actor(Role.CASE_MANAGER)
    given.set_password(known)
    given.set_password(closed)
    signed_in(admin).post(f"/verwaltung/konten/{closed.id}/sperren/")
    without, _ = _invited(admin)
    pages = set()
    for email in (known.email, "niemand@kreis.example", closed.email, without.email):
        page, args = _asked(email, settings)
        pages.add(page)
        assert set(args) == {"account_id", "address"}
        forgotten(**args)
    assert len(pages) == 1
    with act_as(system_actor(), today=given.TODAY):
        assert [mail.recipient for mail in OutgoingMail.objects.filter(is_confidential=True)] == [known.email]


def test_asking_is_slowed_down(settings: Settings) -> None:
    settings.EMAIL_HOST = "mail.invalid"
    answers = [Client().post(FORGOTTEN, {"email": "wer@kreis.example"}) for _ in range(6)]
    assert "Zu viele Versuche" in answers[5].text
    assert "Zu viele Versuche" not in answers[4].text
    assert ProcrastinateJob.objects.filter(task_name="entrance.forgotten").count() == 5


def test_without_a_mail_server_the_page_says_so() -> None:
    assert "keine E-Mails" in Client().get(FORGOTTEN).text
    Client().post(FORGOTTEN, {"email": "wer@kreis.example"})
    assert not ProcrastinateJob.objects.exists()
