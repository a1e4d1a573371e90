"""/faelle/neu/ and the declarations: what is missing is said, nothing typed is lost, forms are downloads."""

import io
import re
from typing import Any

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from faden.domain.cases.models import Case, CriteriaCheck
from faden.domain.consent.models import Consent
from faden.domain.organisations.models import Organisation
from faden.domain.people.models import Person
from faden.domain.people.queries import reached_by
from faden.domain.tracks.models import CaseTrack
from faden.kernel.access.acting import act_as
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from faden.kernel.files.queries import attached_to
from faden.lib import german
from faden.lib.identifiers import new_id
from tests import files_made, given
from tests.web.signed_in import somebody, today, words_of

pytestmark = pytest.mark.django_db
PAGE = "/faelle/neu/"
YES = dict.fromkeys(("longer_term", "several_actors", "overall_plan", "mandate"), "ja")


def _typed(**changes: Any) -> dict[str, Any]:
    return {
        "case_id": str(new_id()),
        "family_name": "Đorđević",
        "given_names": "Ana",
        "language": "sr",
        **YES,
        "decided": "case_management",
        "on": german.day(today()),
        "municipality": str(given.municipality().id),
        "access_path": "appointment",
        "consent_on": german.day(today()),
        "consent_version": "2026-1",
        "consent_language": "de",
        "consent_how": "paper",
        **changes,
    }


@pytest.mark.parametrize("role", [Role.LEAD, Role.COORDINATOR, Role.PARTNER, Role.DATA_PROTECTION])
def test_only_case_management_opens_cases(role: Role) -> None:
    _, client = somebody(role)
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, _typed()).status_code == 403
    assert client.get("/formulare/einwilligung/de/").status_code == 403


def test_a_case_is_opened_with_consent_household_and_criteria() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    answer = client.post(PAGE, _typed(household_name="Familie Đorđević", phone="05251 1"))
    with act_as(manager, today=today()):
        case = Case.objects.select_related("household", "person").get()
        assert answer.headers["Location"] == f"/faelle/{case.number}/"
        assert str(case.household) == "Familie Đorđević"
        assert reached_by(case.person) == "05251 1"
        assert Consent.objects.get().form_version == "2026-1"
        assert CriteriaCheck.objects.get().decided == "case_management"


def test_sent_twice_it_is_opened_once() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    typed = _typed(looked_at="Ana|Đorđević||")
    first, again = client.post(PAGE, typed), client.post(PAGE, typed)
    assert first.headers["Location"] == again.headers["Location"]
    with act_as(manager, today=today()):
        assert Case.objects.count() == 1


def test_opening_says_which_track_fits_and_begins_none() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    with act_as(manager, today=today()):
        given.track()
    typed = _typed(looked_at="Ana|Đorđević||")
    assert "Begleitweg" not in words_of(client.post(PAGE, typed, follow=True)).split("Verlauf")[0]
    other = _typed(given_names="Mila", looked_at="Mila|Đorđević||", access_path="first_contact_point")
    assert "passt der Begleitweg „Erste Arbeit“" in words_of(client.post(PAGE, other, follow=True))
    with act_as(manager, today=today()):
        assert not CaseTrack.objects.exists()


def test_what_the_form_calls_itself_cannot_be_somebody_elses() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    typed = _typed(looked_at="Ana|Đorđević||")
    client.post(PAGE, typed)
    with act_as(manager, today=today()):
        case = Case.objects.get()
    answer = somebody(Role.CASE_MANAGER)[1].post(PAGE, {**typed, "case_id": str(case.id)})
    assert answer.status_code == 422
    assert "Bitte laden Sie die Seite neu" in words_of(answer)


def test_without_consent_the_page_says_what_is_missing_and_offers_the_form() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    answer = client.post(PAGE, _typed(consent_on="", phone="05251 1", household_name="Familie"))
    text = words_of(answer)
    assert answer.status_code == 422
    assert "Case Management braucht die Einwilligung" in text
    assert text.count("Vor der Einwilligung darf nur gespeichert werden, was eine Kurzintervention braucht.") >= 2
    assert 'href="/formulare/einwilligung/de/"' in answer.text
    assert 'value="05251 1"' in answer.text
    with act_as(manager, today=today()):
        assert not Case.objects.exists()


