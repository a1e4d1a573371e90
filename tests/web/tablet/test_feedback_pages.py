"""The client's feedback before the case is closed."""

import io
from datetime import timedelta
from typing import Any

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from faden.domain.cases.enums import Asked, Opinion
from faden.domain.cases.models import Case, Feedback, Stay
from faden.domain.cases.operations.feedback import (
    answer_feedback,
    ask_for_feedback,
    enter_paper_feedback,
    finish_feedback,
)
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid, Refused
from faden.kernel.access.roles import Role
from faden.lib import german
from tests import files_made, given
from tests.domain.cases.acts import NOW, close
from tests.signed_in import signed_in
from tests.web.signed_in import somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager, consented=True)


@pytest.fixture
def tablet(manager: Actor, case: Case) -> Client:
    client = signed_in(manager)
    assert client.post(f"/faelle/{case.number}/rueckmeldung/", {"language": "fa"})["Location"] == "/tablet/"
    return client


def test_the_questions_are_answered_and_stored_one_by_one(tablet: Client, manager: Actor, case: Case) -> None:
    page = tablet.get("/tablet/frage/1/").text
    assert '<html lang="fa" dir="rtl">' in page
    assert "آیا مشاوره به شما کمک کرد؟" in page
    tablet.post("/tablet/frage/1/", {"answer": "4"})
    with act_as(manager, today=given.TODAY):
        assert Feedback.objects.get().helped == Opinion.YES
    tablet.post("/tablet/frage/2/", {"answer": "1"})
    tablet.post("/tablet/frage/3/", {"answer": "skip"})
    assert tablet.post("/tablet/frage/3/", {"answer": "0"}).status_code == 422
    assert tablet.post("/tablet/frage/5/", {"words": "سپاس"})["Location"] == "/tablet/danke/"
    desk = signed_in(manager)
    shown = desk.get(f"/faelle/{case.number}/rueckmeldung/").text
    assert "auf Persisch" in shown
    assert '<span lang="fa" dir="auto">سپاس</span>' in shown
    assert "hat geholfen: ja, war verständlich: nein" in desk.get(f"/faelle/{case.number}/").text


def test_the_closing_page_leads_to_it(manager: Actor, case: Case) -> None:
    assert (
        f'href="/faelle/{case.number}/rueckmeldung/"'
        in signed_in(manager).get(f"/faelle/{case.number}/abschluss/").text
    )


def test_it_belongs_to_the_stay_and_is_given_once(manager: Actor, case: Case) -> None:
    with act_as(manager, today=given.TODAY):
        first = ask_for_feedback(case=case, language="ar", actor=manager, today=given.TODAY)
        again = ask_for_feedback(case=case, language="uk", actor=manager, today=given.TODAY)
        assert (again.id, again.language) == (first.id, "uk")
        assert first.stay_id == Stay.objects.get().id
        finish_feedback(feedback=first, words="x" * 9000, actor=manager, today=given.TODAY, now=NOW)
        twice = finish_feedback(feedback=first, words="y", actor=manager, today=given.TODAY, now=NOW)
        assert twice.words == "x" * 2000
        with pytest.raises(Refused, match="schon gegeben"):
            ask_for_feedback(case=case, language="uk", actor=manager, today=given.TODAY)
        with pytest.raises(Refused):
            answer_feedback(feedback=first, question=Asked.HELPED, opinion=1, actor=manager, today=given.TODAY)


def test_only_what_can_be_answered_in_an_open_case(manager: Actor, case: Case) -> None:
    with act_as(manager, today=given.TODAY):
        asked = ask_for_feedback(case=case, language="ar", actor=manager, today=given.TODAY)
        with pytest.raises(Invalid):
            answer_feedback(feedback=asked, question=Asked.HELPED, opinion=5, actor=manager, today=given.TODAY)
        with pytest.raises(Invalid):
            ask_for_feedback(case=case, language="xx", actor=manager, today=given.TODAY)
        close(case, manager)
        with pytest.raises(Refused, match="abgeschlossen"):
            answer_feedback(feedback=asked, question=Asked.HELPED, opinion=4, actor=manager, today=given.TODAY)


def test_strangers_ask_nobody(case: Case) -> None:
    stranger = signed_in(given.actor(Role.CASE_MANAGER))
    assert stranger.post(f"/faelle/{case.number}/rueckmeldung/", {"language": "ar"}).status_code == 404


def test_the_questions_are_printed_and_what_was_ticked_is_entered(manager: Actor, case: Case) -> None:
    desk = signed_in(manager)
    page = f"/faelle/{case.number}/rueckmeldung"
    printed = desk.post(f"{page}/drucken/", {"language": "ar"})
    words = "".join(one.extract_text() for one in pypdf.PdfReader(io.BytesIO(printed.content)).pages)
    assert "Hat Ihnen die Beratung geholfen?" in words
    assert "Übersetzung noch nicht geprüft" in words
    assert desk.post(f"{page}/drucken/", {"language": "xx"})["Location"] == f"{page}/"
    typed = {"language": "ar", "on": german.day(given.TODAY), "helped": "3", "again": "4", "words": "شكرا"}
    empty = desk.post(f"{page}/papier/", {"language": "ar", "on": german.day(given.TODAY)})
    assert empty.status_code == 422
    assert "mindestens eine Antwort" in empty.text
    assert desk.post(f"{page}/papier/", {**typed, "on": "1.1.2099"}).status_code == 422
    assert desk.post(f"{page}/papier/", {**typed, "helped": "9"}).status_code == 422
    scan = SimpleUploadedFile("blatt.pdf", files_made.pdf())
    assert desk.post(f"{page}/papier/", {**typed, "uploads": [scan]})["Location"] == f"{page}/"
    with act_as(manager, today=given.TODAY):
        stored = Feedback.objects.get()
        assert (stored.how, stored.helped, stored.understood, stored.again) == ("paper", 3, None, 4)
        assert stored.is_finished
    shown = desk.get(f"{page}/").text
    assert "auf Papier, auf Arabisch" in shown
    assert "blatt.pdf" in shown
    assert desk.post(f"{page}/papier/", typed).status_code == 403, "given once, on paper or on the device"
    assert desk.get(f"{page}/papier/")["Location"] == f"{page}/"
    assert "Die Rückmeldung ist schon eingetragen." in desk.get(f"{page}/").text
    _, stranger = somebody(Role.CASE_MANAGER)
    assert stranger.get(f"{page}/papier/").status_code == 404
    assert stranger.post(f"{page}/drucken/", {"language": "ar"}).status_code == 404


def test_a_sheet_belongs_to_the_stay_that_is_running(manager: Actor) -> None:
    case = given.case(manager, on=given.TODAY - timedelta(days=90), consented=True)
    with act_as(manager, today=given.TODAY):
        Stay.objects.filter(case=case).update(since=given.TODAY - timedelta(days=9))
        told: dict[str, Any] = {"case": case, "language": "de", "answers": {Asked.HELPED: 4}, "words": "", "now": NOW}
        with pytest.raises(Invalid, match="Die Fallepisode beginnt erst am 11"):
            enter_paper_feedback(on=given.TODAY - timedelta(days=10), actor=manager, today=given.TODAY, **told)
        assert not Feedback.objects.exists()
        enter_paper_feedback(on=given.TODAY - timedelta(days=9), actor=manager, today=given.TODAY, **told)
        assert Feedback.objects.get().helped == Opinion.YES
