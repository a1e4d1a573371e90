"""Asking a residence authority and answering, page by page, from both sides."""

import io
import re

import pypdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from faden.domain.cases.models import Case
from faden.domain.organisations.enums import OrganisationKind
from faden.domain.organisations.models import Organisation
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from tests import given
from tests.signed_in import signed_in
from tests.statements import statements

pytestmark = pytest.mark.django_db
RECEIVED = "/anfragen/"
ANSWER = {"outcome": "documents", "answer": "Der Pass fehlt.", "documents": "Pass"}


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


@pytest.fixture
def office() -> Organisation:
    found = given.organisation("Ausländerbehörde", receives_referrals=False)
    Organisation.objects.filter(id=found.id).update(kind=OrganisationKind.RESIDENCE_AUTHORITY)
    found.refresh_from_db()
    return found


@pytest.fixture
def officer(office: Organisation) -> Actor:
    return given.actor(Role.RESIDENCE_OFFICER, organisation=office)


@pytest.fixture
def case(manager: Actor) -> Case:
    today = timezone.localdate()
    return given.case(manager, family_name="Zwickelmark", given_names="Quastinchen", on=today, consented=True)


def typed(office: Organisation, **changes: str) -> dict[str, str]:
    return {
        "office": str(office.id),
        "kind": "title",
        "question": "Welche Unterlagen fehlen?",
        "due_on": "morgen",
        "expires_on": "morgen",
        "show_name": "on",
        "value_name": "Q. Zwickelmark",
        "value_language": "wird nicht genannt",
        **changes,
    }


def compose(case: Case, browser: Client, office: Organisation, **changes: str) -> str:
    """Put a package together; returns the address of its preview."""
    answer = browser.post(reverse("casework:compose_request", args=[case.number]), typed(office, **changes))
    assert answer.status_code == 303, answer.content.decode()
    return str(answer["Location"])


def send(case: Case, manager: Actor, office: Organisation) -> tuple[str, str]:
    """Send a package; its addresses on both sides."""
    given.release(case, office, manager, given_on=timezone.localdate())
    browser = signed_in(manager)
    preview = compose(case, browser, office)
    assert browser.post(f"{preview}senden/", {"version": "1"}).status_code == 303
    return preview, f"{RECEIVED}{preview.rstrip('/').split('/')[-1]}/"


def test_from_the_case_to_the_authority_and_back(
    case: Case, manager: Actor, office: Organisation, officer: Actor
) -> None:
    ours, theirs = signed_in(manager), signed_in(officer)
    preview = compose(case, ours, office)
    page = ours.get(preview).text
    assert "Es fehlt eine gültige Schweigepflichtentbindung" in page
    assert "Genau so senden" not in page
    assert ours.post(f"{preview}senden/", {"version": "1"}).status_code == 422
    given.release(case, office, manager, given_on=timezone.localdate())
    assert "Genau so senden" in ours.get(preview).text
    assert ours.post(f"{preview}senden/", {"version": "1"}).status_code == 303
    assert "Anfrage zurückziehen" in ours.get(preview).text
    inbox = theirs.get(RECEIVED).text
    received = re.findall(r'href="(/anfragen/[\w-]{36}/)"', inbox)[0]
    package = theirs.get(received).text
    assert "Q. Zwickelmark" in package
    for hidden in (case.number, "Quastinchen", "wird nicht genannt"):
        assert hidden not in inbox + package
    assert "Anfrage zurückziehen" not in ours.get(preview).text
    asked = theirs.post(f"{received}rueckfrage/", {"remark": "Seit wann?", "version": "3"})
    assert asked.status_code == 303
    assert "Seit wann?" in ours.get(preview).text
    assert ours.post(f"{preview}rueckfrage/", {"remark": " ", "version": "4"}).status_code == 422
    assert ours.post(f"{preview}rueckfrage/", {"remark": "Seit 2019.", "version": "4"}).status_code == 303
    assert "Seit 2019." in theirs.get(received).text
    unclear = theirs.post(received, {**ANSWER, "documents": "", "version": "5"})
    assert unclear.status_code == 422
    assert "Der Pass fehlt." in unclear.text
    assert theirs.post(received, {**ANSWER, "version": "5"}).status_code == 303
    assert "Ihre Antwort" in theirs.get(received).text
    story = ours.get(reverse("casework:case", args=[case.number])).text
    assert "Anfrage an Ausländerbehörde: beantwortet" in story
    assert "Antworten von Behörden" in ours.get("/heute/").text
    assert ours.post(f"{preview}abschliessen/", {"version": "6"}).status_code == 303
    assert "abgeschlossen" in ours.get(reverse("casework:residence_requests", args=[case.number])).text


