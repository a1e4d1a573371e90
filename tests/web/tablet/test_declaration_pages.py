"""A consent or a release signed on the device: shown in the client's language, signed by hand or by name, filed."""

import io
import json
from datetime import timedelta

import pypdf
import pytest
from django.test import Client
from django.utils import timezone

from faden.domain.cases.models import Case
from faden.domain.catalogues.models import LifeDomain
from faden.domain.client_texts.shipped import shipped
from faden.domain.consent.enums import ConsentKind, GivenHow
from faden.domain.consent.models import Consent
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.files.content import content_of
from faden.kernel.files.models import StoredFile
from faden.reporting.consent_forms import VERSIONS
from tests import given
from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db
LINES = json.dumps([[[10, 10], [200, 300], [400, 20]]])
SIGN, THANKS = "/tablet/unterschrift/", "/tablet/danke/"
TODAY = timezone.localdate()


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER, name="Bianca Beispiel")


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager, on=TODAY, family_name="Quittenbaum", given_names="Ana")


@pytest.fixture
def desk(manager: Actor) -> Client:
    return signed_in(manager)


def hand_over(desk: Client, case: Case, **told: object) -> str:
    """The device goes to the client; where it stands then."""
    form = {"kind": "data_processing", "language": "ar", "device": "1", **told}
    answer = desk.post(f"/faelle/{case.number}/formular/", form)
    return answer["Location"] if answer.status_code == 303 else answer.text


def kept(manager: Actor, case: Case) -> tuple[list[Consent], list[str]]:
    """The declarations, and what stands on the sheets filed with them."""
    with act_as(manager, today=TODAY):
        consents = list(Consent.objects.filter(person_id=case.person_id).select_related("organisation"))
        sheets = StoredFile.objects.filter(file_id=case.id, kind="consent")
        texts = ["".join(page.extract_text() for page in _pages(one)) for one in sheets]
    return consents, texts


def _pages(sheet: StoredFile) -> list[pypdf.PageObject]:
    return list(pypdf.PdfReader(io.BytesIO(content_of(sheet.id))).pages)


def test_a_consent_is_read_in_the_own_language_signed_and_filed(desk: Client, case: Case, manager: Actor) -> None:
    assert hand_over(desk, case) == "/tablet/"
    assert desk.get("/tablet/")["Location"] == SIGN
    shown = desk.get(SIGN).text
    assert '<html lang="ar" dir="rtl">' in shown
    assert "Ana Quittenbaum" in shown
    assert case.number not in shown
    assert desk.get(f"/faelle/{case.number}/")["Location"] == "/tablet/", "nothing else is reached meanwhile"
    assert desk.post(SIGN, {"strokes": LINES})["Location"] == THANKS
    assert "تم حفظ توقيعك." in desk.get(THANKS).text
    assert desk.post(SIGN, {"strokes": LINES})["Location"] == THANKS, "twice is once"
    [consent], [sheet] = kept(manager, case)
    assert (consent.kind, consent.given_how, consent.given_on) == (ConsentKind.DATA_PROCESSING, GivenHow.TABLET, TODAY)
    assert (consent.form_version, consent.language) == (VERSIONS[ConsentKind.DATA_PROCESSING], "ar")
    assert "auf dem Gerät unterschrieben am" in sheet
    office = signed_in(manager)
    page = office.get(f"/faelle/{case.number}/freigaben/").text
    assert "auf dem Tablet unterschrieben" in page
    assert "unterschrieben.pdf" in page


def test_a_release_names_what_was_filled_in_before(desk: Client, case: Case, manager: Actor) -> None:
    centre, topic = given.organisation("Jobcenter"), given.life_domain("Wohnen")
    until = TODAY + timedelta(days=90)
    hand_over(
        desk, case, kind="release", language="de", organisation=str(centre.id), topics=[str(topic.id)],
        direction="to_them", purpose="support", until=f"{until:%d.%m.%Y}",
    )  # fmt: skip
    shown = desk.get(SIGN).text
    named = ("Jobcenter", "Wohnen", "nur die Beratungskraft an die Stelle", "gemeinsame Hilfeplanung")
    for words in ("Entbindung von der Schweigepflicht", *named, f"{until:%d.%m.%Y}"):
        assert words in shown
    assert "in beide Richtungen" not in shown
    changed = {"strokes": LINES, "organisation": str(given.organisation("Anders").id), "kind": "evaluation"}
    assert desk.post(SIGN, changed)["Location"] == THANKS
    [consent], [sheet] = kept(manager, case)
    assert (consent.kind, consent.organisation, consent.valid_until) == (ConsentKind.RELEASE, centre, until)
    assert consent.life_domain_ids == [topic.id]
    assert (consent.direction, consent.purpose) == ("to_them", "support")
    assert "Jobcenter" in sheet
    assert "nur die Beratungskraft an die Stelle" in sheet


