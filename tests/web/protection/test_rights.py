"""Correction and objection on the pages: from the case to the answer, with their deadlines at data protection."""

import io
import re
from datetime import timedelta

import pypdf
import pytest
from django.utils import timezone

from faden.domain.cases.models import Case, ContactNote
from faden.domain.subject_requests.enums import Asker, RightsKind, RightsState, Subject, Way
from faden.domain.subject_requests.models import RightsRequest, SubjectAccess
from faden.domain.subject_requests.operations import rights as act
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from tests import given
from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = f"{TODAY:%d.%m.%Y}"
BASICS = {"received_on": DAY, "received_by": "in_person", "asker": "self"}
HOSTILE = "<script>alert(1)</script>\"'{{7*7}}\x00"


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER, name="Mira Wegener")


@pytest.fixture
def officer() -> Actor:
    return given.actor(Role.DATA_PROTECTION)


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager, on=TODAY, family_name="Geheimnis", consented=True)


def wrong(case: Case, manager: Actor, **changes: str) -> RightsRequest:
    """A correction taken up through the page."""
    told = {**BASICS, "person": str(case.person_id), "subject": "person", "says": "geboren 1987", "should_say": "1978"}
    answer = signed_in(manager).post(f"/faelle/{case.number}/rechte/berichtigung/", {**told, **changes})
    assert answer.status_code == 303, answer.text
    with act_as(manager, today=TODAY):
        return RightsRequest.objects.get(number=answer["Location"].rstrip("/").rsplit("/", 1)[1])


def fresh(request: RightsRequest, reader: Actor) -> RightsRequest:
    with act_as(reader, today=TODAY):
        request.refresh_from_db()
    return request


def test_from_the_case_to_the_answer(manager: Actor, officer: Actor, case: Case) -> None:
    browser, request = signed_in(manager), wrong(case, manager)
    here = f"/faelle/{case.number}/rechte/{request.number}/"
    assert "Als falsch gemeldet, wird geprüft" in browser.get(f"/faelle/{case.number}/person/").text
    today = browser.get("/heute/").text
    assert request.number in today
    assert "geboren 1987" in browser.get(here).text
    assert browser.post(f"{here}entsprechen/", {"version": "1", "because": ""}).status_code == 422
    assert browser.post(f"{here}antwort/", {"version": "1", "language": "de"}).status_code == 403
    assert browser.post(f"{here}entsprechen/", {"version": "1", "because": "Jetzt 1978."}).status_code == 303
    assert "Als falsch gemeldet" not in browser.get(f"/faelle/{case.number}/person/").text
    assert browser.post(f"{here}antwort/", {"version": "2", "language": "uk"}).status_code == 303
    page = browser.get(f"/faelle/{case.number}/dokumente/").text
    found = re.search(r'href="(/faelle/[^"]+/dokumente/[^"]+/)"[^>]*>\s*Antwort DB-', page)
    assert found is not None
    content = browser.get(found[1]).content
    words = " ".join("".join(one.extract_text() for one in pypdf.PdfReader(io.BytesIO(content)).pages).split())
    assert "Wir haben die Angabe berichtigt." in words
    assert "Ми виправили ці відомості." in words
    assert "Jetzt 1978." in words
    assert request.number not in browser.get("/heute/").text


def test_data_protection_sees_the_deadlines_and_decides_what_is_laid_before_it(
    manager: Actor, officer: Actor, case: Case
) -> None:
    request, browser = wrong(case, manager), signed_in(officer)
    here, there = f"/faelle/{case.number}/rechte/{request.number}/", f"/datenschutz/rechte/{request.number}/"
    due = f"{request.due_on:%d.%m.%Y}"
    for page in ("/datenschutz/ueberblick/", "/datenschutz/rechte/", "/heute/", there):
        text = browser.get(page).text
        assert request.number in text, page
        assert due in text, page
        assert "Geheimnis" not in text, page
    laid = signed_in(manager).post(f"{here}vorlegen/", {"version": "1", "proposal": "Der Pass sagt 1987."})
    assert laid.status_code == 303
    assert "Der Pass sagt 1987." in browser.get(there).text
    refused = browser.post(f"{there}entscheiden/", {"version": "2", "act": "dispute", "because": "Nicht zu klären."})
    assert refused.status_code == 303
    assert browser.post(f"{there}antwort/", {"version": "3", "language": "de"}).status_code == 303
    person = signed_in(manager).get(f"/faelle/{case.number}/person/").text
    assert "Bestritten" in person
    assert "1978" in person
    assert request.number not in browser.get("/datenschutz/ueberblick/").text
    assert fresh(request, officer).state == RightsState.DISPUTED


def test_a_note_that_is_said_to_be_wrong_says_so_where_it_is_read(manager: Actor, case: Case) -> None:
    browser = signed_in(manager)
    answer = browser.post(
        f"/faelle/{case.number}/kontakt/",
        {"on": DAY, "kind": "visit", "access_path": "appointment", "minutes": "20", "text": "Er will keinen Kurs.",
         "visibility": "circle", "language": "de"},
    )  # fmt: skip
    assert answer.status_code == 303, answer.text
    with act_as(manager, today=TODAY):
        note = ContactNote.objects.get(case=case)
    form = {**BASICS, "person": str(case.person_id), "subject": "note", "should_say": "Er sucht einen Abendkurs."}
    missing = browser.post(f"/faelle/{case.number}/rechte/berichtigung/", form)
    assert missing.status_code == 422
    assert "Bitte die Notiz wählen" in missing.text
    request = wrong(case, manager, subject="note", note=str(note.id), should_say="Er sucht einen Abendkurs.")
    here = f"/faelle/{case.number}/"
    for page in (here, f"{here}kontakt/{note.id}/"):
        text = browser.get(page).text
        assert "Als falsch gemeldet, wird geprüft" in text, page
        assert "Er sucht einen Abendkurs." in text, page
    assert f"eine Gesprächsnotiz vom {DAY}" in browser.get(f"{here}person/").text
    assert (
        browser.post(f"{here}rechte/{request.number}/entsprechen/", {"version": "1", "because": "x"}).status_code == 303
    )
    assert "Als falsch gemeldet" not in browser.get(here).text


def test_what_is_overdue_is_said_everywhere(manager: Actor, officer: Actor, case: Case) -> None:
    """An overdue deadline once had a tone that no status knows, and the page fell over."""
    ago = TODAY - timedelta(days=60)
    with act_as(manager, today=TODAY):
        act.take_up(
            case=case, person_id=case.person_id, kind=RightsKind.CORRECTION, subject=Subject.PERSON, should_say="1978",
            received_on=ago, received_by=Way.MAIL, asker=Asker.SELF, actor=manager, today=TODAY,
        )  # fmt: skip
        SubjectAccess(
            number="DA-ALT", person_id=case.person_id, received_on=ago, received_by=Way.MAIL, asker=Asker.SELF,
            recorded_by_id=manager.id, due_on=ago + timedelta(days=30),
        ).save(force_insert=True)  # fmt: skip
    browser = signed_in(officer)
    for page in ("/datenschutz/ueberblick/", "/datenschutz/rechte/", "/datenschutz/auskunft/", "/heute/"):
        answer = browser.get(page)
        assert answer.status_code == 200, page
        assert "überfällig" in answer.text.casefold(), page
