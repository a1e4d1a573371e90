"""The goal agreement as a sheet: German and the client's language side by side."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from faden.domain.cases.operations.agreements import TEXTS
from faden.domain.cases.queries.agreements import Agreed, DraftGoal, as_drafts
from faden.domain.client_texts.queries import Texts, texts_in
from faden.domain.client_texts.shipped import LANGUAGES, SOURCE
from faden.domain.places.queries import site
from faden.lib import german
from faden.reporting.documents import render as typeset

RIGHT_TO_LEFT = frozenset({"ar", "fa", "prs", "ps", "ur", "ckb"})
KEYS = (
    "title", "lead", "client", "born", "counsellor", "date", "help", "voluntary", "change", "copy", "translation",
    "place", "signature_client", "signature_counsellor", "interpreter", "own_words",
)  # fmt: skip


def sheet(case: Any, goals: Sequence[DraftGoal], *, language: str, on: date, counsellor: str) -> bytes:
    """The agreement to be signed."""
    return _set(case, goals, language=language, on=on, counsellor=counsellor, signatures=(), digest="")


def signed_sheet(case: Any, agreed: Agreed, *, counsellor: str = "") -> bytes:
    """The same sheet with the signatures on it, and the checksum of what was signed.

    :param counsellor: the author of the agreement; read from it where not told
    """
    agreement = agreed.agreement
    return _set(
        case,
        as_drafts(agreed.goals),
        language=agreement.language,
        on=agreement.on,
        counsellor=counsellor or agreement.author.name,
        signatures=agreed.signatures,
        digest=agreement.digest,
    )


def _set(
    case: Any,
    goals: Sequence[DraftGoal],
    *,
    language: str,
    on: date,
    counsellor: str,
    signatures: Sequence[Any],
    digest: str,
) -> bytes:
    source, texts = texts_in(SOURCE), texts_in(language)
    person, here = case.person, site()
    data = {
        "site": here.name if here else "",
        "rtl": LANGUAGES[language].right_to_left,
        "german": _fixed(source),
        "other": None if language == SOURCE else _fixed(texts),
        "unreviewed": texts.unreviewed(TEXTS),
        "client": person.full_name,
        "born": german.day(person.birth_date) if person.birth_date else "",
        "counsellor": counsellor,
        "on": on,
        "goals": [_goal(goal, place, source, texts) for place, goal in enumerate(goals, start=1)],
        "signatures": [{"by": one.by, "on": one.on, "strokes": one.strokes} for one in signatures],
        "digest": digest,
    }
    return typeset("goal_agreement", data, language=language)


def _fixed(texts: Texts) -> dict[str, str]:
    return {key: texts[f"agreement.{key}"] for key in KEYS}


def _goal(goal: DraftGoal, place: int, source: Texts, texts: Texts) -> dict[str, Any]:
    named = f"domain.{goal.domain_key}"
    phrase = texts.phrases.get(named)
    other_domain = phrase.text if phrase else goal.domain
    return {
        "heading": f"{source.fill('agreement.goal', number=place)} · {goal.domain}",
        "other_heading": f"{texts.fill('agreement.goal', number=place)} · {other_domain}",
        "words": goal.words,
        "language": goal.language,
        "rtl": goal.language in RIGHT_TO_LEFT,
        "german": goal.german,
    }
