"""Names after DIN 91379: what is allowed, the search form, the German order of a list."""

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.lib.latin_letters import NON_LETTERS, SEARCH_FORM
from faden.lib.names import clean, person_name, search_form, sort_key, tokens

LETTERS = st.sampled_from(sorted(SEARCH_FORM))
NAMES = st.lists(LETTERS, min_size=1, max_size=20).map("".join)


def reference(name: str) -> list[list[str]]:
    """Rows of a file of the reference data, split at the semicolons."""
    folder = os.environ.get("FADEN_REFERENCE_DATA")
    if not folder:
        pytest.skip("FADEN_REFERENCE_DATA names no folder with the DIN 91379 lists")
    lines = (Path(folder) / "din91379" / name).read_text(encoding="utf-8").splitlines()
    return [[cell.strip(" ") for cell in line.split(";")] for line in lines if line]


def as_text(code_points: str) -> str:
    """``"0041 030B"`` as the text it stands for."""
    return "".join(chr(int(point, 16)) for point in code_points.split())


def test_the_table_says_what_the_published_list_says() -> None:
    rows = reference("latin_list_search_form_1.3.txt")
    assert {as_text(row[2]): as_text(row[5]) for row in rows} == SEARCH_FORM


def test_a_name_may_contain_exactly_data_type_a() -> None:
    rows = reference("latin_list_1.3.txt")
    allowed = {as_text(row[2]) for row in rows if row[0] in {"bll", "bnlreq"}}
    assert len(allowed) == 667
    assert allowed == set(SEARCH_FORM) | set(NON_LETTERS)


def test_the_table_is_in_normal_form() -> None:
    assert len(SEARCH_FORM) == 649
    assert all(unicodedata.is_normalized("NFC", letter) for letter in SEARCH_FORM)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  Anna   Maria ", "Anna Maria"),
        ("Mu\u0308ller", "Müller"),
        ("Müller - Lüdenscheidt", "Müller-Lüdenscheidt"),
        ("Müller–Yılmaz", "Müller-Yılmaz"),
        ("O‘Neill", "O’Neill"),
        ("Marʼjana", "Mar’jana"),
        ("\u200fAhmad\u00a0Ali\u200e", "Ahmad Ali"),
        ("ʿAbd ar-Raḥmān", "ʿAbd ar-Raḥmān"),
        ("Nguyễn Thị Hồng", "Nguyễn Thị Hồng"),
        ("H̱alīl", "H̱alīl"),
        ("Đặng, Dr. ", "Đặng, Dr."),
        ("Ł", "Ł"),
    ],
)
def test_names_are_stored_clean(typed: str, stored: str) -> None:
    assert person_name(typed) == stored


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("", "Bitte einen Namen eingeben"),
        (" - ", "Bitte einen Namen eingeben"),
        ("Anna3", "Ein Name enthält keine Ziffern. Bitte entfernen Sie „3“."),
        ("Anna@home", "Das Zeichen „@“ ist in Namen nicht zugelassen"),
        ("Олена", "„О“ ist kein lateinischer Buchstabe"),
        ("أحمد", "„أ“ ist kein lateinischer Buchstabe"),
        ("Anna\x07", "unsichtbares Steuerzeichen"),
        ("Ann\u0301\u0302a", "Das Zeichen „ń\u0302“"),
        ("ﬁona", "Das Zeichen „ﬁ“"),
        ("A" * 101, "zu lang: 101 Zeichen"),
    ],
)
def test_the_wrong_character_is_named(typed: str, answer: str) -> None:
    with pytest.raises(ValueError, match=answer):
        person_name(typed)


def test_every_single_letter_is_a_name_with_its_search_form() -> None:
    assert [letter for letter in SEARCH_FORM if person_name(letter) != letter] == []
    assert {letter: search_form(letter) for letter in SEARCH_FORM} == SEARCH_FORM


@given(NAMES)
def test_every_sequence_of_letters_is_a_name(name: str) -> None:
    assert person_name(name) == clean(name)
    assert clean(clean(name)) == clean(name)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Müller-Lüdenscheidt", "MUELLER LUEDENSCHEIDT"),
        ("Weiß", "WEISS"),
        ("Yılmaz", "YILMAZ"),
        ("İbrahim", "IBRAHIM"),
        ("Şahin", "SAHIN"),
        ("Sørensen", "SOERENSEN"),
        ("Ångström", "AANGSTROEM"),
        ("Þórdís", "THORDIS"),
        ("Đorđević", "DORDEVIC"),
        ("Łukasz", "LUKASZ"),
        ("O’Neill", "ONEILL"),
        ("O'Neill", "ONEILL"),
        ("Stanisław J. Ó", "STANISLAW J O"),
        ("al-Ḥasan", "AL HASAN"),
        ("Nguyễn Thị Hồng", "NGUYEN THI HONG"),
        ("Gül", "GUEL"),
        ("", ""),
        ("123", ""),
        ("Олена", ""),
    ],
)
def test_search_form(name: str, form: str) -> None:
    assert search_form(name) == form


@given(st.text(max_size=40))
def test_any_text_has_a_search_form(text: str) -> None:
    form = search_form(text)
    assert set(form) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ ")
    assert form == " ".join(form.split())
    assert search_form(form) == form


@given(NAMES)
def test_the_search_form_does_not_depend_on_the_normal_form(name: str) -> None:
    assert search_form(unicodedata.normalize("NFD", name)) == search_form(name)


def test_tokens() -> None:
    assert tokens("Müller-Şahin, Ayşe") == ("MUELLER", "SAHIN", "AYSE")


def test_a_list_is_sorted_as_germans_expect() -> None:
    expected = [
        ("Ahmad", "Ali"),
        ("Al Hassan", "Omar"),
        ("Albers", "Udo"),
        ("Ångström", "Bo"),
        ("Anschütz", "Anna"),
        ("Çelik", "Ayşe"),
        ("Cem", "Ali"),
        ("Muller", "Zoe"),
        ("Müller", "Zoe"),
        ("Mullers", "Adam"),
        ("Özil", "Ayşe"),
        ("Ozil", "Zeki"),
        ("Sørensen", "Pia"),
        ("Sorge", "Ute"),
        ("Weis", "Tom"),
        ("Weiß", "Jan"),
        ("Weiss", "Kai"),
        ("Zander", "Ida"),
    ]
    assert sorted(expected, key=lambda name: sort_key(*name).encode()) == expected


@given(NAMES)
def test_a_sort_key_can_be_stored(name: str) -> None:
    assert "\x00" not in sort_key(name)
    assert sort_key(name).split("\t")[0].isascii()
