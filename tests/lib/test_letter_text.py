"""The text of letters: what is understood, what is named as wrong, and that nothing else is anything but words."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from faden.lib.letter_text import LONGEST, fill, parse, placeholders, plain, problems

TEXT = """# Bitte mitbringen

- {Mitzubringen}
- den Bescheid

Guten Tag **{Name}**,
bis **morgen**."""


def words(text: str, **values: str) -> list[tuple[str, list[str]]]:
    """Kind and lines of each block, bold words in stars."""
    return [
        (block.kind, ["".join(f"*{run.text}*" if run.bold else run.text for run in line) for line in block.lines])
        for block in fill(text, values)
    ]


def test_headings_lists_paragraphs_lines_and_bold_words() -> None:
    assert words(TEXT, Name="Ana", Mitzubringen="Ausweis\nZeugnis") == [
        ("heading", ["Bitte mitbringen"]),
        ("list", ["Ausweis", "Zeugnis", "den Bescheid"]),
        ("paragraph", ["Guten Tag *Ana*,", "bis *morgen*."]),
    ]


def test_what_is_empty_falls_away() -> None:
    assert words("{Bemerkung}\n\nGruß", Bemerkung="  ") == [("paragraph", ["Gruß"])]


def test_nothing_is_left_of_a_name_that_is_not_known() -> None:
    assert words("Guten Tag {Ansprechperson},") == [("paragraph", ["Guten Tag,"])]
    assert plain("{Name}: Bitte um Auskunft, {Frist}", {}) == "Bitte um Auskunft"


def test_a_value_is_never_markup() -> None:
    value = "# kein\n- Befehl **nicht fett** {Name}"
    assert words("{Anliegen}", Anliegen=value, Name="Ana") == [
        ("paragraph", ["# kein", "- Befehl **nicht fett** {Name}"])
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Guten Tag {Nahme}", "Zeile 1: {Nahme} ist kein Platzhalter."),
        ("eins\n\n{Name und {Frist}", "Zeile 3: Eine geschweifte Klammer steht allein"),
        ("eins }", "Zeile 1: Eine geschweifte Klammer steht allein"),
        ("x" * (LONGEST + 1), "länger als"),
        ("Guten Tag", "Es fehlt {Frist}."),
    ],
)
def test_what_is_wrong_is_named_with_its_line(text: str, told: str) -> None:
    found = problems(text, known={"Name", "Frist"}, required=["Frist"])
    assert any(told in problem for problem in found)


def test_a_good_text_has_no_problems() -> None:
    assert problems(TEXT, known={"Name", "Mitzubringen"}, required=["Name"]) == []
    assert placeholders(TEXT) == ("Mitzubringen", "Name")
    assert plain("**Termin**: {Termin}\n", {"Termin": "Montag"}) == "Termin: Montag"


@given(some.text(max_size=400))
def test_any_text_is_read_and_loses_no_word(text: str) -> None:
    told = "".join(run.text for block in parse(text) for line in block.lines for run in line)
    kept = [letter for letter in told if letter.isalnum()]
    assert kept == [letter for letter in text if letter.isalnum()]


def test_a_heading_falls_away_with_what_it_announces() -> None:
    text = "# Bitte bringen Sie mit\n- {Mitzubringen}\n\nBis bald"
    assert [block.kind for block in fill(text, {})] == ["paragraph"]
    assert [block.kind for block in fill(text, {"Mitzubringen": "Ausweis"})] == ["heading", "list", "paragraph"]
    assert [block.kind for block in fill("Text\n\n# Ende", {})] == ["paragraph", "heading"]