@pytest.mark.parametrize("language", ["uk", "ar"])
def test_what_a_release_is_about_is_read_in_the_own_language(desk: Client, case: Case, language: str) -> None:
    topic = LifeDomain.objects.create(key="wohnen", name="Wohnen", source="Test")
    hand_over(
        desk, case, kind="release", language=language, organisation=str(given.organisation().id),
        topics=[str(topic.id)], direction="to_them", purpose="support", until="",
    )  # fmt: skip
    shown, words = desk.get(SIGN).text, shipped(language)
    for chosen in (words["domain.wohnen"], words["release.direction_to_them"], words["release.purpose_support"]):
        assert f"<strong>{chosen}</strong>" in shown, "in the direction in which the language runs"
    assert '<span lang="de" dir="ltr">(Wohnen)</span>' in shown


@pytest.mark.parametrize("language", ["de", "en", "uk", "ar", "fa", "tr", "bg", "ro", "fr"])
@pytest.mark.parametrize("kind", ["data_processing", "evaluation"])
def test_whoever_cannot_draw_types_the_name_in_every_language(
    desk: Client, case: Case, manager: Actor, kind: str, language: str
) -> None:
    hand_over(desk, case, kind=kind, language=language)
    assert desk.post(SIGN, {"strokes": "", "typed": "Ana Quittenbaum"})["Location"] == THANKS
    [consent], [sheet] = kept(manager, case)
    assert consent.kind == kind
    assert "durch Eintippen des Namens" in sheet


@pytest.mark.parametrize("strokes", ["", "{", "[[1]]", '"x"', "[[[1,1],[9999,1]]]", "null"])
def test_without_a_signature_nothing_is_kept(desk: Client, case: Case, manager: Actor, strokes: str) -> None:
    hand_over(desk, case, language="de")
    answer = desk.post(SIGN, {"strokes": strokes, "typed": "  "})
    assert answer.status_code == 422
    assert "tippen Sie Ihren Namen ein" in answer.text
    assert desk.post(SIGN, {"typed": "x" * 10_000}).status_code == 422
    assert kept(manager, case) == ([], [])


def test_who_would_rather_sign_on_paper_says_so(desk: Client, case: Case, manager: Actor) -> None:
    hand_over(desk, case)
    assert desk.post(SIGN, {"paper": "1", "strokes": LINES})["Location"] == THANKS
    assert "تم حفظ توقيعك." not in desk.get(THANKS).text
    assert kept(manager, case) == ([], [])


def test_only_what_is_filled_in_goes_to_the_device(desk: Client, case: Case) -> None:
    empty = hand_over(desk, case, kind="release")
    assert empty.count("bitte auswählen") >= 4, "towards whom, about what, in which direction, what for"
    over = {"organisation": str(given.organisation().id), "until": f"{TODAY - timedelta(days=1):%d.%m.%Y}"}
    assert "Dieser Tag ist schon vorbei." in hand_over(desk, case, kind="release", **over)
    assert desk.get("/heute/").status_code == 200
    stranger = signed_in(given.actor(Role.CASE_MANAGER))
    form = {"kind": "evaluation", "language": "de", "device": "1"}
    assert stranger.post(f"/faelle/{case.number}/formular/", form).status_code == 404


def test_a_case_closed_meanwhile_takes_no_signature(desk: Client, case: Case, manager: Actor) -> None:
    hand_over(desk, case)
    with act_as(manager, today=TODAY):
        Case.objects.filter(id=case.id).update(closed_on=TODAY)
    assert desk.post(SIGN, {"strokes": LINES}).status_code == 403
    assert kept(manager, case) == ([], [])
