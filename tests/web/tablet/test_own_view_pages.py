"""One question at a time, in the client's language, stored as it is answered."""

import re

import pytest
from django.test import Client

from faden.domain.cases.models import Case, OwnAnswer, OwnView
from faden.domain.catalogues.models import LifeDomain
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.identity.queries import system_actor
from tests import given
from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> Actor:
    with act_as(system_actor(), today=given.TODAY):
        for position, key in enumerate(("sprache", "wohnen")):
            LifeDomain.objects.create(key=key, name=key.capitalize(), source="Test", position=position)
        LifeDomain.objects.create(key="eigenes-feld", name="Nur hier", source="Test", position=9)
    return given.actor(Role.CASE_MANAGER)


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager, consented=True)


def handed_over(manager: Actor, case: Case, language: str) -> Client:
    client = signed_in(manager)
    client.post(f"/faelle/{case.number}/eigene-sicht/", {"language": language, "filled_by": "interpreted"})
    return client


@pytest.mark.parametrize(
    ("language", "direction", "question"),
    [
        ("ar", "rtl", "كيف تسير أمورك مع اللغة الألمانية؟"),
        ("fa", "rtl", "با زبان آلمانی چگونه کنار می‌آیید؟"),
        ("uk", "ltr", "Як Ви справляєтеся з німецькою мовою?"),
        ("de", "ltr", "Wie kommen Sie mit der deutschen Sprache zurecht?"),
    ],
)
def test_a_question_stands_in_its_language_and_direction(
    manager: Actor, case: Case, language: str, direction: str, question: str
) -> None:
    page = handed_over(manager, case, language).get("/tablet/frage/1/").text
    assert f'<html lang="{language}" dir="{direction}">' in page
    assert f'<h1 id="frage">{question}</h1>' in page
    assert ("Übersetzung noch nicht geprüft" in page) is (language != "de")


def test_a_life_domain_without_a_question_is_not_asked(manager: Actor, case: Case) -> None:
    client = handed_over(manager, case, "de")
    assert "Frage 1 von 3" in client.get("/tablet/frage/1/").text
    assert client.get("/tablet/frage/4/").status_code == 404
    assert client.get("/tablet/frage/0/").status_code == 404


def test_answering_going_back_leaving_out_and_the_end(manager: Actor, case: Case) -> None:
    client = handed_over(manager, case, "de")
    answered = client.post("/tablet/frage/1/", {"answer": "3"})
    assert answered["Location"] == "/tablet/frage/2/"
    with act_as(manager, today=given.TODAY):
        assert OwnAnswer.objects.get().step == 3, "stored before the next question is shown"
    again = client.get("/tablet/frage/1/").text
    assert re.search(r'tablet__answer--chosen"[^>]*value="3" aria-current="true"', again)
    client.post("/tablet/frage/1/", {"answer": "2"})
    client.post("/tablet/frage/2/", {"answer": "skip"})
    assert client.post("/tablet/frage/3/", {"words": "Eine Wohnung"})["Location"] == "/tablet/danke/"
    thanks = client.get("/tablet/danke/").text
    assert "Bitte geben Sie das Gerät jetzt zurück." in thanks
    assert "Eine Wohnung" not in thanks
    with act_as(manager, today=given.TODAY):
        assert list(OwnAnswer.objects.order_by("life_domain__position").values_list("step", flat=True)) == [2, None]
        assert OwnView.objects.get().wish == "Eine Wohnung"


def test_after_the_end_no_answer_is_shown_again(manager: Actor, case: Case) -> None:
    client = handed_over(manager, case, "de")
    client.post("/tablet/frage/3/", {"words": ""})
    for path in ("/tablet/", "/tablet/frage/1/", "/tablet/frage/3/"):
        assert client.get(path)["Location"] == "/tablet/danke/"
    assert client.post("/tablet/frage/1/", {"answer": "1"})["Location"] == "/tablet/danke/"


