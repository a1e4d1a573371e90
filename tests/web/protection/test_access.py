"""From a question to an answer, as data protection does it; and handed in from the case."""

import json

import pytest
from django.test import Client
from django.utils import timezone

from faden.domain.cases.enums import ContactKind, Visibility
from faden.domain.cases.models import Case
from faden.domain.cases.operations.notes import write_note
from faden.domain.subject_requests.models import SubjectAccess
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from tests import given
from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db
LIST = "/datenschutz/auskunft/"


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER, name="Mira Wegener")


@pytest.fixture
def officer() -> Actor:
    return given.actor(Role.DATA_PROTECTION)


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager, family_name="Altmark", consented=True)


def _one(officer: Actor) -> SubjectAccess:
    with act_as(officer, today=given.TODAY):
        return SubjectAccess.objects.get()


def _review(client: Client, officer: Actor, where: str) -> None:
    page = client.get(f"{where}pruefen/").text
    for part in page.split('href="')[1:]:
        address = part.split('"', 1)[0]
        if address.startswith(f"{where}pruefen/") and address != f"{where}pruefen/":
            client.post(address, {"version": _one(officer).version})


def test_from_the_question_to_the_answer(case: Case, officer: Actor) -> None:
    client = signed_in(officer)
    told = {"received_on": "heute", "received_by": "letter", "asker": "self"}
    wrong = client.post(f"{LIST}neu/", {**told, "number": "26-999999"})
    assert wrong.status_code == 422
    assert "können Sie kein Ersuchen anlegen" in wrong.text
    assert client.post(f"{LIST}neu/", {**told, "number": case.number}).status_code == 303
    one = _one(officer)
    where = f"{LIST}{one.number}/"
    page = client.get(LIST).text
    assert one.number in page
    assert case.number in page
    assert "Altmark" not in page
    assert one.number in client.get("/heute/").text, "the deadline stands on Mein Tag"
    assert client.post(f"{where}zusammenstellen/", {"version": 1}).status_code == 403
    assert client.post(f"{where}identitaet/", {"version": 1, "identity": "known"}).status_code == 303
    assert client.post(f"{where}zusammenstellen/", {"version": 2}).status_code == 303
    assert client.get(f"{where}auskunft.pdf").status_code == 403
    _review(client, officer, where)
    assert client.post(f"{where}pruefung-abschliessen/", {"version": _one(officer).version}).status_code == 303
    paper = client.get(f"{where}auskunft.pdf")
    assert paper.content.startswith(b"%PDF")
    assert paper.headers["Content-Disposition"].startswith("attachment")
    data = json.loads(client.get(f"{where}auskunft.json").content)
    assert data["format"] == "faden-auskunft/1"
    assert data["name"] == "Ana Altmark"
    fields = [field for part in data["sections"] for row in part["rows"] for field in row]
    assert [one for one in fields if not one["value"].isprintable() and "\n" not in one["value"]] == []
    assert {one["label"] for one in fields} >= {"Fall", "Sortierform, aus dem Namen berechnet"}
    version = _one(officer).version
    assert client.post(f"{where}erteilen/", {"version": version, "delivered_by": "in_person"}).status_code == 303
    assert "erteilt" in client.get(where).text


def test_the_review_goes_from_one_section_to_the_next(case: Case, manager: Actor, officer: Actor) -> None:
    with act_as(manager, today=given.TODAY):
        write_note(
            case=case, on=given.TODAY, kind=ContactKind.VISIT, minutes=25, text="Wir suchen einen Kurs.",
            visibility=Visibility.CIRCLE, actor=manager, today=given.TODAY, now=timezone.now(),
        )  # fmt: skip
    client = signed_in(officer)
    told = {"received_on": "heute", "received_by": "letter", "asker": "self", "number": case.number}
    client.post(f"{LIST}neu/", told)
    where = f"{LIST}{_one(officer).number}/"
    client.post(f"{where}identitaet/", {"version": 1, "identity": "known"})
    client.post(f"{where}zusammenstellen/", {"version": 2})
    page = client.get(f"{where}pruefen/").text
    assert "Ersten Abschnitt prüfen" in page
    here, seen = page.split("Ersten Abschnitt prüfen")[0].rsplit('href="', 1)[1].split('"')[0], []
    while here != f"{where}pruefen/":
        seen.append(here)
        here = client.post(here, {"version": _one(officer).version})["Location"]
    assert [one.rsplit("/", 2)[1] for one in seen] == ["cases.CircleMember", "cases.ContactNote"]
    assert "Prüfung abschließen" in client.get(here).text


def test_a_change_from_an_old_page_is_a_conflict(case: Case, officer: Actor) -> None:
    client = signed_in(officer)
    client.post(
        f"{LIST}neu/", {"received_on": "heute", "received_by": "letter", "asker": "self", "number": case.number}
    )
    where = f"{LIST}{_one(officer).number}/"
    client.post(f"{where}identitaet/", {"version": 1, "identity": "known"})
    assert client.post(f"{where}identitaet/", {"version": 1, "identity": "document"}).status_code == 409
    assert client.post(f"{where}verlaengern/", {"version": 2, "because": ""}).status_code == 422
    assert client.post(f"{where}ablehnen/", {"version": 2, "ground": "others", "because": "x"}).status_code == 303


def test_the_counsellor_hands_it_in(case: Case, manager: Actor, officer: Actor) -> None:
    client = signed_in(manager)
    where = f"/faelle/{case.number}/auskunft/"
    assert "Um wessen Daten geht es?" in client.get(where).text
    told = {"person": str(case.person_id), "received_on": "heute", "received_by": "in_person", "asker": "self"}
    assert client.post(where, {**told, "identity": "known"}).status_code == 303
    number = _one(officer).number
    assert number in client.get(where).text
    assert client.post(where, told).status_code == 422
    assert client.get(LIST).status_code == 403
    assert number in signed_in(officer).get(LIST).text
