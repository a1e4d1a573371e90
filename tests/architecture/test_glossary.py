"""The glossary and the models say the same."""

import re
from collections import Counter

from django.apps import apps

from tests.architecture.sources import ROOT

LINE = re.compile(r"^\| `(?P<identifier>\w+)` \| (?P<german>[^|]+) \| (?P<meaning>[^|]+) \|$", re.MULTILINE)


def _lines() -> list[re.Match[str]]:
    return list(LINE.finditer((ROOT / "GLOSSARY.md").read_text(encoding="utf-8")))


def _models() -> dict[str, str]:
    return {m.__name__: str(m._meta.verbose_name) for m in apps.get_models() if m.__module__.startswith("faden.")}


def test_every_table_stands_in_the_glossary_once() -> None:
    assert Counter(line["identifier"] for line in _lines()) == Counter(_models().keys())


def test_the_german_term_is_the_one_that_pages_show() -> None:
    models = _models()
    different = {
        line["identifier"]: (line["german"], models[line["identifier"]])
        for line in _lines()
        if models.get(line["identifier"], "") not in line["german"].split(", ")
    }
    assert not different
