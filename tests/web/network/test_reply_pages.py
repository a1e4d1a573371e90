"""Somebody without an account: link, code, package, answer, page by page."""

import logging
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from faden.config.log_lines import OneLine
from faden.domain.cases.models import Case
from faden.domain.organisations.models import Organisation
from faden.domain.referrals.models import AnswerLink, Referral
from faden.domain.referrals.operations import draft_referral, send_referral
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from faden.kernel.identity.queries import link_actor
from faden.kernel.outbox.models import OutgoingMail
from tests import given
from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db
CLIENT = "Quastinchen Zwickelmark"
RECIPIENT = {"recipient_name": "Beate Muster", "recipient_mail": "muster@traeger.invalid", "code_told": "phone"}


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


@pytest.fixture
def organisation() -> Organisation:
    return given.organisation("Verein Brücke")


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager, family_name="Zwickelmark", given_names="Quastinchen", on=date(2026, 3, 12))


@pytest.fixture
def referral(case: Case, manager: Actor, organisation: Organisation) -> Referral:
    given.release(case, organisation, manager)
    today = timezone.localdate()
    with act_as(manager, today=today):
        drafted = draft_referral(
            case=case,
            organisation=organisation,
            life_domain=given.life_domain(),
            concern="Sprachkurs mit Kinderbetreuung",
            disclosed_contact="0151 000000",
            actor=manager,
            today=today,
        )
        return send_referral(referral=drafted, version=1, actor=manager, today=today)


@pytest.fixture
def sent(case: Case, manager: Actor, referral: Referral) -> tuple[str, str]:
    """The address in the mail, and the code on the page."""
    answer = send_link(signed_in(manager), case, referral)
    code = next(part for part in answer.split("<dd") if "Code" not in part and part.count(" ") and _digits(part))
    return address_in_mail(manager), _digits(code)


def _digits(text: str) -> str:
    found = text.split(">", 1)[-1].split("<", 1)[0].replace(" ", "").strip()
    return found if found.isdigit() and len(found) == 6 else ""


def send_link(browser: Client, case: Case, referral: Referral, **changes: str) -> str:
    address = reverse("casework:answer_link", args=[case.number, referral.id])
    answer = browser.post(address, {**RECIPIENT, "expires_on": "heute", **changes})
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def address_in_mail(manager: Actor) -> str:
    with act_as(manager, today=timezone.localdate()):
        body = OutgoingMail.objects.get(recipient=RECIPIENT["recipient_mail"]).body
    return urlsplit(next(word for word in body.split() if "/antwort/" in word)).path


def test_code_package_answer_thanks(sent: tuple[str, str], case: Case, manager: Actor, referral: Referral) -> None:
    address, code = sent
    stranger = Client()
    asked = stranger.get(address)
    assert asked.status_code == 200
    assert "Sprachkurs" not in asked.text
    assert asked.headers["Cache-Control"] == "no-store"
    assert asked.headers["Referrer-Policy"] == "strict-origin"
    assert stranger.post(address, {"code": f"{code[:3]} {code[3:]}"})["Location"] == address
    package = stranger.get(address).text
    assert "Sprachkurs mit Kinderbetreuung" in package
    assert "0151 000000" in package
    for hidden in (case.number, "Zwickelmark", "Quastinchen"):
        assert hidden not in package
    answer = {"act": "accept", "appointment_on": "in 3 Tagen", "remark": "Wir rufen an.", "version": "2"}
    unclear = stranger.post(address, answer)
    assert unclear.status_code == 422
    assert "Wir rufen an." in unclear.text
    assert stranger.post(address, {**answer, "appointment_on": "morgen"})["Location"] == "/antwort/danke/"
    assert "Vielen Dank" in stranger.get("/antwort/danke/").text
    assert "Ersttermin" in stranger.get(address).text
    page = signed_in(manager).get(reverse("casework:referral", args=[case.number, referral.id])).text
    assert "Beate Muster (über einen Antwortlink)" in page
    assert "Wir rufen an." in page


def test_the_link_opens_nothing_else(sent: tuple[str, str], case: Case, referral: Referral) -> None:
    address, code = sent
    stranger = Client()
    stranger.post(address, {"code": code})
    for other in ("/heute/", "/verweise/", f"/verweise/{referral.id}/", f"/faelle/{case.number}/", "/termine/"):
        assert stranger.get(other).status_code == 302
    assert "sessionid" not in stranger.cookies
    kept = stranger.cookies["antwort"]
    assert (kept["path"], kept["httponly"], kept["samesite"]) == (address, True, "Strict")


