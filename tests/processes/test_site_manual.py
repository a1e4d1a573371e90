"""The manual for writers of site files says what the schema knows, and its example is a site."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from faden.processes.load_site import check, plan
from faden.processes.site_file.parts import Entry
from faden.processes.site_file.schema import Body, SiteFile, Track
from faden.processes.site_file.sign_in import IdentityProvider
from tests import given
from tests.architecture.sources import ROOT

MANUAL = ROOT / "docs" / "handbuch" / "standort.md"
EVERYWHERE = {str(field.alias or name) for name, field in Entry.model_fields.items()}


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def _fields(model: type[BaseModel]) -> dict[str, bool]:
    """Field in the file → whether it must be there."""
    fields = {str(field.alias or name): field.is_required() for name, field in model.model_fields.items()}
    return {alias: required for alias, required in fields.items() if alias not in EVERYWHERE}


def _sections() -> dict[str, type[BaseModel] | None]:
    sections: dict[str, type[BaseModel] | None] = {
        str(field.alias or name): next(_models_in(field.annotation), None)
        for name, field in SiteFile.model_fields.items()
    }
    parts = {str(field.alias): next(_models_in(field.annotation), None) for field in Track.model_fields.values()}
    of_tracks = {name: model for name, model in parts.items() if model}
    return {
        **sections,
        "sitze": next(_models_in(Body.model_fields["seats"].annotation)),
        "rollen": next(_models_in(IdentityProvider.model_fields["roles"].annotation)),
        **of_tracks,
    }


def _described() -> dict[str, str]:
    text = MANUAL.read_text(encoding="utf-8")
    return dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", text, re.MULTILINE))


def test_every_section_is_described() -> None:
    assert _described().keys() == _sections().keys()


@pytest.mark.parametrize(("section", "model"), [(name, model) for name, model in _sections().items() if model])
def test_every_field_is_described_and_what_must_be_there_is_bold(section: str, model: type[BaseModel]) -> None:
    words = _described()[section]
    bold = set(re.findall(r"\*\*(\w+)\*\*", words))
    assert bold == {name for name, required in _fields(model).items() if required}
    assert set(_fields(model)) <= set(re.findall(r"\w+", words))


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The manual's example as a file beside the register and the catalogue."""
    found = re.search(r"```yaml\n(.+?)```", MANUAL.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    for name in ("nrw.csv", "kataloge.yaml"):
        shutil.copy(ROOT / "sites" / name, tmp_path / name)
    path = tmp_path / "hagen.yaml"
    path.write_text(found[1], encoding="utf-8")
    return path


def test_the_example_is_a_site(example: Path) -> None:
    findings = check(path=example)
    assert findings.ok
    assert {hint.field for hint in findings.hints} == {
        "abschlussregeln",
        "aufbewahrung",
        "gewichte",
        "neueinschaetzung",
    }


@pytest.mark.django_db
def test_the_example_can_be_loaded(example: Path) -> None:
    told = [str(change) for change in plan(path=example, on=given.TODAY)]
    assert "Kommune „Hagen“: neu" in told
    assert "Stelle „Case Management“: neu" in told
