"""Letters of a case: chosen, filled in, looked at, filed; what they cost, and whose they are not."""

from datetime import timedelta
from io import BytesIO
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from faden.domain.cases.models import Case
from faden.domain.letters.models import Letter
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from tests import given
from tests.signed_in import signed_in
from tests.statements import statements

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


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


def fill(browser: Client, case: Case, key: str, **typed: str) -> dict[str, str]:
    """What the form offers, by the labels of its fields, with these changes."""
    form = browser.get(address("write_letter", case, key)).text
    names = {}
    for piece in form.split('<label class="kern-label" for="id_')[1:]:
        names[piece.split(">")[1].split("<")[0].strip()] = piece.split('"')[0]
    sent = {"address": "Musterweg 1\n33000 Musterstadt"}
    return {**sent, **{names[label.replace("_", " ")]: text for label, text in typed.items()}}


def drafted(browser: Client, case: Case, manager: Actor, key: str = "terminbrief", **typed: str) -> UUID:
    filled = fill(
        browser, case, key, **(typed or {"Name": "Ana Đorđević", "Termin": "Montag, 14 Uhr", "Ort": "Raum 3"})
    )
    answer = browser.post(address("write_letter", case, key), filled)
    assert answer.status_code == 303, answer.text
    with act_as(manager, today=TODAY):
        return Letter.objects.get(case=case).id


def test_from_the_template_to_the_signed_sheet(browser: Client, case: Case, manager: Actor) -> None:
    assert "Ana Đorđević" in browser.get(address("write_letter", case, "terminbrief")).text
    key = drafted(browser, case, manager)
    page = browser.get(address("letter", case, key)).text
    for words in ("Ihr Termin: Montag, 14 Uhr", "Raum 3", "Noch leer: ", "Genau so ablegen"):
        assert words in page
    preview = browser.get(address("preview_letter", case, key))
    text = " ".join(PdfReader(BytesIO(preview.content)).pages[0].extract_text().split())
    assert "Guten Tag Ana Đorđević" in text
    assert "Wir finden einen anderen Termin." in text
    assert browser.post(address("file_letter", case, key), {"version": 1}).status_code == 303
    assert browser.get(address("preview_letter", case, key)).status_code == 404
    assert "Einladung zu einem Termin" in browser.get(address("documents", case)).text
    sheet = SimpleUploadedFile("scan.pdf", preview.content, "application/pdf")
    answer = browser.post(address("signed_letter", case, key), {"upload": sheet}, follow=True)
    assert "Unterschriebenes Blatt" in answer.text
    assert "unterschrieben abgelegt" in browser.get(address("letters", case)).text
    assert "Zum Brief" in browser.get(address("case", case)).text


def test_an_empty_case_says_where_to_begin(browser: Client, case: Case) -> None:
    text = browser.get(address("letters", case)).text
    assert "Noch kein Brief" in text
    assert "Bescheinigung über die Beratung" in text


def test_to_an_organisation_the_page_says_what_is_missing(browser: Client, case: Case, manager: Actor) -> None:
    organisation = given.organisation()
    typed = fill(browser, case, "anschreiben", Name="Ana Đorđević", Anliegen="Bitte um Termin")
    filled = {**typed, "organisation": str(organisation.id)}
    browser.post(address("write_letter", case, "anschreiben"), {**filled, "address": ""})
    with act_as(manager, today=TODAY):
        key = Letter.objects.get(case=case).id
    page = browser.get(address("letter", case, key)).text
    assert "Es fehlt eine gültige Schweigepflichtentbindung gegenüber „Jobcenter“" in page
    assert f"{address('print_form', case)}?stelle={organisation.id}" in page
    assert "Genau so ablegen" not in page
    assert browser.post(address("file_letter", case, key), {"version": 1}).status_code == 403
    given.release(case, organisation, manager, given_on=TODAY)
    assert (
        "Grundlage dieser Mitteilung: Schweigepflichtentbindung vom" in browser.get(address("letter", case, key)).text
    )
    assert browser.post(address("file_letter", case, key), {"version": 1}).status_code == 303


def test_an_empty_form_says_what_is_missing_and_keeps_what_was_typed(browser: Client, case: Case) -> None:
    filled = fill(browser, case, "anschreiben", Anliegen="Bleibt stehen")
    answer = browser.post(address("write_letter", case, "anschreiben"), filled)
    assert answer.status_code == 422
    assert "Bleibt stehen" in answer.text


def test_text_in_a_blank_is_only_text(browser: Client, case: Case, manager: Actor) -> None:
    hostile = '<b>x</b> #read("/etc/passwd") {Name} **fett**'
    key = drafted(browser, case, manager, Termin=hostile, Ort="y")
    page = browser.get(address("letter", case, key)).text
    assert "&lt;b&gt;x&lt;/b&gt;" in page
    text = PdfReader(BytesIO(browser.get(address("preview_letter", case, key)).content)).pages[0].extract_text()
    assert '#read("/etc/passwd") {Name} **fett**' in " ".join(text.split())


def test_what_the_product_knows_can_be_put_otherwise(browser: Client, case: Case, manager: Actor) -> None:
    typed = {"Name": "A. Đorđević", "Zeitraum": "März bis Mai", "Datum": "1. Juni 2026"}
    key = drafted(browser, case, manager, "beratungsbescheinigung", **typed)
    page = browser.get(address("letter", case, key)).text
    assert all(text in page for text in typed.values())


def test_what_changed_meanwhile_is_not_filed(browser: Client, case: Case, manager: Actor) -> None:
    key = drafted(browser, case, manager)
    change = {"address": "Neuer Weg 2", "version": 1}
    assert browser.post(address("change_letter", case, key), change).status_code == 303
    answer = browser.post(address("file_letter", case, key), {"version": 1}, follow=True)
    assert "inzwischen geändert" in answer.text
    second = browser.post(address("change_letter", case, key), {**change, "address": "Dritter Weg 3"})
    assert second.status_code == 409
    assert "Neuer Weg 2" in second.text
    assert "Dritter Weg 3" in second.text


@pytest.mark.parametrize("name", ["letter", "change_letter", "preview_letter"])
def test_a_letter_of_another_case_is_not_there(browser: Client, case: Case, manager: Actor, name: str) -> None:
    key = drafted(browser, case, manager)
    other = given.case(manager, family_name="Andere", consented=True)
    assert browser.get(address(name, other, key)).status_code == 404
    assert signed_in(given.actor(Role.CASE_MANAGER, Role.LEAD)).get(address(name, case, key)).status_code == 404
    assert browser.get(address(name, case, key)).status_code == 200


@pytest.mark.parametrize("key", ["briefkopf", "gibt-es-nicht"])
def test_there_is_no_letter_without_a_template(browser: Client, case: Case, key: str) -> None:
    assert browser.get(address("write_letter", case, key)).status_code == 404


def test_a_draft_is_thrown_away(browser: Client, case: Case, manager: Actor) -> None:
    key = drafted(browser, case, manager)
    assert browser.post(address("discard_letter", case, key)).status_code == 303
    assert browser.get(address("letter", case, key)).status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_costs_the_same_however_long_it_is(browser: Client, case: Case, many: int) -> None:
    for _ in range(many):
        filled = fill(browser, case, "terminbrief", Termin="Montag", Ort="Raum 3")
        browser.post(address("write_letter", case, "terminbrief"), filled)
    browser.get(address("letters", case))
    with statements() as sent:
        browser.get(address("letters", case))
    assert len(sent) == 7, "\n".join(sent)
