"""Templates: own slice, layout and components only; nothing that the content security policy would refuse."""

import re
from pathlib import Path

import pytest
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from jinja2 import Environment, StrictUndefined, meta

from tests.architecture.sources import PACKAGE, templates

WEB = PACKAGE / "web"
EVERYBODYS = ("layout", "components")
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\ssrc=)|javascript:|hx-on", re.IGNORECASE)


def _slice(path: Path) -> str:
    return path.relative_to(WEB).parts[0]


def _name(path: Path) -> str:
    return path.relative_to(WEB).as_posix()


@pytest.mark.parametrize("path", templates(), ids=_name)
def test_templates_include_components_and_their_own_slice(path: Path) -> None:
    tree = Environment(extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"], autoescape=True).parse(
        path.read_text(encoding="utf-8")
    )
    used = {name.split("/")[0] for name in meta.find_referenced_templates(tree) if name}
    assert used <= {_slice(path), *EVERYBODYS}


@pytest.mark.parametrize("path", templates(), ids=_name)
def test_templates_hold_no_inline_style_or_script(path: Path) -> None:
    assert not INLINE.findall(path.read_text(encoding="utf-8"))


def test_an_undefined_name_fails_and_everything_is_escaped() -> None:
    engine = engines["jinja2"]
    assert isinstance(engine, Jinja2)
    assert engine.env.undefined is StrictUndefined
    assert engine.env.autoescape is True