def test_a_form_with_mistakes_keeps_what_was_typed(case: Case, manager: Actor, office: Organisation) -> None:
    address = reverse("casework:compose_request", args=[case.number])
    browser = signed_in(manager)
    empty = browser.get(address).text
    assert "Quastinchen Zwickelmark" in empty
    assert " checked" not in empty.split("Was die Behörde erfährt")[1]
    answer = browser.post(address, typed(office, value_name="", due_on="1.1.2020", question="X" * 4001))
    assert answer.status_code == 422
    again = browser.post(address, typed(office, value_name="", due_on="1.1.2020"))
    assert again.status_code == 422
    assert "Bitte eintragen, was die Behörde lesen soll." in again.text
    assert "Der Tag ist vorbei." in again.text
    assert "wird nicht genannt" in again.text


def test_what_has_changed_since_the_preview_is_shown_again(case: Case, manager: Actor, office: Organisation) -> None:
    given.release(case, office, manager, given_on=timezone.localdate())
    browser = signed_in(manager)
    preview = compose(case, browser, office)
    assert "Q. Zwickelmark" in browser.get(f"{preview}aendern/").text
    change = {**typed(office, value_name="anders"), "version": "1"}
    assert browser.post(f"{preview}aendern/", change).status_code == 303
    answer = browser.post(f"{preview}senden/", {"version": "1"})
    assert "inzwischen geändert" in browser.get(answer["Location"]).text


def test_a_withdrawn_release_closes_the_page_with_the_next_request(
    case: Case, manager: Actor, office: Organisation, officer: Actor
) -> None:
    preview, received = send(case, manager, office)
    theirs = signed_in(officer)
    assert theirs.get(received).status_code == 200
    with act_as(manager, today=timezone.localdate()):
        case.person.consents.filter(kind="release").update(withdrawn_on=timezone.localdate())
    assert theirs.get(received).status_code == 404
    assert theirs.post(received, {**ANSWER, "version": "3"}).status_code == 404
    assert "Keine offene Anfrage" in theirs.get(RECEIVED).text
    assert "Die Behörde sieht die Anfrage seitdem nicht mehr." in signed_in(manager).get(preview).text


def test_after_a_withdrawal_nothing_more_is_said_and_a_new_release_revives_nothing(
    case: Case, manager: Actor, office: Organisation, officer: Actor
) -> None:
    today = timezone.localdate()
    preview, received = send(case, manager, office)
    ours, theirs = signed_in(manager), signed_in(officer)
    assert f"Schweigepflichtentbindung vom {today:%d.%m.%Y}" in ours.get(preview).text
    theirs.get(received)
    theirs.post(f"{received}rueckfrage/", {"remark": "Seit wann?", "version": "3"})
    assert "Rückfrage beantworten" in ours.get(preview).text
    with act_as(manager, today=today):
        release = case.person.consents.get(kind="release")
    withdrawing = reverse("casework:withdraw_consent", args=[case.number, release.id])
    gone = ours.post(withdrawing, {"on": f"{today:%d.%m.%Y}"})
    left = ours.get(gone["Location"]).text
    assert ("Offene Anfragen" in left, preview in left) == (True, True)
    given.release(case, office, manager, given_on=today, valid_until=today)
    page = ours.get(preview).text
    assert "Die Behörde sieht die Anfrage seitdem nicht mehr." in page
    assert ("Seit wann?" in page, "Rückfrage beantworten" in page) == (True, False)
    assert "sieht sie nicht mehr" in ours.get(reverse("casework:residence_requests", args=[case.number])).text
    refused = ours.post(f"{preview}rueckfrage/", {"remark": "Seit 2019.", "version": "4"})
    assert (refused.status_code, "käme nicht an" in refused.text) == (403, True)
    assert theirs.get(received).status_code == 404
    assert ours.post(f"{preview}ablaufen/", {"version": "4"}).status_code == 303
    assert "Offene Anfragen" not in ours.get(gone["Location"]).text


