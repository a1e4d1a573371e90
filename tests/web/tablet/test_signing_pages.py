"""A goal agreement from the plan to the signed sheet."""

import json
import re

import pytest
from django.test import Client

from faden.domain.cases.models import AgreementSignature, Case, GoalAgreement
from faden.domain.cases.operations.goals import agree_goal
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.files.content import checksum_of, content_of
from tests import given
from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db
LINES = json.dumps([[[10, 10], [200, 300], [400, 20]]])


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER, name="Bianca Beispiel")


@pytest.fixture
def case(manager: Actor) -> Case:
    found = given.case(manager, consented=True)
    with act_as(manager, today=given.TODAY):
        agree_goal(
            case=found, life_domain=given.life_domain(), words="أريد أن أعمل", language="ar", german="Arbeiten",
            on=given.TODAY, actor=manager, today=given.TODAY,
        )  # fmt: skip
    return found


@pytest.fixture
def desk(manager: Actor) -> Client:
    return signed_in(manager)


def concluded(desk: Client, case: Case) -> str:
    answer = desk.post(f"/faelle/{case.number}/vereinbarung/", {"language": "ar", "on": "20.11.2026"})
    assert answer.status_code == 303
    return str(answer["Location"])


def digest_on(page: str) -> str:
    found = re.search(r'name="digest" value="([0-9a-f]{64})"', page)
    assert found is not None
    return found[1]


def test_the_agreement_is_printed_filed_and_signed_by_both(desk: Client, case: Case, manager: Actor) -> None:
    address = concluded(desk, case)
    page = desk.get(address).text
    assert "Übersetzung noch nicht geprüft" in page
    assert '<span lang="ar" dir="rtl">أريد أن أعمل</span>' in page
    own = desk.get(f"{address}unterschrift/").text
    signed = desk.post(f"{address}unterschrift/", {"digest": digest_on(own), "strokes": LINES})
    assert signed.status_code == 303
    assert desk.post(f"{address}tablet/")["Location"] == "/tablet/"
    assert desk.get("/tablet/")["Location"] == "/tablet/unterschrift/"
    shown = desk.get("/tablet/unterschrift/").text
    assert '<html lang="ar" dir="rtl">' in shown
    assert "اتفاقية الأهداف" in shown
    assert case.number not in shown
    nothing = desk.post("/tablet/unterschrift/", {"digest": digest_on(shown), "strokes": ""})
    assert nothing.status_code == 422
    done = desk.post("/tablet/unterschrift/", {"digest": digest_on(shown), "strokes": LINES})
    assert done["Location"] == "/tablet/danke/"
    assert "تم حفظ توقيعك." in desk.get("/tablet/danke/").text
    with act_as(manager, today=given.TODAY):
        agreement = GoalAgreement.objects.select_related("document", "signed_document").get()
        assert agreement.signed_document_id is not None
        printed, both = content_of(agreement.document_id), content_of(agreement.signed_document_id)
        assert checksum_of(printed) == agreement.digest
        assert printed.startswith(b"%PDF")
        assert both.startswith(b"%PDF")
        assert both != printed
        assert AgreementSignature.objects.filter(how="device", digest=agreement.digest).count() == 2


def test_who_would_rather_sign_on_paper_says_so(desk: Client, case: Case, manager: Actor) -> None:
    address = concluded(desk, case)
    desk.post(f"{address}tablet/")
    assert desk.post("/tablet/unterschrift/", {"paper": "1"})["Location"] == "/tablet/danke/"
    assert "تم حفظ توقيعك." not in desk.get("/tablet/danke/").text
    counsellor = signed_in(manager)
    assert counsellor.post(f"{address}papier/", {"on": "20.11.2026"}).status_code == 303
    assert "auf Papier am 20.11.2026" in counsellor.get(address).text


def test_the_plan_says_when_a_new_agreement_is_needed(desk: Client, case: Case, manager: Actor) -> None:
    concluded(desk, case)
    assert "eine neue Vereinbarung" not in desk.get(f"/faelle/{case.number}/plan/").text
    with act_as(manager, today=given.TODAY):
        agree_goal(
            case=case, life_domain=given.life_domain(), words="Wohnung", on=given.TODAY, actor=manager,
            today=given.TODAY,
        )  # fmt: skip
    assert "Es braucht eine neue Vereinbarung." in desk.get(f"/faelle/{case.number}/plan/").text


def test_without_a_goal_the_page_says_what_is_missing(desk: Client, manager: Actor) -> None:
    empty = given.case(manager, consented=True)
    assert "Noch kein offenes Ziel" in desk.get(f"/faelle/{empty.number}/vereinbarung/").text


def test_a_bent_signature_is_told(desk: Client, case: Case) -> None:
    address = concluded(desk, case)
    digest = digest_on(desk.get(f"{address}unterschrift/").text)
    for strokes in ("", "{", "[[1]]", '"x"', "[[[1,1],[9999,1]]]", "null"):
        answer = desk.post(f"{address}unterschrift/", {"digest": digest, "strokes": strokes})
        assert answer.status_code == 422, strokes
        assert "Bitte im Feld unterschreiben." in answer.text


def test_strangers_find_no_agreement(desk: Client, case: Case) -> None:
    address = concluded(desk, case)
    stranger = signed_in(given.actor(Role.CASE_MANAGER))
    for path in (address, f"{address}unterschrift/", f"{address}papier/", f"/faelle/{case.number}/vereinbarung/"):
        assert stranger.get(path).status_code == 404
    assert stranger.post(f"{address}tablet/").status_code == 404
    assert stranger.get("/heute/").status_code == 200


@pytest.mark.parametrize("language", ["de", "en", "uk", "ar", "fa", "tr", "bg", "ro", "fr"])
def test_the_sheet_is_set_in_every_language(desk: Client, case: Case, language: str) -> None:
    answer = desk.post(f"/faelle/{case.number}/vereinbarung/", {"language": language, "on": "20.11.2026"})
    assert answer.status_code == 303
