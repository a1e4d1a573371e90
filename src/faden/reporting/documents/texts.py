"""What clients read and sign: one file per form and language, with a version that is kept with each signature."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "texts"


@dataclass(frozen=True)
class Text:
    """The version of a form's text in one language; a changed text gets a new version."""

    form: str
    language: str
    version: str
    title: str


@cache
def text(form: str, language: str = "de") -> Text:
    """Return which text a form has in a language.

    :raises KeyError: there is none
    """
    path = FOLDER / f"{form}.{language}.yaml"
    if path not in set(FOLDER.glob("*.yaml")):
        raise KeyError(language)
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Text(form=form, language=language, version=str(found["version"]), title=str(found["title"]))


@cache
def languages(form: str) -> tuple[str, ...]:
    """Return the languages in which a form can be printed, German first."""
    found = {path.name.split(".")[1] for path in FOLDER.glob(f"{form}.*.yaml")}
    return tuple(sorted(found, key=lambda code: (code != "de", code)))
