"""The questions at the end of the counselling as a sheet: German and the client's language side by side."""

from faden.domain.cases.enums import Asked
from faden.domain.client_texts.queries import Texts, texts_in
from faden.domain.client_texts.shipped import SOURCE
from faden.domain.places.queries import site
from faden.reporting.documents import render as typeset

KEYS = (
    "feedback.title", "feedback.intro", "feedback.who_reads", "feedback.tick", "feedback.helped", "feedback.understood",
    "feedback.respected", "feedback.again", "feedback.words", "feedback.words_help", "feedback.yes", "feedback.mostly",
    "feedback.little", "feedback.no", "form.client", "agreement.date",
)  # fmt: skip


def sheet(*, client: str, language: str) -> bytes:
    """The questions to be answered on paper.

    :raises KeyError: there are no texts in this language
    """
    texts, here = texts_in(language), site()
    note = f"Rückmeldung · {texts.language.german}"
    is_reviewed = language == SOURCE or all(texts.phrases[key].is_reviewed for key in KEYS)
    data = {
        "site": here.name if here else "",
        "note": note if is_reviewed else f"{note} · Übersetzung noch nicht geprüft",
        "rtl": texts.language.right_to_left,
        "german": _fixed(texts_in(SOURCE)),
        "other": None if language == SOURCE else _fixed(texts),
        "client": client,
        "on": "",
    }
    return typeset("feedback", data, language=language)


def _fixed(texts: Texts) -> dict[str, str]:
    return {key.split(".", 1)[1]: texts.fill(key, count=len(Asked)) for key in KEYS}
