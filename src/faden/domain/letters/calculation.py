"""What stands on the paper: text and values put together, as data for the typesetter."""

from collections.abc import Mapping
from typing import Any

from faden.domain.client_texts.shipped import END, ISOLATE, SOURCE, Language, shipped
from faden.domain.letters.enums import LetterKind
from faden.domain.letters.placeholders import REQUIRED, known_to
from faden.lib.letter_text import Block, fill, plain, problems


def text_problems(kind: LetterKind, subject: str, body: str) -> dict[str, str]:
    """What is wrong with a template, by field; unknown placeholders with their line, missing ones by name."""
    known = known_to(kind)
    used_above = [name for name in REQUIRED[kind] if f"{{{name}}}" in subject]
    in_subject = [problem.removeprefix("Zeile 1: ") for problem in problems(subject, known=known)]
    required = [name for name in REQUIRED[kind] if name not in used_above]
    wrong = {"subject": in_subject, "body": problems(body, known=known, required=required)}
    return {field: " ".join(found) for field, found in wrong.items() if found}


def paper(
    *,
    subject: str,
    body: str,
    head_line: str,
    head: str,
    address: str,
    values: Mapping[str, str],
    office: Mapping[str, str],
    basis: str = "",
    other: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """What the template of the typesetter is told: words, never markup.

    :param head_line: one line, at the top of each page
    :param head: the letterhead, several lines
    :param values: of the placeholders in subject and body
    :param office: of those in the letterhead
    :param basis: what lets it leave, in words
    :param other: what ``translated`` has told, if a translation is enclosed
    """
    return {
        "subject": plain(subject, values),
        "sender": plain(head_line, office),
        "head": [_runs(line) for block in fill(head, office) for line in block.lines],
        "address": [line.strip() for line in address.splitlines() if line.strip()],
        "blocks": [_block(block) for block in fill(body, values)],
        "basis": basis,
        "other": other,
        "date": values.get("Datum", ""),
        "reference": values.get("Fallnummer", ""),
    }


def translated(
    *, subject: str, body: str, note: str, is_reviewed: bool, language: Language, values: Mapping[str, str]
) -> dict[str, Any]:
    """What stands on the page behind the letter, in the client's language; values keep their own direction."""
    if language.right_to_left:
        values = {name: "\n".join(map(_isolated, text.splitlines())) for name, text in values.items()}
    return {
        "language": language.tag,
        "name": language.german,
        "rtl": language.right_to_left,
        "subject": plain(subject, values),
        "blocks": [_block(block) for block in fill(body, values)],
        "note": note,
        "german_note": shipped(SOURCE)["letter.translation"],
        "reviewed": is_reviewed,
    }


def _isolated(line: str) -> str:
    return f"{ISOLATE}{line}{END}" if line.strip() else ""


def _block(block: Block) -> dict[str, Any]:
    return {"kind": block.kind, "lines": [_runs(line) for line in block.lines]}


def _runs(line: Any) -> list[dict[str, Any]]:
    return [{"text": run.text, "bold": run.bold} for run in line]
