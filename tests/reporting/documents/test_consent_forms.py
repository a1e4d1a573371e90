"""The forms to be signed: in German and the client's language, marked as long as the translation is unreviewed."""

import io
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

import pypdf
import pytest

from faden.domain.client_texts.operations import Approval, approve_texts
from faden.domain.client_texts.queries import texts_in
from faden.domain.client_texts.shipped import LANGUAGES, fingerprint, shipped
from faden.domain.consent.enums import ConsentKind, Direction, Purpose
from faden.kernel.access.acting import act_as
from faden.kernel.access.roles import Role
from faden.reporting.consent_forms import TEMPLATES, VERSIONS, FilledIn, Value, groups_of, read_aloud, sheet
from tests import given

pytestmark = pytest.mark.django_db
PROCESSING, RELEASE, EVALUATION = ConsentKind
KNOWN = FilledIn(
    "Kollegin", "Ana Đorđević", date(1987, 4, 3), "Jobcenter", (("sprache", "Sprache"), ("wohnen", "Wohnen")),
    date(2026, 12, 31), Direction.TO_THEM, Purpose.SUPPORT,
)  # fmt: skip
NAMES = ("Đorđević", "Łukaszewicz", "Ünal", "Müller-Lüdenscheidt-van der Großweischede " * 3)
#: Of the German sentences of each version: another sentence, another version.
SIGNED = {
    (PROCESSING, "2026-2"): "c1f6daf7114e048d",
    (RELEASE, "2026-3"): "3afc811e4ac520f7",
    (EVALUATION, "2026-1"): "7556f4940cb142db",
}


def _sheet(kind: ConsentKind, language: str, filled: FilledIn = KNOWN) -> pypdf.PdfReader:
    with act_as(given.actor(Role.CASE_MANAGER), today=given.TODAY):
        return pypdf.PdfReader(io.BytesIO(sheet(kind, filled, language=language)))


def _words(reader: pypdf.PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.mark.parametrize("kind", TEMPLATES)
def test_a_changed_german_sentence_is_a_new_version(kind: ConsentKind) -> None:
    told = "".join(text for key, text in shipped("de").items() if key.split(".")[0] in groups_of(kind))
    assert sha256(told.encode()).hexdigest()[:16] == SIGNED[kind, VERSIONS[kind]]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", TEMPLATES)
def test_every_form_is_printed_in_every_language(kind: ConsentKind, language: str) -> None:
    reader = _sheet(kind, language)
    words = _words(reader)
    assert f"{LANGUAGES[language].german} · Fassung {VERSIONS[kind]}" in words
    assert ("Übersetzung noch nicht geprüft" in words) == (language != "de")
    assert "Ana Đorđević" in words
    assert len(reader.pages) == (1 if language == "de" or kind == RELEASE else 2)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_release_prints_who_may_tell_whom_and_for_what(language: str) -> None:
    known, blank = _words(_sheet(RELEASE, language)), _words(_sheet(RELEASE, language, FilledIn("Kollegin")))
    for group, chosen, choices in (("direction", Direction.TO_THEM, Direction), ("purpose", Purpose.SUPPORT, Purpose)):
        for one in choices:
            told = shipped("de")[f"release.{group}_{one}"]
            assert (told in known) == (one == chosen), told
            assert told in blank, told
            if language not in ("de", "ar", "fa"):
                assert shipped(language)[f"release.{group}_{one}"] in blank


def test_a_release_has_words_for_every_direction_and_purpose() -> None:
    told = {key for key in shipped("de") if key.startswith(("release.direction_", "release.purpose_"))}
    wanted = {f"release.direction_{one}" for one in Direction} | {f"release.purpose_{one}" for one in Purpose}
    assert told == wanted


@pytest.mark.parametrize("language", ["ar", "fa"])
def test_a_text_from_right_to_left_is_told_to_be_one(language: str) -> None:
    reader = _sheet(RELEASE, language)
    things: list[Any] = [reader.get_object(number) for number in range(1, int(str(reader.trailer["/Size"])))]
    spoken = {str(one["/Lang"])[:2].lower() for one in things if isinstance(one, dict) and "/Lang" in one}
    assert spoken == {"de", language}


def test_names_stand_whole_and_what_is_empty_becomes_a_line() -> None:
    for name in NAMES:
        words = _words(_sheet(RELEASE, "uk", FilledIn("Kollegin", name, organisation=name)))
        assert words.replace(" ", "").count(name.replace(" ", "")) == 2, words
    assert "Ana" not in _words(_sheet(PROCESSING, "ar", FilledIn("")))


@pytest.mark.parametrize("language", ["de", "en", "uk", "tr", "bg", "ro", "fr"])
def test_what_a_release_is_about_is_read_in_the_own_language_too(language: str) -> None:
    words, translated = _words(_sheet(RELEASE, language)), shipped(language)["domain.wohnen"]
    assert "Wohnen" in words
    assert translated in words
    lines = read_aloud(RELEASE, KNOWN, texts_in(language))
    assert [one.values for one in lines if len(one.values) == len(KNOWN.topics)] == [
        tuple(Value(name, "" if language == "de" else shipped(language)[f"domain.{key}"]) for key, name in KNOWN.topics)
    ]


def test_the_mark_goes_when_every_text_of_the_form_is_approved() -> None:
    lead = given.actor(Role.LEAD)
    with act_as(lead, today=given.TODAY):
        texts = texts_in("tr")
        phrases = [phrase for group in groups_of(RELEASE, topics=True) for phrase in texts.group(group)]
        approvals = [Approval(one.key, one.text, fingerprint(one.key), None) for one in phrases]
        approve_texts(language="tr", approvals=approvals, actor=lead, now=datetime(2026, 11, 20, 9, tzinfo=UTC))
    assert "noch nicht geprüft" not in _words(_sheet(RELEASE, "tr"))
    assert "noch nicht geprüft" in _words(_sheet(PROCESSING, "tr"))
    assert "noch nicht geprüft" in _words(_sheet(RELEASE, "uk"))
