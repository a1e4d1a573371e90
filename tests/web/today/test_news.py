"""News on Mein Tag: shown until they are marked as read, each by itself, and only to whom they are news."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from faden.domain.cases.enums import CircleScope
from faden.domain.cases.operations.circle import invite_helper
from faden.domain.consent.operations import withdraw_consent
from faden.domain.findings.models import GapReport
from faden.domain.findings.operations.gaps import answer_gap, take_into_review
from faden.domain.referrals.enums import ReferralAct
from faden.domain.referrals.models import Referral
from faden.domain.referrals.operations import answer_referral, draft_referral, send_referral
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.identity.models import Account
from faden.lib import german
from tests import given
from tests.signed_in import signed_in
from tests.web.findings.findings_given import gap
from tests.web.signed_in import somebody, today, words_of

pytestmark = pytest.mark.django_db
READ = "/heute/gelesen/"


def _answered(manager: Actor) -> Referral:
    """A referral of today that the organisation has accepted."""
    organisation = given.organisation()
    case = given.case(manager, on=today(), consented=True)
    given.release(case, organisation, manager, given_on=today())
    with act_as(manager, today=today()):
        told: dict[str, Any] = {"concern": "Beratung", "disclosed_name": "Ana", "life_domain": given.life_domain()}
        referral = draft_referral(case=case, organisation=organisation, actor=manager, today=today(), **told)
        send_referral(referral=referral, version=1, actor=manager, today=today())
    partner = given.actor(Role.PARTNER, organisation=organisation)
    with act_as(partner, today=today()):
        version = Referral.objects.get(id=referral.id).version
        return answer_referral(
            referral=referral, version=version, act=ReferralAct.ACCEPT, actor=partner, today=today(), remark="gern"
        )


def _marks(client: Client) -> list[str]:
    return re.findall(rf'action="{READ}".*?name="subject" value="([^"]+)"', client.get("/heute/").text, re.DOTALL)


def test_what_an_organisation_no_longer_sees_is_not_waited_for() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    referral = _answered(manager)
    assert "nicht mehr" not in words_of(client.get("/heute/")).split("Verweise unterwegs")[1]
    with act_as(manager, today=today()):
        (release,) = referral.case.person.consents.filter(kind="release")
        withdraw_consent(consent=release, on=today(), actor=manager, today=today())
    assert "Die Stelle sieht den Verweis nicht mehr" in words_of(client.get("/heute/")).split("Verweise unterwegs")[1]


def test_an_answer_stands_there_until_it_is_marked_as_read() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    _answered(manager)
    assert "Antworten auf Verweise" in words_of(client.get("/heute/"))
    (mark,) = _marks(client)
    answer = client.post(READ, {"subject": mark})
    assert answer.headers["Location"] == "/heute/"
    assert client.post(READ, {"subject": mark}).status_code == 303, "sent twice it is marked once"
    text = words_of(client.get("/heute/"))
    assert "Antworten auf Verweise" not in text
    assert "Verweise unterwegs" in text, "the referral itself goes on"
    assert _marks(client) == []


def test_news_on_a_report_come_again_when_there_are_others() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    coordinator = given.actor(Role.COORDINATOR)
    reported = gap(manager, on=today())
    with act_as(coordinator, today=today()):
        take_into_review(gap=reported, on=today(), actor=coordinator)
    (mark,) = _marks(client)
    client.post(READ, {"subject": mark})
    assert _marks(client) == []
    with act_as(coordinator, today=today()):
        version = GapReport.objects.get(id=reported.id).version
        answer_gap(gap=reported, version=version, answer="Das gibt es schon.", on=today(), actor=coordinator)
    assert len(_marks(client)) == 1


def test_what_cannot_be_understood_marks_nothing() -> None:
    _, client = somebody(Role.CASE_MANAGER)
    for wrong in ("", "x", "\x00"):
        assert client.post(READ, {"subject": wrong}).status_code == 303
    assert client.get(READ).status_code == 405
    assert signed_in(given.actor(Role.MEMBER)).post(READ, {"subject": "x"}).status_code == 303


@pytest.mark.parametrize("scope", [CircleScope.DOMAINS, CircleScope.WHOLE])
def test_a_partner_finds_the_file_that_somebody_shares(scope: CircleScope) -> None:
    manager, _ = somebody(Role.CASE_MANAGER)
    organisation = given.organisation()
    partner = given.actor(Role.PARTNER, organisation=organisation)
    client = signed_in(partner)
    assert "Mit Ihnen geteilt" not in words_of(client.get("/heute/"))
    case = given.case(manager, on=today(), consented=True)
    release = given.release(case, organisation, manager, given_on=today())
    domains = (given.life_domain(),) if scope == CircleScope.DOMAINS else ()
    with act_as(manager, today=today()):
        account = Account.objects.get(id=partner.id)
        told: dict[str, Any] = {"scope": scope, "life_domains": domains, "last_day": today() + timedelta(days=20)}
        invite_helper(
            case=case, account=account, reason="Schulden", since=today(), actor=manager, today=today(), **told
        )
    page = client.get("/heute/")
    assert "Mit Ihnen geteilt" in words_of(page)
    address = f"/faelle/{case.number}/" + ("teil/" if scope == CircleScope.DOMAINS else "")
    assert address in page.text
    assert german.day(today() + timedelta(days=20)) in page.text
    assert client.get(address).status_code == 200
    with act_as(manager, today=today()):
        withdraw_consent(consent=release, on=today(), actor=manager, today=today())
    assert "Mit Ihnen geteilt" not in words_of(client.get("/heute/"))