def test_a_wrong_code_is_counted_and_the_fifth_locks(sent: tuple[str, str], case: Case, manager: Actor) -> None:
    address, code = sent
    other = "000000" if code != "000000" else "000001"
    answers = [Client().post(address, {"code": other}) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [422, 422, 422, 422, 404]
    assert "Der Code stimmt nicht." in answers[0].text
    assert Client().get(address).status_code == 404
    locked = Client().post(address, {"code": code})
    assert locked.status_code in (404, 422)
    assert "Sprachkurs" not in locked.text
    with act_as(manager, today=timezone.localdate()):
        link = AnswerLink.objects.get()
        assert link.is_locked
    page = signed_in(manager).get(reverse("casework:referral", args=[case.number, link.referral_id])).text
    assert "gesperrt nach zu vielen falschen Codes" in page


def test_an_unknown_a_withdrawn_and_a_locked_link_look_alike(
    sent: tuple[str, str], case: Case, manager: Actor, referral: Referral
) -> None:
    address, code = sent
    opened = Client()
    opened.post(address, {"code": code})
    withdrawing = reverse("casework:withdraw_answer_link", args=[case.number, referral.id])
    assert signed_in(manager).post(withdrawing).status_code == 303
    unknown = Client().get("/antwort/gibtesnichtgibtesnichtgibtesnicht/")
    for gone in (Client().get(address), opened.get(address), opened.post(address, {"act": "accept", "version": "2"})):
        assert (gone.status_code, gone.text) == (404, unknown.text)


def test_a_form_with_mistakes_shows_the_package_and_is_a_reading(sent: tuple[str, str], case: Case) -> None:
    address, code = sent
    stranger = Client()
    stranger.post(address, {"code": code})
    assert "Sprachkurs" in stranger.post(address, {"act": "decline", "remark": "", "version": "2"}).text
    with act_as(link_actor(), today=timezone.localdate()):
        assert AuditEntry.objects.get(act="file.read").file_id == case.id


def test_a_withdrawn_release_closes_the_link_with_the_next_request(
    sent: tuple[str, str], case: Case, manager: Actor
) -> None:
    address, code = sent
    opened = Client()
    opened.post(address, {"code": code})
    assert "Sprachkurs" in opened.get(address).text
    with act_as(manager, today=timezone.localdate()):
        case.person.consents.filter(kind="release").update(withdrawn_on=timezone.localdate())
    answer = {"act": "accept", "version": "2"}
    for gone in (opened.get(address), opened.post(address, answer), Client().post(address, {"code": code})):
        assert gone.status_code == 404
        assert "Sprachkurs" not in gone.text


def test_the_proof_of_one_link_opens_no_other(
    sent: tuple[str, str], case: Case, manager: Actor, referral: Referral
) -> None:
    address, code = sent
    stranger = Client()
    stranger.post(address, {"code": code})
    proof = stranger.cookies["antwort"].value
    send_link(signed_in(manager), case, referral, recipient_mail="zweite@traeger.invalid")
    with act_as(manager, today=timezone.localdate()):
        body = OutgoingMail.objects.get(recipient="zweite@traeger.invalid").body
    renewed = urlsplit(next(word for word in body.split() if "/antwort/" in word)).path
    other = Client()
    other.cookies["antwort"] = proof
    assert "Sprachkurs" not in other.get(renewed).text
    assert other.get(address).status_code == 404


def test_the_log_does_not_open_anything(sent: tuple[str, str], caplog: pytest.LogCaptureFixture) -> None:
    address, code = sent
    caplog.set_level(logging.DEBUG)
    other = "000000" if code != "000000" else "000001"
    assert Client().post(address, {"code": other}).status_code == 422
    Client().post(address, {"code": code})
    records = [*caplog.records, logging.makeLogRecord({"msg": "Not Found: %s", "args": (address,)})]
    lines = [OneLine().format(record) for record in records]
    assert "/antwort/…" in lines[-1]
    assert [line for line in lines if address in line or code in line or other in line] == []


def test_the_mail_says_nothing_of_whom_it_is_about(sent: tuple[str, str], manager: Actor, case: Case) -> None:
    with act_as(manager, today=timezone.localdate()):
        (mail,) = OutgoingMail.objects.all()
    for hidden in ("Zwickelmark", "Quastinchen", case.number, "Sprachkurs", sent[1]):
        assert hidden not in mail.subject + mail.body
    assert mail.is_confidential
    for role in (Role.LEAD, Role.ASSISTANT, Role.ADMIN):
        office = given.actor(role)
        with act_as(office, today=timezone.localdate()):
            assert not OutgoingMail.objects.exists()


def test_the_code_by_mail_goes_to_another_address(case: Case, manager: Actor, referral: Referral) -> None:
    browser = signed_in(manager)
    page = send_link(browser, case, referral, code_told="mail", code_mail="leitung@traeger.invalid")
    with act_as(manager, today=timezone.localdate()):
        first = OutgoingMail.objects.get(recipient="muster@traeger.invalid").body
        assert not OutgoingMail.objects.filter(recipient="leitung@traeger.invalid").exists()
    stranger, address = Client(), address_in_mail(manager)
    assert "Code anfordern" in stranger.get(address).text
    assert 'name="code"' not in stranger.get(address).text
    for _ in range(2):
        assert 'name="code"' in stranger.post(address, {"anfordern": "ja"}).text
    with act_as(link_actor(), today=timezone.localdate()):
        second = OutgoingMail.objects.get(recipient="leitung@traeger.invalid").body
    code = next(word for word in second.split() if word.isdigit() and len(word) == 6)
    assert "/antwort/" not in second
    assert code not in first
    assert code not in page
    assert stranger.post(address, {"code": code}).status_code == 303


def test_a_form_with_mistakes_keeps_what_was_typed(case: Case, manager: Actor, referral: Referral) -> None:
    address = reverse("casework:answer_link", args=[case.number, referral.id])
    answer = signed_in(manager).post(address, {**RECIPIENT, "code_told": "mail", "expires_on": "1.1.2031"})
    assert answer.status_code == 422
    assert "Beate Muster" in answer.text
    assert "Bitte eine zweite Adresse angeben" in answer.text
    assert "Ein Link gilt höchstens 90 Tage." in answer.text


def test_what_was_typed_for_longer_than_half_an_hour_is_not_lost(sent: tuple[str, str], referral: Referral) -> None:
    address, code = sent
    stranger = Client()
    typed = {"act": "decline", "remark": "Wir haben\nkeinen Platz.", "appointment_on": "", "version": "2"}
    asked = stranger.post(address, typed)
    assert asked.status_code == 200
    assert "steht nach dem Code wieder da" in asked.text
    for _ in range(2):
        wrong = stranger.post(address, {**typed, "code": "12"})
        assert wrong.status_code == 422
        assert "keinen Platz." in wrong.text
    again = stranger.post(address, {**typed, "code": code})
    assert "Gesendet ist noch nichts." in again.text
    assert "Wir haben\nkeinen Platz.</textarea>" in again.text
    assert 'value="decline" checked' in " ".join(again.text.split())
    with act_as(referral.author_id, today=timezone.localdate()):
        assert Referral.objects.get(id=referral.id).state == "sent"
    assert stranger.post(address, typed)["Location"] == "/antwort/danke/"


def test_a_code_told_anew_replaces_the_one_before(
    sent: tuple[str, str], case: Case, manager: Actor, referral: Referral
) -> None:
    address, code = sent
    telling = reverse("casework:answer_code", args=[case.number, referral.id])
    assert (
        "Code am Telefon sagen"
        in signed_in(manager).get(reverse("casework:referral", args=[case.number, referral.id])).text
    )
    told = signed_in(manager).post(telling).text
    renewed = next(_digits(part) for part in told.split("<dd") if _digits(part))
    assert Client().post(address, {"code": renewed}).status_code == 303
    if code != renewed:
        assert Client().post(address, {"code": code}).status_code == 422
    assert signed_in(given.helper(case, manager)).post(telling).status_code == 403
    assert signed_in(given.actor(Role.CASE_MANAGER)).post(telling).status_code == 404


def test_a_new_link_is_offered_to_whom_the_last_one_went(
    sent: tuple[str, str], case: Case, manager: Actor, referral: Referral
) -> None:
    page = signed_in(manager).get(reverse("casework:answer_link", args=[case.number, referral.id])).text
    for typed in ("recipient_name", "recipient_mail"):
        assert f'value="{RECIPIENT[typed]}"' in page


def test_only_the_case_manager_makes_a_link(case: Case, manager: Actor, referral: Referral) -> None:
    address = reverse("casework:answer_link", args=[case.number, referral.id])
    assert signed_in(given.helper(case, manager)).get(address).status_code == 403
    assert signed_in(given.actor(Role.CASE_MANAGER)).get(address).status_code == 404


def test_where_no_mail_leaves_the_link_is_shown_this_once(case: Case, manager: Actor, referral: Referral) -> None:
    browser = signed_in(manager)
    page = send_link(browser, case, referral)
    assert "Von hier aus gehen keine E-Mails hinaus" in page
    assert address_in_mail(manager) in page
    assert address_in_mail(manager) not in browser.get(f"/faelle/{case.number}/verweis/{referral.id}/").text


def test_where_mail_leaves_the_link_stands_in_the_mail_alone(
    case: Case, manager: Actor, referral: Referral, settings: Any
) -> None:
    settings.EMAIL_HOST = "mail.faden.invalid"
    page = send_link(signed_in(manager), case, referral)
    assert "Antwortlink gesendet" in page
    assert address_in_mail(manager) not in page
