"""Referring and answering, page by page, from both sides."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from faden.domain.cases.models import Case
from faden.domain.organisations.models import Organisation
from faden.domain.referrals.models import Referral
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from tests import given
from tests.signed_in import signed_in
from tests.statements import statements

pytestmark = pytest.mark.django_db
RECEIVED = "/verweise/"


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


@pytest.fixture
def organisation() -> Organisation:
    return given.organisation()


@pytest.fixture
def partner(organisation: Organisation) -> Actor:
    return given.actor(Role.PARTNER, organisation=organisation)


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager, on=date(2026, 3, 12), consented=True)


def refer(case: Case, browser: Client, organisation: Organisation, concern: str = "Bürgergeld klären") -> str:
    """Put a package together; returns the address of its preview."""
    typed = {
        "organisation": str(organisation.id),
        "life_domain": str(given.life_domain().id),
        "concern": concern,
        "disclosed_name": "Ana Đorđević",
        "disclosed_contact": "",
    }
    answer = browser.post(reverse("casework:refer", args=[case.number]), typed)
    assert answer.status_code == 303, answer.content.decode()
    return answer["Location"]


def test_from_the_case_to_the_answer_and_back(
    case: Case, manager: Actor, organisation: Organisation, partner: Actor
) -> None:
    ours, theirs = signed_in(manager), signed_in(partner)
    preview = refer(case, ours, organisation)
    assert "Es fehlt eine gültige Schweigepflichtentbindung" in ours.get(preview).content.decode()
    refused = ours.post(f"{preview}senden/", {"version": "1"})
    assert "Nicht gesendet. Es fehlt eine gültige" in ours.get(refused["Location"]).content.decode()
    assert "Entwurf verwerfen" in ours.get(preview).content.decode()
    given.release(case, organisation, manager)
    shown = ours.get(preview).content.decode()
    assert "Genau so senden" in shown
    assert "Stützt sich auf: Schweigepflichtentbindung vom" in shown
    assert ours.post(f"{preview}senden/", {"version": "1"}).status_code == 303
    inbox = theirs.get(RECEIVED).content.decode()
    assert "Bürgergeld klären" in inbox
    assert case.number not in inbox
    received = next(part for part in inbox.split('"') if part.startswith(RECEIVED) and len(part) > len(RECEIVED))
    page = theirs.get(received).content.decode()
    assert "Ana Đorđević" in page
    assert case.number not in page
    assert theirs.post(received, {"act": "decline", "version": "2"}).status_code == 422
    declined = theirs.post(received, {"act": "decline", "remark": "keine Plätze", "version": "2"})
    assert declined.status_code == 303
    story = ours.get(reverse("casework:case", args=[case.number])).content.decode()
    assert "Verweis an Jobcenter: abgelehnt" in story
    assert "keine Plätze" in story
    assert "Dieser Verweis ist beendet" in theirs.get(received).content.decode()


def test_what_has_changed_since_the_preview_is_shown_again(
    case: Case, manager: Actor, organisation: Organisation
) -> None:
    given.release(case, organisation, manager)
    browser = signed_in(manager)
    preview = refer(case, browser, organisation)
    change = {
        "organisation": str(organisation.id),
        "life_domain": str(given.life_domain().id),
        "concern": "anders",
        "version": "1",
    }
    assert browser.get(f"{preview}aendern/").status_code == 200
    assert browser.post(f"{preview}aendern/", change).status_code == 303
    answer = browser.post(f"{preview}senden/", {"version": "1"})
    assert "inzwischen geändert" in browser.get(answer["Location"]).content.decode()
    with act_as(manager, today=timezone.localdate()):
        assert Referral.objects.get().state == "draft"


def test_a_referral_is_taken_back_and_given_up(case: Case, manager: Actor, organisation: Organisation) -> None:
    given.release(case, organisation, manager)
    browser = signed_in(manager)
    preview = refer(case, browser, organisation)
    browser.post(f"{preview}senden/", {"version": "1"})
    browser.post(f"{preview}ablaufen/", {"version": "2"})
    assert "ohne Antwort abgelaufen" in browser.get(preview).content.decode()
    other = refer(case, browser, organisation, concern="anderes")
    browser.post(f"{other}zurueckziehen/", {"version": "1"})
    assert "zurückgezogen" in browser.get(other).content.decode()


def test_reading_a_package_is_written_into_the_trace_of_the_file(
    case: Case, manager: Actor, organisation: Organisation, partner: Actor
) -> None:
    given.release(case, organisation, manager)
    browser = signed_in(manager)
    preview = refer(case, browser, organisation)
    browser.post(f"{preview}senden/", {"version": "1"})
    received = f"{RECEIVED}{preview.rstrip('/').split('/')[-1]}/"
    theirs = signed_in(partner)
    assert theirs.get(received).status_code == 200
    assert theirs.post(received, {"act": "decline", "remark": "", "version": "2"}).status_code == 422
    with act_as(partner, today=timezone.localdate()):
        read = AuditEntry.objects.filter(act="file.read")
        assert [one.file_id for one in read] == [case.id, case.id], "with a mistake in the form it is shown too"


def test_another_organisation_finds_nothing(case: Case, manager: Actor, organisation: Organisation) -> None:
    given.release(case, organisation, manager)
    browser = signed_in(manager)
    preview = refer(case, browser, organisation)
    browser.post(f"{preview}senden/", {"version": "1"})
    received = f"{RECEIVED}{preview.rstrip('/').split('/')[-1]}/"
    elsewhere = signed_in(given.actor(Role.PARTNER, organisation=given.organisation("JMD")))
    assert elsewhere.get(received).status_code == 404
    assert "Kein offener Verweis" in elsewhere.get(RECEIVED).content.decode()
    # The case manager follows the referral in the case, not here.
    assert browser.get(RECEIVED).status_code == 403
    assert browser.get(received).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_inbox_costs_the_same_whatever_it_shows(
    case: Case, manager: Actor, organisation: Organisation, partner: Actor, rows: int
) -> None:
    given.release(case, organisation, manager)
    browser = signed_in(manager)
    for number in range(rows):
        preview = refer(case, browser, organisation, concern=f"Anliegen {number}")
        browser.post(f"{preview}senden/", {"version": "1"})
    theirs = signed_in(partner)
    with statements() as sent:
        theirs.get(RECEIVED)
    assert len(sent) == 5, "\n".join(sent)