@pytest.mark.parametrize("answer", ["", "9", "-1", "x", "True"])
def test_no_answer_is_told_in_the_clients_language(manager: Actor, case: Case, answer: str) -> None:
    client = handed_over(manager, case, "uk")
    page = client.post("/tablet/frage/1/", {"answer": answer})
    assert page.status_code == 422
    assert "Будь ласка, виберіть відповідь або пропустіть запитання." in page.text


def test_ten_thousand_characters_are_cut_and_not_lost(manager: Actor, case: Case) -> None:
    client = handed_over(manager, case, "de")
    assert client.post("/tablet/frage/3/", {"words": "ö" * 10_000}).status_code == 303
    with act_as(manager, today=given.TODAY):
        assert OwnView.objects.get().wish == "ö" * 2000


def test_the_case_shows_what_was_said_by_whom_and_takes_it_into_the_assessment(manager: Actor, case: Case) -> None:
    client = handed_over(manager, case, "ar")
    client.post("/tablet/frage/1/", {"answer": "4"})
    client.post("/tablet/frage/3/", {"words": "بيت"})
    desk = signed_in(manager)
    page = desk.get(f"/faelle/{case.number}/einschaetzung/").text
    assert "auf Arabisch, mit Dolmetschen" in page
    assert '<span lang="ar" dir="auto">بيت</span>' in page
    form = desk.get(f"/faelle/{case.number}/einschaetzung/neu/").text
    assert "Eigene Sicht: <b>4 · dringender Bedarf</b>" in form
    hidden = re.search(r'name="own_view" value="([0-9a-f-]+)"', form)
    assert hidden is not None
    with act_as(manager, today=given.TODAY):
        key = LifeDomain.objects.get(key="sprache").id
    typed = {"on": "20.11.2026", f"need_{key}": "1", "own_view": hidden[1]}
    stale = desk.post(f"/faelle/{case.number}/einschaetzung/neu/", typed | {"own_view": ""})
    assert stale.status_code == 422
    assert "Die eigene Sicht ist inzwischen eine andere." in stale.text
    assert desk.post(f"/faelle/{case.number}/einschaetzung/neu/", typed).status_code == 303
    assert "eigene Sicht 4" in desk.get(f"/faelle/{case.number}/einschaetzung/").text


def test_what_was_broken_off_goes_on_where_it_stopped(manager: Actor, case: Case) -> None:
    client = handed_over(manager, case, "de")
    client.post("/tablet/frage/1/", {"answer": "4"})
    desk = signed_in(manager)
    page = desk.get(f"/faelle/{case.number}/einschaetzung/").text
    assert "nicht beendet" in page
    address = re.search(r'action="([^"]+/fortsetzen/)"', page)
    assert address is not None
    assert desk.post(address[1])["Location"] == "/tablet/"
    assert 'value="4" aria-current="true"' in desk.get("/tablet/frage/1/").text


def test_only_the_circle_begins(manager: Actor, case: Case) -> None:
    stranger = signed_in(given.actor(Role.CASE_MANAGER))
    assert stranger.get(f"/faelle/{case.number}/eigene-sicht/").status_code == 404
    answer = stranger.post(f"/faelle/{case.number}/eigene-sicht/", {"language": "ar", "filled_by": "self"})
    assert answer.status_code == 404
    assert stranger.get("/heute/").status_code == 200


def test_without_consent_the_device_stays(manager: Actor) -> None:
    unsigned = given.case(manager, family_name="Ohne")
    client = signed_in(manager)
    answer = client.post(f"/faelle/{unsigned.number}/eigene-sicht/", {"language": "ar", "filled_by": "self"})
    assert answer.status_code == 403
    assert client.get("/heute/").status_code == 200


def test_the_language_of_the_person_is_offered_first_and_unreviewed_ones_are_marked(manager: Actor, case: Case) -> None:
    with act_as(manager, today=given.TODAY):
        case.person.language = "uk"
        case.person.save()
    page = signed_in(manager).get(f"/faelle/{case.number}/eigene-sicht/").text
    assert re.search(r'value="uk" selected>Ukrainisch · Українська \(Übersetzung noch nicht geprüft\)', page)
    assert re.search(r'value="de">Deutsch<', page)
