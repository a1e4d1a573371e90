"""The pages of a case conference: planned, invited to, minuted, handed out; and that nothing is lost."""

from datetime import date, timedelta
from io import BytesIO
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document
from pypdf import PdfReader

from faden.domain.cases.models import Case
from faden.domain.conferences.models import CaseConference, ConferenceParticipant
from faden.domain.conferences.operations.preparing import ask_organisation
from faden.domain.organisations.models import Organisation
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.lib.german import day
from tests import given
from tests.signed_in import signed_in
from tests.statements import statements

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
SOON = TODAY + timedelta(days=10)


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER, name="Bianca Beispiel")


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager, on=TODAY - timedelta(days=30), consented=True)


@pytest.fixture
def browser(manager: Actor) -> Client:
    return signed_in(manager)


def address(name: str, case: Case, *more: object) -> str:
    return reverse(f"casework:{name}", args=[case.number, *more])


def typed(on: date = SOON, **changes: object) -> dict[str, object]:
    plan = {"occasion": "Kurs abgebrochen", "question": "Wie weiter?", "day": day(on), "starts_at": "14:00"}
    return {**plan, "ends_at": "15:30", "place": "Kreishaus, Raum 3", **changes}


def planned(browser: Client, case: Case, manager: Actor, on: date = SOON) -> UUID:
    answer = browser.post(address("plan_conference", case), typed(on))
    assert answer.status_code == 303, answer.text
    with act_as(manager, today=TODAY):
        return CaseConference.objects.get(case=case).id


def participants(key: UUID, manager: Actor) -> dict[str, ConferenceParticipant]:
    with act_as(manager, today=TODAY):
        return {one.side: one for one in ConferenceParticipant.objects.filter(conference_id=key)}


def written(key: UUID, manager: Actor, **changes: object) -> dict[str, object]:
    """The minutes as somebody fills them in: everybody came, and the client has said something."""
    people = participants(key, manager)
    came = {f"presence_{one.id.hex}": "came" for one in people.values()}
    said = {f"view_{people['client'].id.hex}": "Der Bus fährt zu spät.\nMorgens ginge es."}
    with act_as(manager, today=TODAY):
        version = CaseConference.objects.get(id=key).version
    return {**came, **said, "shared_view": "Ein Kurs am Vormittag.", "version": version, **changes}


def held(browser: Client, case: Case, manager: Actor) -> UUID:
    key = planned(browser, case, manager, on=TODAY)
    assert browser.post(address("conference_minutes", case, key), written(key, manager)).status_code == 303
    return key


def test_from_planning_to_the_minutes_that_somebody_holds(browser: Client, case: Case, manager: Actor) -> None:
    key = held(browser, case, manager)
    client = participants(key, manager)["client"]
    agreed = {"text": "Kurs anfragen", "responsible": str(client.id), "due_on": day(SOON)}
    assert browser.post(address("agree_in_conference", case, key), agreed).status_code == 303
    handed = {"participant": str(client.id), "how": "in_person", "on": "heute"}
    assert browser.post(address("hand_out_minutes", case, key), handed).status_code == 303
    page = browser.get(address("conference", case, key)).text
    for word in ("Der Bus fährt zu spät.", "Ein Kurs am Vormittag.", "Kurs anfragen", "persönlich übergeben"):
        assert word in page
    assert "Niederschrift ändern" not in page
    file = browser.get(address("case", case)).text
    assert "Gemeinsame Sicht: Ein Kurs am Vormittag." in file
    assert "vereinbart in der Fallkonferenz" in file


def test_a_case_without_conferences_looks_as_before(browser: Client, case: Case) -> None:
    text = browser.get(address("case", case)).text
    assert "Kein Schritt ist offen." in text
    assert "Fallkonferenz planen" in text


def test_an_empty_form_says_what_is_missing_and_keeps_what_was_typed(browser: Client, case: Case) -> None:
    answer = browser.post(address("plan_conference", case), typed(day="", place="", question="Bleibt stehen"))
    assert answer.status_code == 422
    for words in ("Bitte ein Datum eingeben", "Bitte nennen Sie den Ort", "Bleibt stehen"):
        assert words in answer.text


def test_without_a_release_the_page_says_so_and_offers_the_form(browser: Client, case: Case, manager: Actor) -> None:
    organisation, key = given.organisation(), planned(browser, case, manager)
    asked = {"organisation": str(organisation.id), "disclosure": "personal", "contact_email": "a@faden.invalid"}
    answer = browser.post(address("ask_organisation", case, key), asked)
    assert answer.status_code == 422
    assert "Es fehlt eine gültige Schweigepflichtentbindung gegenüber „Jobcenter“" in answer.text
    assert f"{address('print_form', case)}?stelle={organisation.id}" in answer.text
    assert "a@faden.invalid" in answer.text
    browser.post(address("ask_organisation", case, key), {**asked, "disclosure": "none"})
    assert "ohne Angaben zur Person" in browser.get(address("conference", case, key)).text


