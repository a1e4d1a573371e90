"""Bringing a case in, at its page: the preview, and everything somebody may type or send that is wrong."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from faden.domain.cases.models import Case, Transfer
from faden.domain.consent.enums import Purpose
from faden.domain.consultations.models import AdviceContribution, CaseAdvice
from faden.domain.consultations.operations import bring_in
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.processes.close_case import left_open
from tests import given
from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
QUESTION = "Wie kommt die Familie zu einem Kita-Platz?"


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager, family_name="Quittenbaum", consented=True)


@pytest.fixture
def browser(manager: Actor) -> Client:
    return signed_in(manager)


def address(name: str, case: Case, *more: object) -> str:
    return reverse(f"casework:{name}", args=[case.number, *more])


def typed(**changes: object) -> dict[str, object]:
    return {"question": QUESTION, "release": "", "until": f"{TODAY + timedelta(days=7):%d.%m.%Y}", **changes}


def brought(manager: Actor) -> list[CaseAdvice]:
    with act_as(manager, today=TODAY):
        return list(CaseAdvice.objects.select_related("transfer"))


def test_the_page_shows_what_will_be_read_and_by_whom(case: Case, manager: Actor, browser: Client) -> None:
    lead = given.actor(Role.LEAD, name="Lea Leitung")
    page = browser.get(address("bring_in", case)).text
    assert "So liest es die Koordination" in page
    assert lead.name in page
    assert "zu wenige vergleichbare Fälle" in page
    for _ in range(5):
        given.case(manager, consented=True)
    anonymous = browser.get(address("bring_in", case)).text.split("So liest es die Koordination")[1]
    assert "Konstellation" in anonymous
    assert "Quittenbaum" not in anonymous
    office = given.organisation("Kreis")
    given.release(case, office, manager, given_on=TODAY, purpose=Purpose.ADVICE)
    named = browser.get(address("bring_in", case)).text.split("Mit Namen, auf Schweigepflichtentbindung")[1]
    assert "Quittenbaum" in named


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"until": f"{TODAY - timedelta(days=1):%d.%m.%Y}"}, "zwischen heute und in drei Monaten"),
        ({"until": f"{TODAY + timedelta(days=93):%d.%m.%Y}"}, "zwischen heute und in drei Monaten"),
        ({"until": "31.02.2027"}, 'id="id_until'),
        ({"until": ""}, 'id="id_until'),
        ({"question": "  "}, 'id="id_question'),
        ({"question": "x" * 10_000}, "4000"),
        ({"question": "Frau Quittenbaum sucht einen Kita-Platz."}, "steht im Fall"),
        ({"release": "nonsense"}, 'id="id_release'),
    ],
    ids=["past", "too-long", "no-day", "no-end", "nothing", "too-much", "a-name", "no-release"],
)
def test_what_is_wrong_is_said_and_nothing_is_brought_in(
    case: Case, manager: Actor, browser: Client, changes: dict[str, object], says: str
) -> None:
    answer = browser.post(address("bring_in", case), typed(**changes))
    assert answer.status_code == 422
    assert says in answer.text
    assert str(changes.get("question", QUESTION)).strip()[:40] in answer.text, "nothing typed is lost"
    assert brought(manager) == []


def test_a_release_of_somebody_else_or_for_something_else_is_none(case: Case, manager: Actor, browser: Client) -> None:
    office, other = given.organisation("Kreis"), given.case(manager, consented=True)
    theirs = given.release(other, office, manager, given_on=TODAY, purpose=Purpose.ADVICE)
    support = given.release(case, office, manager, given_on=TODAY)
    for consent in (theirs, support):
        assert browser.post(address("bring_in", case), typed(release=str(consent.id))).status_code == 422
    assert brought(manager) == []
    with act_as(manager, today=TODAY):
        assert not Transfer.objects.exists()


def test_two_tabs_bring_in_once(case: Case, manager: Actor, browser: Client) -> None:
    for _ in range(2):
        assert browser.post(address("bring_in", case), typed()).status_code == 303
    [advice] = brought(manager)
    end = address("end_advice", case, advice.id)
    assert browser.post(end).status_code == 303
    again = browser.post(end)
    assert again.status_code == 403
    assert "schon beendet" in again.text


def test_another_case_s_advice_and_another_s_case_are_nobody_s(case: Case, manager: Actor, browser: Client) -> None:
    other = given.actor(Role.CASE_MANAGER)
    theirs, mine = given.case(other, consented=True), given.case(manager, consented=True)
    with act_as(other, today=TODAY):
        foreign = bring_in(case=theirs, question=QUESTION, until=TODAY, actor=other, today=TODAY)
    browser.post(address("bring_in", case), typed())
    [own] = brought(manager)
    assert browser.get(address("bring_in", theirs)).status_code == 404
    assert browser.post(address("bring_in", theirs), typed()).status_code == 404
    for advice, where in ((foreign, theirs), (foreign, case), (own, mine)):
        assert browser.post(address("end_advice", where, advice.id)).status_code == 404
    assert browser.get(reverse("findings:advise", args=[own.id])).status_code == 403, "who asks does not advise"
    coordinator = signed_in(given.actor(Role.COORDINATOR))
    for wrong in ({"text": " "}, {"text": "x" * 10_000}):
        assert coordinator.post(reverse("findings:advise", args=[own.id]), wrong).status_code == 422
    with act_as(manager, today=TODAY):
        assert not AdviceContribution.objects.exists()


def test_what_ends_with_the_case_is_said_before_and_why_it_ended_after(
    case: Case, manager: Actor, browser: Client
) -> None:
    words, again = "Eine laufende Fallberatung endet damit", "Eine Fallberatung, die mit dem Abschluss geendet hat"
    assert words not in browser.get(address("close", case)).text
    browser.post(address("bring_in", case), typed())
    assert words in browser.get(address("close", case)).text
    with act_as(manager, today=TODAY):
        left = left_open(case=case, today=TODAY)
        assert [one.question for one in left.advices] == [QUESTION]
        Case.objects.filter(id=case.id).update(closed_on=TODAY)
        assert left_open(case=case, today=TODAY).advices == ()
    assert again in browser.get(address("reopen", case)).text
    with act_as(manager, today=TODAY):
        Case.objects.filter(id=case.id).update(closed_on=None)
    for name in ("advices", "circle"):
        assert "beendet mit dem Abschluss des Falls" in browser.get(address(name, case)).text
    listed = browser.get(address("advices", case)).text
    assert "läuft" not in listed
    assert "Fall einbringen" in listed


def test_the_keeper_reads_the_same_words_whether_one_runs_or_not(case: Case, manager: Actor, browser: Client) -> None:
    keeper = signed_in(given.actor(Role.SHIELD_KEEPER))

    def read() -> str:
        return str(keeper.get(reverse("protection:restrict")).text.split("<main")[1].split("<form")[0])

    before = read()
    assert "Eine laufende Fallberatung endet damit." in before
    browser.post(address("bring_in", case), typed())
    assert read() == before
    assert "Fallberatung endet mit dem Sperrvermerk" in browser.get(address("shield", case)).text


def test_before_a_release_is_withdrawn_it_says_what_ends(case: Case, manager: Actor, browser: Client) -> None:
    office, words = given.organisation("Kreis"), "Fallberatung mit Namen, eingebracht am"
    advice, support = (
        given.release(case, office, manager, given_on=TODAY, purpose=purpose)
        for purpose in (Purpose.ADVICE, Purpose.SUPPORT)
    )

    def said() -> list[bool]:
        return [words in browser.get(address("withdraw_consent", case, one.id)).text for one in (advice, support)]

    assert said() == [False, False], "nothing runs on it"
    assert browser.post(address("bring_in", case), typed(release=str(advice.id))).status_code == 303
    assert said() == [True, False]
    gone = browser.post(address("withdraw_consent", case, advice.id), {"on": f"{TODAY:%d.%m.%Y}"})
    after = browser.get(gone["Location"]).text
    assert ("Was damit geendet hat" in after, words in after) == (True, True)
