"""The indicator catalogue is complete, and the reference says the same."""

from dataclasses import fields

from faden.reporting.figures.catalogue import INDICATORS, as_markdown
from tests.architecture.sources import ROOT


def test_every_indicator_is_fully_described() -> None:
    for one in INDICATORS:
        assert [field.name for field in fields(one) if getattr(one, field.name) in ("", None)] == []
    assert len({one.key for one in INDICATORS}) == len(INDICATORS)


def test_the_reference_is_made_from_it() -> None:
    page = (ROOT / "docs" / "reference" / "kennzahlen.md").read_text("utf-8")
    assert page == as_markdown(), (
        "write it anew: python -m faden.reporting.figures.catalogue > docs/reference/kennzahlen.md"
    )