def test_the_invitation_is_shown_as_it_goes_out(browser: Client, case: Case, manager: Actor) -> None:
    key = planned(browser, case, manager)
    assert "Niemand wartet auf eine Einladung" in browser.get(address("invite_to_conference", case, key)).text
    asked = {"organisation": str(given.organisation().id), "disclosure": "none", "contact_email": "a@faden.invalid"}
    browser.post(address("ask_organisation", case, key), asked)
    text = browser.get(address("invite_to_conference", case, key)).text
    assert "ohne Angaben zur Person" in text
    assert "1\xa0Einladung abschicken" in text
    with act_as(manager, today=TODAY):
        version = CaseConference.objects.get(id=key).version
    answer = browser.post(address("invite_to_conference", case, key), {"version": version}, follow=True)
    assert "1\xa0Einladung liegt im Postausgang." in answer.text
    again = browser.post(address("invite_to_conference", case, key), {"version": version})
    assert again.status_code == 422


def test_the_calendar_file_says_when_and_not_about_whom(browser: Client, case: Case, manager: Actor) -> None:
    key = planned(browser, case, manager)
    text = browser.get(address("conference_appointment", case, key)).content.decode()
    assert "SUMMARY:Fallkonferenz\r\n" in text
    assert not [word for word in ("Đorđević", case.number, "Kurs") if word in text]


def test_two_windows_with_the_same_minutes_show_both_texts(browser: Client, case: Case, manager: Actor) -> None:
    key = planned(browser, case, manager, on=TODAY)
    form = written(key, manager)
    browser.post(address("conference_minutes", case, key), form)
    answer = browser.post(address("conference_minutes", case, key), {**form, "shared_view": "Ganz anders gesehen."})
    assert answer.status_code == 409
    for words in ("Ein Kurs am Vormittag.", "Ganz anders gesehen."):
        assert words in answer.text


def test_long_minutes_are_kept_and_too_long_ones_are_not_lost(browser: Client, case: Case, manager: Actor) -> None:
    key = planned(browser, case, manager, on=TODAY)
    too_long = browser.post(address("conference_minutes", case, key), written(key, manager, shared_view="ä" * 10_001))
    assert too_long.status_code == 422
    assert "ä" * 10_001 in too_long.text
    fits = browser.post(address("conference_minutes", case, key), written(key, manager, shared_view="ä" * 10_000))
    assert fits.status_code == 303
    assert browser.get(address("conference_minutes_pdf", case, key)).status_code == 200


def test_the_papers_say_the_same_and_can_be_read_aloud(browser: Client, case: Case, manager: Actor) -> None:
    key = held(browser, case, manager)
    pdf = PdfReader(BytesIO(browser.get(address("conference_minutes_pdf", case, key)).content))
    text = " ".join("\n".join(page.extract_text() for page in pdf.pages).split())
    answer = browser.get(address("conference_minutes_docx", case, key))
    assert "Đorđević" not in answer.headers["Content-Disposition"]
    paper = Document(BytesIO(answer.content))
    words = "\n".join(line.text for line in paper.paragraphs)
    for said in ("Der Bus fährt zu spät.", "Ein Kurs am Vormittag.", "Ana Đorđević", "Keine Vereinbarungen."):
        assert said in text
        assert said in words
    headings = [line.text for line in paper.paragraphs if line.style and line.style.name.startswith("Heading")]
    assert headings[:2] == ["Niederschrift der Fallkonferenz", "Worum es ging"]


@pytest.mark.parametrize("name", ["conference_minutes_pdf", "conference_minutes_docx"])
def test_there_are_no_minutes_before_the_conference(browser: Client, case: Case, manager: Actor, name: str) -> None:
    assert browser.get(address(name, case, planned(browser, case, manager))).status_code == 404


PAGES = ("conference", "change_conference", "ask_organisation", "ask_people", "invite_to_conference")


@pytest.mark.parametrize("name", [*PAGES, "cancel_conference", "conference_appointment"])
def test_a_conference_of_another_case_is_not_there(browser: Client, case: Case, manager: Actor, name: str) -> None:
    key = planned(browser, case, manager)
    other = given.case(manager, family_name="Andere", consented=True)
    assert browser.get(address(name, other, key)).status_code == 404
    stranger = signed_in(given.actor(Role.CASE_MANAGER, Role.COORDINATOR))
    assert stranger.get(address(name, case, key)).status_code == 404
    assert browser.get(address(name, case, key)).status_code == 200


def test_a_helper_writes_but_does_not_invite(browser: Client, case: Case, manager: Actor) -> None:
    key = planned(browser, case, manager, on=TODAY)
    helper = signed_in(given.helper(case, manager, today=TODAY))
    assert helper.get(address("invite_to_conference", case, key)).status_code == 403
    assert helper.get(address("conference_minutes", case, key)).status_code == 200
    assert "Absagen" not in helper.get(address("conference", case, key)).text


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_costs_the_same_whoever_comes(browser: Client, case: Case, manager: Actor, many: int) -> None:
    key = planned(browser, case, manager)
    with act_as(manager, today=TODAY):
        conference = CaseConference.objects.get(id=key)
        for number in range(many):
            organisation: Organisation = given.organisation(f"Amt {number}")
            ask_organisation(
                conference=conference, organisation=organisation, disclosure="none",  # type: ignore[arg-type]
                contact_name="", contact_email="a@faden.invalid", actor=manager, today=TODAY,
            )  # fmt: skip
    browser.get(address("conference", case, key))
    with statements() as sent:
        browser.get(address("conference", case, key))
    assert len(sent) == 10, "\n".join(sent)
