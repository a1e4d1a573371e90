"""Consent and release from confidentiality as sheets to be signed: German and the client's language side by side."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from faden.domain.client_texts.queries import Texts, texts_in
from faden.domain.client_texts.shipped import SOURCE
from faden.domain.consent.enums import ConsentKind, Direction, Purpose
from faden.domain.places.queries import site
from faden.lib import german
from faden.reporting.documents import render as typeset
from faden.reporting.two_languages import TOPICS, topic_in_both

#: What is signed. Whoever changes a German sentence of a form raises its version: it is kept with each signature.
VERSIONS = {ConsentKind.DATA_PROCESSING: "2026-2", ConsentKind.RELEASE: "2026-3", ConsentKind.EVALUATION: "2026-1"}
TEMPLATES = {
    ConsentKind.DATA_PROCESSING: "consent",
    ConsentKind.RELEASE: "release",
    ConsentKind.EVALUATION: "evaluation",
}
#: How the sheet is called at its foot, and as a file.
NAMES = {
    ConsentKind.DATA_PROCESSING: "Einwilligung",
    ConsentKind.RELEASE: "Schweigepflichtentbindung",
    ConsentKind.EVALUATION: "Auswertung",
}


#: The answers that a form lets choose from; read aloud is the one that was chosen.
CHOICES = ("direction_", "purpose_")
#: Where nothing was filled in and nobody writes by hand any more.
NOTHING = "–"


@dataclass(frozen=True)
class FilledIn:
    """What is known before the sheet is printed; what is empty is written by hand.

    :param topics: a release is about these: key and German name of each life domain
    :param direction: of a release: who may tell whom; None: ticked by hand, like the purpose
    """

    counsellor: str
    client: str = ""
    born: date | None = None
    organisation: str = ""
    topics: tuple[tuple[str, str], ...] = ()
    until: date | None = None
    direction: Direction | None = None
    purpose: Purpose | None = None


def groups_of(kind: ConsentKind, *, topics: bool = False) -> tuple[str, ...]:
    """The groups of texts that stand on the sheet.

    :param topics: life domains are filled in
    """
    return (TEMPLATES[kind], "form", *((TOPICS,) if topics else ()))


@dataclass(frozen=True)
class Signature:
    """What the client gave on the device: lines on a field of 1000 by 400, or the name typed in."""

    on: date
    strokes: Sequence[Sequence[Sequence[int]]] = ()
    typed: str = ""


@dataclass(frozen=True)
class Value:
    """What was filled in: in German, in the language of the form, or in both."""

    german: str = ""
    read: str = ""


@dataclass(frozen=True)
class Line:
    """A piece of the form as it is read on the screen.

    :param kind: heading, text, or value (what was filled in, below its label)
    """

    kind: str
    text: str
    values: tuple[Value, ...] = ()


def read_aloud(kind: ConsentKind, filled: FilledIn, texts: Texts) -> list[Line]:
    """Every sentence of the form in one language, in the order of the sheet."""
    words = {phrase.key.split(".", 1)[1]: phrase.text for phrase in texts.group(TEMPLATES[kind])}
    values = {
        "organisation": (Value(filled.organisation),) if filled.organisation else (),
        "topics": tuple(Value(*topic_in_both(*one, texts)) for one in filled.topics),
        "direction": (Value(read=words[f"direction_{filled.direction}"]),) if filled.direction else (),
        "purpose": (Value(read=words[f"purpose_{filled.purpose}"]),) if filled.purpose else (),
        "until": (Value(german.day(filled.until)),) if filled.until else (),
    }
    lines = []
    for key, text in words.items():
        if key.startswith(CHOICES):
            continue
        if kind == ConsentKind.RELEASE and key in values:
            lines.append(Line("value", text, values[key] or (Value(NOTHING),)))
        elif key != "title":
            is_heading = any(other.startswith(f"{key}_") for other in words)
            lines.append(Line("heading" if is_heading else "text", text))
    return lines


def sheet(kind: ConsentKind, filled: FilledIn, *, language: str, signature: Signature | None = None) -> bytes:
    """The form as PDF.

    :param signature: None: it is signed by hand
    :raises KeyError: there are no texts in this language
    """
    texts, here = texts_in(language), site()
    unreviewed = texts.unreviewed(groups_of(kind, topics=bool(filled.topics)))
    empty = NOTHING if signature else ""
    note = f"{NAMES[kind]} · {texts.language.german} · Fassung {VERSIONS[kind]}"
    data = {
        "site": here.name if here else "",
        "note": f"{note} · Übersetzung noch nicht geprüft" if unreviewed else note,
        "rtl": texts.language.right_to_left,
        "german": _fixed(kind, texts_in(SOURCE)),
        "other": None if language == SOURCE else _fixed(kind, texts),
        "client": filled.client,
        "born": german.day(filled.born) if filled.born else empty,
        "counsellor": filled.counsellor,
        "organisation": filled.organisation,
        "topics": [topic_in_both(*one, texts) for one in filled.topics],
        "until": german.day(filled.until) if filled.until else empty,
        "signature": asdict(signature) if signature else None,
        "direction": filled.direction or "",
        "directions": list(Direction),
        "purpose": filled.purpose or "",
        "purposes": list(Purpose),
    }
    return typeset(TEMPLATES[kind], data, language=language)


def _fixed(kind: ConsentKind, texts: Texts) -> dict[str, str]:
    return {phrase.key.split(".", 1)[1]: phrase.text for group in groups_of(kind) for phrase in texts.group(group)}
