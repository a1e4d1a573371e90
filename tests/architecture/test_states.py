"""The drawn state tables are those of the program."""

from faden.cli.states import document
from tests.architecture.sources import ROOT


def test_the_diagrams_are_up_to_date() -> None:
    drawn = (ROOT / "docs" / "reference" / "zustaende.md").read_text(encoding="utf-8")
    assert drawn == document(), "make states"