def test_without_consent_a_short_intervention_is_opened() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    assert client.post(PAGE, _typed(consent_on="", decided="short", reason="Einwilligung folgt.")).status_code == 303
    with act_as(manager, today=today()):
        assert Case.objects.get().constellation == "short"


def test_another_decision_than_recommended_wants_a_reason() -> None:
    _, client = somebody(Role.CASE_MANAGER)
    answer = client.post(PAGE, _typed(decided="guidance"))
    assert answer.status_code == 422
    assert "Empfohlen ist Case Management. Bitte begründen Sie" in words_of(answer)


@pytest.mark.parametrize("htmx", [True, False])
def test_the_recommendation_follows_the_answers_with_and_without_script(*, htmx: bool) -> None:
    _, client = somebody(Role.CASE_MANAGER)
    headers = {"HX-Request": "true"} if htmx else {}
    answer = client.post(PAGE, {**_typed(decided="", mandate="nein"), "empfehlung": "1"}, headers=headers)
    assert answer.status_code == 200
    assert "Empfehlung: Kurzintervention" in words_of(answer)
    assert ("<html" in answer.text) != htmx
    assert htmx or 'value="Đorđević"' in answer.text


def test_somebody_similar_comes_first() -> None:
    _, client = somebody(Role.CASE_MANAGER)
    client.post(PAGE, _typed())
    asked = client.post(PAGE, _typed(family_name="Djordjevic"))
    assert "Ist das eine dieser Personen?" in asked.text
    looked_at = re.search(r'name="looked_at" value="([^"]+)"', asked.text)
    assert looked_at
    assert client.post(PAGE, _typed(family_name="Djordjevic", looked_at=looked_at[1])).status_code == 303


def test_the_first_act_offered_is_to_take_the_person_who_is_there() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    client.post(PAGE, _typed())
    with act_as(manager, today=today()):
        known = Case.objects.get()
    typed = _typed(family_name="Dordevitsch", reason="Es geht um etwas anderes.")
    asked = client.post(PAGE, typed)
    assert "klingt ähnlich" in words_of(asked)
    assert "andere Reihenfolge" not in words_of(asked)
    assert f'name="gewaehlt" value="{known.person_id}"' in asked.text
    taken = client.post(PAGE, {**typed, "gewaehlt": str(known.person_id)})
    assert taken.status_code == 200
    assert "Für diese Person läuft schon ein Fall." in words_of(taken)
    assert f'name="person" value="{known.person_id}"' in taken.text
    assert "Es geht um etwas anderes." in taken.text, "nothing typed is lost"
    assert client.post(PAGE, {**typed, "person": str(known.person_id)}).status_code == 303
    with act_as(manager, today=today()):
        assert set(Case.objects.values_list("person", flat=True)) == {known.person_id}
        assert Case.objects.count() == 2


def test_somebody_elses_person_cannot_be_taken() -> None:
    colleague, _ = somebody(Role.CASE_MANAGER)
    foreign = given.case(colleague, on=today()).person.id
    _, client = somebody(Role.CASE_MANAGER)
    for wanted in (str(foreign), "x", "\x00"):
        assert client.post(PAGE, {**_typed(), "gewaehlt": wanted}).status_code == 404


def test_a_case_for_a_person_already_known() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    person = given.case(manager, on=today()).person
    taken = client.post(PAGE, {"person": str(person.id), "uebernehmen": "1"})
    assert "Ana Đorđević" in taken.text
    assert f'name="person" value="{person.id}"' in taken.text
    assert client.post(PAGE, _typed(person=str(person.id), family_name="", given_names="")).status_code == 303
    with act_as(manager, today=today()):
        assert set(Case.objects.values_list("person", flat=True)) == {person.id}


