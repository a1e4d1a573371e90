"""The forms are archivable and can be read aloud, and hold what was handed to them, literally."""

import io
import re
from typing import Any

import pypdf
import pytest
import typst

from faden.domain.client_texts.shipped import shipped
from faden.domain.consent.enums import Direction, Purpose
from faden.lib.latin_letters import NON_LETTERS, SEARCH_FORM
from faden.reporting.documents import render

CLIENT = {"site": "Kreis Paderborn", "client": "Ana Đorđević", "born": "03.04.1987", "counsellor": "Kollegin"}


def _texts(*groups: str) -> dict[str, Any]:
    german = {key.split(".")[1]: text for key, text in shipped("de").items() if key.split(".")[0] in groups}
    return {**CLIENT, "note": "Fassung 1", "rtl": False, "german": german, "other": None}


CONSENT = ("consent", _texts("form", "consent"))
TOPICS = {"organisation": "Jobcenter", "topics": [["Sprache", ""]], "until": "31.12.2026"}
CHOICES = {"direction": "", "directions": list(Direction), "purpose": "support", "purposes": list(Purpose)}
RELEASE = ("release", {**_texts("form", "release"), **TOPICS, **CHOICES})


def _read(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def _words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in _read(pdf).pages).split())


@pytest.mark.parametrize(("template", "data"), [CONSENT, RELEASE])
def test_forms_declare_the_standards_and_are_tagged(template: str, data: dict[str, Any]) -> None:
    reader = _read(render(template, data))
    root: Any = reader.trailer["/Root"]
    declared = root["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfaid:part>2<", declared)
    assert re.search(r"pdfaid:conformance>A<", declared)
    assert re.search(r"pdfuaid:part>1<", declared)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert root["/Lang"].lower().startswith("de")
    assert reader.metadata is not None
    assert reader.metadata.title == data["german"]["title"]
    assert len(reader.pages) == 1


@pytest.mark.parametrize(("template", "data"), [CONSENT, RELEASE])
def test_forms_hold_what_was_handed_over_and_their_version(template: str, data: dict[str, object]) -> None:
    words = _words(render(template, data))
    for value in (*CLIENT.values(), "Fassung 1"):
        assert str(value) in words


def test_an_empty_form_has_lines_to_write_on() -> None:
    words = _words(render("consent", {**CONSENT[1], **dict.fromkeys(CLIENT, "")}))
    assert "Geburtsdatum" in words
    assert "Unterschrift" in words


def test_names_are_values_and_never_code() -> None:
    hostile = '#panic("x") *fett* $x$ \\ ] "'
    assert hostile in _words(render("consent", {**CONSENT[1], "client": hostile}))


def test_every_letter_of_a_german_register_can_be_printed() -> None:
    letters = [*SEARCH_FORM, *(one for one in NON_LETTERS if one.strip())]
    assert render("consent", {**CONSENT[1], "client": " ".join(letters)}).startswith(b"%PDF")


@pytest.mark.parametrize(
    "name", ["Ana 😀", "中文 李", "\x07", "\\u0007", "🧵" * 3, "".join(map(chr, range(0x4E00, 0x4E40)))]
)
def test_what_no_font_can_draw_does_not_stop_a_paper(name: str) -> None:
    assert "Đorđević" in _words(render("consent", {**CONSENT[1], "client": f"{name} Đorđević"}))


def test_a_mistake_in_a_template_is_still_an_error() -> None:
    with pytest.raises(typst.TypstError):
        render("consent", {})


def test_only_what_is_longer_than_any_word_breaks_inside() -> None:
    longest, endless = "Aufenthaltserlaubnisverlängerung", "Donau" * 20
    day = {"day": 1, "month": 2, "year": 2026}
    rows = [{"text": words, "who": endless, "due": day} for words in (f"Die {longest} beantragen, {longest}", endless)]
    told: dict[str, Any] = dict.fromkeys(
        ("site", "title", "case", "client", "manager", "occasion", "hours", "place"), "x"
    )
    told |= {"weekday": "Montag", "day": day, "question": [], "guests": [], "views": [], "shared": [], "basis": []}
    (page,) = _read(render("conference", {**told, "agreements": rows})).pages
    text = page.extract_text()
    assert text.count(longest) == 2
    assert endless not in text
    assert endless in text.replace("\n", "").replace("\u200b", "")
