"""Templates: who keeps them, that nothing of them is run, and that former wordings stay."""

import time
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from django.db import ProgrammingError, transaction
from pypdf import PdfReader

from faden.domain.letters.calculation import paper, text_problems
from faden.domain.letters.enums import Addressee, LetterKind
from faden.domain.letters.models import LetterTemplateVersion
from faden.domain.letters.operations.templates import add_template, save_template
from faden.domain.letters.placeholders import INVENTED, PLACEHOLDERS
from faden.domain.letters.queries import offered, template, versions_of
from faden.domain.letters.shipped import Template, shipped
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Conflict, Invalid, Refused
from faden.kernel.access.roles import Role
from faden.lib.letter_text import LONGEST
from faden.reporting.documents import render
from tests import given

pytestmark = pytest.mark.django_db
TODAY, NOW = given.TODAY, datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


@pytest.fixture
def lead() -> Actor:
    return given.actor(Role.LEAD, name="Lea Leitung")


def save(by: Actor, *, key: str = "terminbrief", version: int = 0, **changes: object) -> Template:
    wording = {
        "title": "Terminbrief",
        "kind": LetterKind.APPOINTMENT,
        "addressee": Addressee.CLIENT,
        "subject": "Ihr Termin",
        "body": "Am {Termin} in {Ort}.",
        "is_offered": True,
        **changes,
    }
    return save_template(key=key, version=version, actor=by, now=NOW, **wording)  # type: ignore[arg-type]