def test_a_foreign_person_is_not_there() -> None:
    colleague, _ = somebody(Role.CASE_MANAGER)
    foreign = given.case(colleague, on=today()).person.id
    _, client = somebody(Role.CASE_MANAGER)
    for wanted in (str(foreign), "x", "\x00", "0" * 10_000):
        assert client.post(PAGE, _typed(person=wanted)).status_code == 404


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"mandate": ""}, "mandate"),
        ({"mandate": "vielleicht"}, "mandate"),
        ({"decided": "x"}, "decided"),
        ({"on": "1.1.2099"}, "on"),
        ({"consent_on": "1.1.2099"}, "consent_on"),
        ({"consent_version": " "}, "consent_version"),
        ({"family_name": "", "given_names": ""}, "pseudonym"),
        ({"family_name": "x" * 10_000}, "family_name"),
        ({"reason": "x" * 2001}, "reason"),
        ({"consent_language": "xx"}, "consent_language"),
    ],
)
def test_what_is_wrong_is_said_and_stores_nothing(changes: dict[str, Any], field: str) -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    answer = client.post(PAGE, _typed(**changes))
    assert answer.status_code == 422
    assert "Bitte prüfen Sie" in answer.text
    assert f'id="id_{field}-error"' in answer.text
    with act_as(manager, today=today()):
        assert not Case.objects.exists()


def _pdf_words(answer: Any) -> str:
    reader = pypdf.PdfReader(io.BytesIO(answer.content))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_the_blank_form_is_a_download_about_nobody() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    answer = client.get("/formulare/einwilligung/de/")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="einwilligung-de.pdf"')
    assert answer.headers["Cache-Control"] == "no-store"
    assert manager.name in _pdf_words(answer)
    assert "Entbindung von der Schweigepflicht" in _pdf_words(client.get("/formulare/entbindung/ar/"))
    for nothing in ("einwilligung/xx", "schein/de"):
        assert client.get(f"/formulare/{nothing}/").status_code == 404
    listed = client.get("/formulare/")
    assert 'href="/formulare/entbindung/fa/"' in listed.text
    assert words_of(listed).count("noch nicht geprüft") == 8


def test_a_form_with_a_clients_name_leaves_a_trace() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    case = given.case(manager, on=today())
    organisation = Organisation.objects.create(key="jc", name="Jobcenter", kind="jobcenter", source="Test")
    page = f"/faelle/{case.number}/formular/"
    consent = client.post(page, {"kind": "data_processing", "language": "uk"})
    told = {"kind": "release", "language": "tr", "organisation": str(organisation.id)}
    release = client.post(page, {**told, "direction": "to_them", "purpose": "support"})
    assert "yalnızca danışmandan kuruma" in _pdf_words(release)
    assert "her iki yönde" not in _pdf_words(release)
    assert client.post(page, {**told, "direction": "anywhere"}).status_code == 422
    assert "Ana Đorđević" in _pdf_words(consent)
    assert "Згода на обробку моїх даних" in _pdf_words(consent)
    assert "Übersetzung noch nicht geprüft" in _pdf_words(consent)
    assert "Jobcenter" in _pdf_words(release)
    assert "Kim kiminle konuşabilir?" in _pdf_words(release)
    assert "Đorđević" not in consent.headers["Content-Disposition"]
    with act_as(manager, today=today()):
        assert AuditEntry.objects.filter(act="consent.form_printed").count() == 2
    _, stranger = somebody(Role.CASE_MANAGER)
    assert stranger.get(page).status_code == 404
    assert stranger.post(page, {"kind": "data_processing", "language": "uk"}).status_code == 404


