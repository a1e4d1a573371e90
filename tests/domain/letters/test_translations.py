"""A letter in German and the client's language keeps both as they were, and says whether somebody has reviewed it."""

import io
from datetime import UTC, datetime
from typing import Any

import pypdf
import pytest

from faden.domain.cases.models import Case
from faden.domain.client_texts.operations import Approval, approve_texts
from faden.domain.client_texts.queries import texts_in
from faden.domain.client_texts.shipped import TRANSLATIONS, fingerprint, shipped
from faden.domain.letters import queries
from faden.domain.letters.calculation import translated
from faden.domain.letters.enums import Addressee, LetterKind
from faden.domain.letters.models import Letter
from faden.domain.letters.operations.templates import save_template
from faden.domain.letters.operations.writing import change_letter, write_letter
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid
from faden.kernel.access.roles import Role
from faden.lib.identifiers import new_id
from faden.reporting.letter_papers import letter_pdf
from tests import given

pytestmark = pytest.mark.django_db
TODAY, NOW = given.TODAY, datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
KEYS = ("letter.terminbrief_subject", "letter.terminbrief_body", "letter.translation")


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager)


def written(case: Case, by: Actor, key: str = "terminbrief", language: str = "ar", **more: Any) -> Letter:
    values = {**queries.known_values(case, None, TODAY), "Termin": "Montag, 14 Uhr", "Ort": "Kreishaus"}
    return write_letter(
        case=case, key=key, address="Musterweg 1", values=values, language=language, actor=by, today=TODAY, **more
    )


def test_the_translation_stands_on_a_page_of_its_own_and_says_that_it_is_unreviewed(case: Case, manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        reader = pypdf.PdfReader(io.BytesIO(letter_pdf(written(case, manager, language="uk"), case, None)))
    german, other = (page.extract_text() for page in reader.pages)
    assert "Übersetzung" not in german
    assert "Übersetzung noch nicht geprüft" in other
    assert "Es gilt der deutsche Text." in other
    assert "ми призначили для вас зустріч" in other
    assert "Montag, 14 Uhr" in other


def test_a_letter_keeps_its_translation_and_a_reviewed_one_is_not_marked(case: Case, manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        before = written(case, manager)
        assert before.translation
        assert not before.translation["is_reviewed"]
    lead = given.actor(Role.LEAD)
    with act_as(lead, today=TODAY):
        texts = texts_in("ar")
        said = {**{key: texts[key] for key in KEYS}, "letter.terminbrief_subject": "موعد جديد: {Termin}"}
        approvals = [Approval(key, text, fingerprint(key), None) for key, text in said.items()]
        approve_texts(language="ar", approvals=approvals, actor=lead, now=NOW)
    with act_as(manager, today=TODAY):
        after = written(case, manager)
        assert after.translation
        assert after.translation["is_reviewed"]
        assert after.translation["subject"].startswith("موعد جديد")
        before.refresh_from_db()
        assert before.translation["subject"] == shipped("ar")["letter.terminbrief_subject"]


def test_there_is_none_for_the_offices_own_wording_for_german_and_for_organisations(case: Case, manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        for key, language in (("terminbrief", "de"), ("terminbrief", "xx"), ("beratungsbescheinigung", "ar")):
            with pytest.raises(Invalid, match="keine Übersetzung"):
                written(case, manager, key, language)
        assert [one.language for one in queries.translations_of(queries.template("terminbrief"))] == list(TRANSLATIONS)
        assert queries.translations_of(queries.template("anschreiben")) == []
    lead = given.actor(Role.LEAD)
    with act_as(lead, today=TODAY):
        save_template(
            key="terminbrief",
            version=0,
            title="Termin",
            kind=LetterKind.APPOINTMENT,
            addressee=Addressee.CLIENT,
            subject="Termin",
            body="{Termin} {Ort}",
            is_offered=True,
            actor=lead,
            now=NOW,
        )
        assert queries.translations_of(queries.template("terminbrief")) == []


def test_the_language_of_a_draft_can_be_changed(case: Case, manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        letter = written(case, manager)
        told: dict[str, Any] = {"address": "Musterweg 1", "values": {}, "actor": manager, "today": TODAY}
        letter = change_letter(letter=letter, version=1, language="tr", **told)
        assert letter.translation
        assert letter.translation["language"] == "tr"
        letter = change_letter(letter=letter, version=2, **told)
        assert letter.translation, "left as it is"
        assert change_letter(letter=letter, version=3, language="", **told).translation is None


def test_values_keep_their_place_in_a_text_from_right_to_left() -> None:
    texts = shipped("fa")
    told = translated(
        subject=texts["letter.unterlagen_subject"],
        body=texts["letter.unterlagen_body"],
        note=texts["letter.translation"],
        is_reviewed=False,
        language=TRANSLATIONS["fa"],
        values={"Frist": "04.12.2026", "Anlagen": "Kopie\nVollmacht", "Name": ""},
    )
    said = [run["text"] for block in told["blocks"] for line in block["lines"] for run in line]
    assert "\u206804.12.2026\u2069" in said
    assert [text for text in said if "Kopie" in text or "Voll" in text] == [
        "\u2068Kopie\u2069",
        "\u2068Vollmacht\u2069",
    ]


def test_the_form_sent_twice_writes_one_letter(case: Case, manager: Actor) -> None:
    own_id = new_id()
    with act_as(manager, today=TODAY):
        first = written(case, manager, letter_id=own_id)
        assert written(case, manager, letter_id=own_id).id == first.id == own_id
        assert Letter.objects.count() == 1