def read(pdf: bytes) -> str:
    return " ".join("\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def typeset(body: str, subject: str = "Betreff", **values: str) -> bytes:
    told: dict[str, Any] = {
        "head_line": "Kopf",
        "head": "Kopf",
        "address": "Weg 1",
        "values": {**INVENTED, **values},
        "office": {},
    }
    return render("site_letter", paper(subject=subject, body=body, **told))


@pytest.mark.parametrize("key", shipped())
def test_what_is_shipped_is_right_and_prints(key: str) -> None:
    one = shipped()[key]
    assert text_problems(one.kind, one.subject, one.body) == {}
    reader = PdfReader(BytesIO(typeset(one.body, one.subject)))
    claimed = reader.xmp_metadata.stream.get_data().decode() if reader.xmp_metadata else ""
    assert "<pdfuaid:part>1<" in claimed
    assert "<pdfaid:part>2<" in claimed
    assert "{" not in read(typeset(one.body, one.subject))


def test_everything_invented_is_known() -> None:
    assert set(INVENTED) == set(PLACEHOLDERS)


@pytest.mark.parametrize(
    "hostile",
    [
        '#read("/etc/passwd")',
        '#import "letter.typ": *',
        '#include "/templates/consent.typ"',
        "#while true { }",
        "#let f(x) = f(x); #f(1)",
        "#sys.inputs.data",
        '#image("/vendor/noto-sans/OFL.txt")',
        "$ sum_(i=0)^oo 1/i $ `#panic()` @label <label> \\u{202e}",
        "{{ 7*7 }} {% raw %}",
        "<script>alert(1)</script>",
        "]#panic[",
        '"; #read("x") //',
    ],
)
def test_what_looks_like_a_command_is_printed_as_it_stands(hostile: str) -> None:
    assert f"Vorher {hostile} nachher" in read(typeset("Vorher {Anliegen} nachher", Anliegen=hostile))
    if "{" not in hostile:
        assert f"Vorher {hostile} nachher" in read(typeset(f"Vorher {hostile} nachher", f"Betreff {hostile}"))


def test_the_longest_text_is_set_in_seconds_and_no_sign_is_lost() -> None:
    began = time.monotonic()
    reader = PdfReader(BytesIO(typeset("Wort " * (LONGEST // 5))))
    assert len(reader.pages) > 3
    assert time.monotonic() - began < 20
    assert typeset("Emoji 🧵 und 漢字 und عربي")[:5] == b"%PDF-"


@pytest.mark.parametrize(
    ("changes", "field", "told"),
    [
        ({"body": "Am {Termin}."}, "body", "Es fehlt {Ort}."),
        ({"body": "Am {Termin}\n\nin {Ort}, {Adresse}"}, "body", "Zeile 3: {Adresse} ist kein Platzhalter."),
        ({"body": "Am {Termin} in {Ort"}, "body", "geschweifte Klammer"),
        ({"subject": "Termin {Zeit}"}, "subject", "{Zeit} ist kein Platzhalter."),
        ({"body": "{Termin}{Ort}" + "x" * LONGEST}, "body", "länger als"),
    ],
    ids=["missing", "unknown", "half written", "in the subject", "too long"],
)
def test_what_is_wrong_is_said_when_saving(lead: Actor, changes: dict[str, str], field: str, told: str) -> None:
    with act_as(lead, today=TODAY), pytest.raises(Invalid) as caught:
        save(lead, **changes)  # type: ignore[arg-type]
    assert told in caught.value.errors[field]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SYSTEM])
def test_who_keeps_templates(role: Role) -> None:
    somebody = given.actor(role)
    with act_as(somebody, today=TODAY):
        if role in {Role.ADMIN, Role.COORDINATOR, Role.LEAD}:
            assert save(somebody).number == 1
        else:
            with pytest.raises(Refused):
                save(somebody)


def test_the_newest_counts_and_the_former_ones_stay(lead: Actor) -> None:
    with act_as(lead, today=TODAY):
        save(lead)
        save(lead, version=1, subject="Neuer Betreff", is_offered=False)
        assert template("terminbrief").subject == "Neuer Betreff"
        assert "terminbrief" not in {one.key for one in offered()}
        assert [(one.number, one.written_by) for one in versions_of("terminbrief")] == [
            (2, "Lea Leitung"),
            (1, "Lea Leitung"),
            (0, ""),
        ]


def test_two_who_save_the_same_template_both_keep_their_words(lead: Actor) -> None:
    with act_as(lead, today=TODAY):
        save(lead, subject="Zuerst")
        with pytest.raises(Conflict) as caught:
            save(lead, subject="Danach")
        assert caught.value.fields["subject"] == ("Betreff", "Zuerst")


def test_a_version_is_never_changed(lead: Actor) -> None:
    with act_as(lead, today=TODAY):
        save(lead)
        with pytest.raises(ProgrammingError), transaction.atomic():
            LetterTemplateVersion.objects.update(body="anders")


def test_there_is_one_letterhead_and_it_knows_no_client(lead: Actor) -> None:
    with act_as(lead, today=TODAY):
        with pytest.raises(Invalid, match="nur einen Briefkopf"):
            save(lead, kind=LetterKind.LETTERHEAD)
        with pytest.raises(Invalid, match=r"\{Name\} ist kein Platzhalter"):
            save(lead, key="briefkopf", body="{Standort}\n{Name}")
        assert save(lead, key="briefkopf", body="{Standort}", kind=LetterKind.OFFICE).kind == LetterKind.LETTERHEAD


def test_a_new_template_gets_a_key_that_is_free_and_the_same_form_sent_twice_saves_it_once(lead: Actor) -> None:
    told: dict[str, Any] = {
        "kind": LetterKind.COVER,
        "addressee": Addressee.CLIENT,
        "subject": "Unterlagen",
        "body": "- {Anlagen}",
        "is_offered": True,
        "actor": lead,
        "now": NOW,
    }
    with act_as(lead, today=TODAY):
        first = add_template(title="Terminbrief", **told)
        assert first.key == "terminbrief-2"
        assert add_template(title="Terminbrief", **told).key == first.key
        assert add_template(title="Terminbrief", **{**told, "subject": "Mehr"}).key == "terminbrief-3"
        assert add_template(title="  ÄÖ ß  ", **told).key == "vorlage"
        assert LetterTemplateVersion.objects.count() == 3