def test_a_declaration_is_recorded_and_taken_back() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    case = given.case(manager, on=today())
    page = f"/faelle/{case.number}/einwilligung/"
    assert client.get(page).status_code == 200
    typed = {
        "kind": "data_processing",
        "given_on": german.day(today()),
        "form_version": "2026-1",
        "language": "de",
        "given_how": "paper",
    }
    assert client.post(page, {**typed, "kind": "release"}).status_code == 422
    assert client.post(page, typed).headers["Location"] == f"/faelle/{case.number}/freigaben/"
    with act_as(manager, today=today()):
        consent = Consent.objects.get()
    withdrawal = f"{page}{consent.id}/"
    assert client.get(withdrawal).status_code == 200
    assert client.post(withdrawal, {"on": "1.1.2099"}).status_code == 422
    assert client.post(withdrawal, {"on": german.day(today())}).status_code == 303
    again = client.post(withdrawal, {"on": german.day(today())}, follow=True)
    assert f"schon seit dem {german.day(today())} widerrufen" in again.text
    _, stranger = somebody(Role.CASE_MANAGER)
    assert stranger.get(page).status_code == 404
    assert stranger.post(withdrawal, {"on": german.day(today())}).status_code == 404
    _, lead = somebody(Role.LEAD)
    assert lead.get(page).status_code == 403


def test_the_signed_sheet_is_filed_with_its_declaration_at_once_or_later() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    case = given.case(manager, on=today())
    page = f"/faelle/{case.number}/einwilligung/"
    typed = {
        "kind": "data_processing",
        "given_on": german.day(today()),
        "form_version": "2026-2",
        "language": "ar",
        "given_how": "paper",
    }
    scan = SimpleUploadedFile("IMG_1.pdf", files_made.pdf(b"/Scan 1 "))
    assert client.post(page, {**typed, "uploads": [SimpleUploadedFile("x.exe", b"MZ\x90\x00\x03")]}).status_code == 422
    with act_as(manager, today=today()):
        assert not Consent.objects.exists(), "nothing is stored when the scan is not taken"
    assert client.post(page, {**typed, "uploads": [scan]}).status_code == 303
    with act_as(manager, today=today()):
        consent = Consent.objects.get()
        (filed,) = attached_to([consent.id])[consent.id]
        assert (filed.kind, filed.file_id) == ("consent", case.id)
    releases = client.get(f"/faelle/{case.number}/freigaben/")
    assert f'href="/faelle/{case.number}/dokumente/{filed.id}/"' in releases.text
    assert "Fassung 2026-2, Arabisch" in words_of(releases)
    later = f"{page}{consent.id}/blatt/"
    assert client.get(later).status_code == 200
    assert client.post(later, {"uploads": ""}).status_code == 422
    for _ in range(2):
        back = SimpleUploadedFile("IMG_2.pdf", files_made.pdf(b"/Scan 2 "))
        assert client.post(later, {"uploads": [back]}).status_code == 303
    with act_as(manager, today=today()):
        assert len(attached_to([consent.id])[consent.id]) == 2, "the same scan twice is filed once"
    _, stranger = somebody(Role.CASE_MANAGER)
    assert stranger.get(later).status_code == 404


def test_the_page_says_what_is_missing_and_prints_it_in_the_clients_language() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    case = given.case(manager, on=today())
    with act_as(manager, today=today()):
        Person.objects.filter(id=case.person_id).update(language="prs")
    releases = client.get(f"/faelle/{case.number}/freigaben/")
    assert "Es fehlt: Einwilligung in die Datenverarbeitung" in words_of(releases)
    assert "Drucken: Persisch" in words_of(releases)
    assert 'name="language" value="fa"' in releases.text
    page = f"/faelle/{case.number}/formular/"
    assert '<option value="fa" selected>' in client.get(page).text
    assert client.get(f"{page}?stelle=unsinn").status_code == 200
    wrong = client.post(page, {"kind": "release", "language": "fa", "until": "1.1.2020"})
    assert wrong.status_code == 422
    assert "Dieser Tag ist schon vorbei." in words_of(wrong)
    consent = client.post(page, {"kind": "data_processing", "language": "fa", "until": "1.1.2020"})
    assert consent.headers["Content-Type"] == "application/pdf", "the day is asked for a release only"
    assert client.post(page, {"kind": "", "language": "xx"}).status_code == 422
