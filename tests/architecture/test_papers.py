"""What is written down for people stays where they look for it."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from faden import __version__
from tests.architecture.sources import PACKAGE, ROOT, product

APPS = sorted(folder.parent for folder in (PACKAGE / "domain").glob("*/apps.py"))

#: Apps that still owe their ten lines; this list may only shrink.
OWING: set[str] = set()

LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#]+)")
PAPERS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(PACKAGE / "domain").glob("*/README.md")]


def test_every_domain_app_says_what_it_is() -> None:
    assert {app.name for app in APPS if not (app / "README.md").exists()} == OWING


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(paper: Path) -> None:
    text = paper.read_text(encoding="utf-8")
    assert not [link for link in LINK.findall(text) if not (paper.parent / link).exists()]


#: Addresses that nobody opens by hand, or that are developers' own.
NOT_IN_THE_MANUAL = {"", "api", "healthz", "readyz", "stil", "ui"}

#: First part of an address → its page in the manual.
MANUAL = {
    "dubletten": "dubletten",
    **dict.fromkeys(("anmelden", "abmelden", "zugang", "sitzung", "darstellung", "entwurf", "hilfe"), "bedienung"),
    **dict.fromkeys(("barrierefreiheit", "impressum"), "bedienung"),
    "datenschutz": "datenschutz",
    "heute": "heute",
    **dict.fromkeys(("termine", "aufgaben", "kalender"), "termine"),
    **dict.fromkeys(("uebergaben", "vertretung"), "uebergabe"),
    "suche": "suche",
    "faelle": "fall",
    **dict.fromkeys(("verweise", "antwort"), "verweis"),
    "anfragen": "anfrage-behoerde",
    "angebote": "angebote",
    "kontakt": "kurzkontakt",
    "formulare": "freigaben",
    "luecken": "luecke-melden",
    "fachberatung": "fachberatung",
    "themen": "themen",
    "gremien": "gremien",
    "auftraege": "gremien",
    "sitzungen": "sitzung",
    "postausgang": "postausgang",
    "berichte": "sachstandsbericht",
    "programm": "stellen",
    **dict.fromkeys(("konto", "bestaetigen"), "konto"),
    "tablet": "eigene-sicht",
    "verwaltung": "verwaltung",
}

#: Workplaces whose page in the manual is still to be written; this list may only shrink.
UNWRITTEN: set[str] = set()


def _first_parts(patterns: Iterable[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for entry in patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _first_parts(entry.url_patterns, route)
        else:
            yield route.split("/")[0]


def test_every_workplace_stands_in_the_manual() -> None:
    workplaces = set(_first_parts(get_resolver().url_patterns)) - NOT_IN_THE_MANUAL
    assert workplaces - MANUAL.keys() == UNWRITTEN
    assert MANUAL.keys() <= workplaces
    assert not [page for page in MANUAL.values() if not (ROOT / "docs" / "handbuch" / f"{page}.md").exists()]


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs" / "adr").glob("[0-9]*.md"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_version_is_one() -> None:
    public_code = (ROOT / "publiccode.yml").read_text(encoding="utf-8")
    assert f"softwareVersion: {__version__}\n" in public_code
    assert f"## {__version__} " in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


#: Requirement → how it is called in code, where that differs from its own name.
CALLED = {
    "argon2-cffi": "Argon2PasswordHasher",
    "django-csp": "csp",
    "django-ninja": "ninja",
    "pillow": "PIL",
    "python-docx": "docx",
    "pyyaml": "yaml",
    "vl-convert-python": "vl_convert",
}


def test_every_runtime_requirement_is_used_and_says_why() -> None:
    code = "\n".join(source.text for source in product())
    for line in (ROOT / "requirements" / "runtime.in").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name = re.split(r"[\[<>=\s]", line)[0]
            assert re.search(rf"\b{CALLED.get(name, name.replace('-', '_'))}\b", code), f"{name} is not used"
            assert "# " in line, f"{name} does not say why"
