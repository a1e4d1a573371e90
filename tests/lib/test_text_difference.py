"""Both texts can be read from their difference."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.lib.text_difference import MOST_WORDS, Change, difference


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Termin am Montag", "Termin am Dienstag", ["=Termin am ", "-Montag", "+Dienstag"]),
        ("Termin am Montag.", "Termin am Montag um 9.", ["=Termin am Montag", "+ um 9", "=."]),
        ("gleich", "gleich", ["=gleich"]),
        ("", "neu", ["+neu"]),
        ("alt", "", ["-alt"]),
    ],
)
def test_words_are_compared(before: str, after: str, expected: list[str]) -> None:
    signs = {Change.SAME: "=", Change.REMOVED: "-", Change.ADDED: "+"}
    assert [signs[change] + text for text, change in difference(before, after)] == expected


@given(st.text(max_size=60), st.text(max_size=60))
def test_nothing_of_either_text_is_lost(before: str, after: str) -> None:
    parts = list(difference(before, after))
    assert "".join(text for text, change in parts if change != Change.ADDED) == before
    assert "".join(text for text, change in parts if change != Change.REMOVED) == after


def test_long_texts_stand_one_after_the_other() -> None:
    before, after = "a " * MOST_WORDS, "b " * MOST_WORDS
    assert list(difference(before, after)) == [(before, Change.REMOVED), (after, Change.ADDED)]