def test_what_is_taken_back_unread_is_called_so(case: Case, manager: Actor, office: Organisation) -> None:
    preview, _ = send(case, manager, office)
    browser = signed_in(manager)
    assert "Das hat die Behörde erhalten" in browser.get(preview).text
    assert browser.post(f"{preview}zurueckziehen/", {"version": "2"}).status_code == 303
    assert "ungelesen zurückgezogen" in browser.get(reverse("casework:transfers", args=[case.number])).text
    paper = browser.get(reverse("casework:transfers_paper", args=[case.number, "de"])).content
    pages = pypdf.PdfReader(io.BytesIO(paper)).pages
    assert "ungelesen zurückgezogen" in " ".join(" ".join(one.extract_text() for one in pages).split())
    page = browser.get(preview).text
    assert ("Das hat die Behörde nicht gelesen" in page, "sichtbar bis" in page) == (True, False)


def test_who_may_be_asked_is_said_before_it_is_composed(case: Case, manager: Actor, office: Organisation) -> None:
    address, browser = reverse("casework:compose_request", args=[case.number]), signed_in(manager)
    assert "Schweigepflichtentbindung fehlt noch" in browser.get(address).text
    given.release(case, office, manager, given_on=timezone.localdate())
    page = browser.get(address).text
    assert ("Schweigepflichtentbindung liegt vor" in page, "fehlt noch" in page) == (True, False)


def test_what_is_waited_for_stands_on_the_day(case: Case, manager: Actor, office: Organisation) -> None:
    preview, _ = send(case, manager, office)
    browser = signed_in(manager)
    told = browser.get("/heute/").text.split("Anfragen unterwegs")[1]
    assert preview in told
    with act_as(manager, today=timezone.localdate()):
        case.person.consents.filter(kind="release").update(withdrawn_on=timezone.localdate())
    assert "Die Behörde sieht die Anfrage nicht mehr" in browser.get("/heute/").text.split("Anfragen unterwegs")[1]


def test_it_is_visible_no_longer_than_its_release(case: Case, manager: Actor, office: Organisation) -> None:
    today = timezone.localdate()
    given.release(case, office, manager, given_on=today, valid_until=today)
    browser = signed_in(manager)
    preview = compose(case, browser, office)
    assert browser.post(f"{preview}senden/", {"version": "1"}).status_code == 303
    page = browser.get(preview).text
    assert f"sichtbar bis {today:%d.%m.%Y}" in page
    assert f"gültig bis {today:%d.%m.%Y}" in page


def test_reading_is_written_into_the_trace_of_the_file(
    case: Case, manager: Actor, office: Organisation, officer: Actor
) -> None:
    _, received = send(case, manager, office)
    signed_in(officer).get(received)
    with act_as(officer, today=timezone.localdate()):
        assert AuditEntry.objects.get(act="file.read").file_id == case.id


@pytest.mark.parametrize("last", ["", "rueckfrage/"])
def test_a_form_with_mistakes_that_shows_the_package_has_read_it(
    case: Case, manager: Actor, office: Organisation, officer: Actor, last: str
) -> None:
    preview, received = send(case, manager, office)
    answer = signed_in(officer).post(f"{received}{last}", {"answer": "", "remark": "", "version": "2"})
    assert (answer.status_code, "Q. Zwickelmark" in answer.text) == (422, True)
    with act_as(officer, today=timezone.localdate()):
        assert AuditEntry.objects.get(act="file.read").file_id == case.id
    ours = signed_in(manager)
    assert "Anfrage zurückziehen" not in ours.get(preview).text
    assert ours.post(f"{preview}zurueckziehen/", {"version": "3"}).status_code == 403


def test_another_authority_and_casework_find_nothing(case: Case, manager: Actor, office: Organisation) -> None:
    _, received = send(case, manager, office)
    elsewhere = signed_in(given.actor(Role.RESIDENCE_OFFICER, organisation=given.organisation("Andere Behörde")))
    assert elsewhere.get(received).status_code == 404
    assert signed_in(manager).get(RECEIVED).status_code == 403
    assert signed_in(manager).get(received).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_inbox_costs_the_same_whatever_it_shows(
    case: Case, manager: Actor, office: Organisation, officer: Actor, rows: int
) -> None:
    given.release(case, office, manager, given_on=timezone.localdate())
    browser = signed_in(manager)
    for _ in range(rows):
        browser.post(f"{compose(case, browser, office)}senden/", {"version": "1"})
    theirs = signed_in(officer)
    with statements() as sent:
        theirs.get(RECEIVED)
    assert len(sent) == 7, "\n".join(sent)
