"""The shipped texts: nine languages, the same keys, the same placeholders, no text left in German."""

import re
from pathlib import Path

import pytest
import yaml

from faden.domain.client_texts.shipped import (
    FOLDER,
    GROUPS,
    LANGUAGES,
    PLACEHOLDER,
    SOURCE,
    TRANSLATIONS,
    placeholders,
    shipped,
)
from tests.architecture.sources import ROOT

#: Letters every text of a language must consist of, numbers and punctuation aside.
WRITINGS = {"ar": r"\u0600-\u06ff", "fa": r"\u0600-\u06ff", "uk": r"\u0400-\u04ff", "bg": r"\u0400-\u04ff"}


def test_there_are_files_for_german_and_eight_languages() -> None:
    assert {path.stem for path in Path(FOLDER).glob("*.yaml")} == set(LANGUAGES)
    assert len(TRANSLATIONS) == 8


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_no_text_is_missing_and_none_is_left_over(language: str) -> None:
    assert list(shipped(language)) == list(shipped(SOURCE))


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_placeholders_agree_with_the_german_text(language: str) -> None:
    texts = shipped(language)
    different = [key for key, german in shipped(SOURCE).items() if placeholders(german) != placeholders(texts[key])]
    assert different == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_has_words_and_no_blanks_around(language: str) -> None:
    assert [key for key, text in shipped(language).items() if not text or text != text.strip()] == []


@pytest.mark.parametrize("language", WRITINGS)
def test_texts_are_written_in_the_letters_of_their_language(language: str) -> None:
    bare = re.compile(rf"[^\W\d_{WRITINGS[language]}]+")
    for key, text in shipped(language).items():
        latin = set(bare.findall(PLACEHOLDER.sub("", text)))
        assert latin <= {"KIM", "QR", "DSGVO"}, (key, latin)


def test_every_group_is_named_for_the_administration() -> None:
    assert {key.split(".")[0] for key in shipped(SOURCE)} == set(GROUPS)


def test_every_life_domain_of_the_product_has_its_name_and_its_question() -> None:
    catalogue = yaml.safe_load((ROOT / "sites" / "kataloge.yaml").read_text(encoding="utf-8"))
    for domain in catalogue["handlungsfelder"]:
        assert {f"domain.{domain['kennung']}", f"question.{domain['kennung']}"} <= shipped(SOURCE).keys()
