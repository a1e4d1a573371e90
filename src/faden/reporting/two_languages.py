"""What every sheet for a client begins with: German and the client's language side by side."""

from typing import Any

from faden.domain.client_texts.queries import Texts, texts_in
from faden.domain.client_texts.shipped import END, ISOLATE, SOURCE
from faden.domain.places.queries import site

#: The group of texts that names life domains.
TOPICS = "domain"


def side_by_side(group: str, *more: str, language: str) -> tuple[Texts, dict[str, Any]]:
    """The texts of a language, and what the sheet's template is told of both.

    :param group: of the texts that stand on the sheet
    :param more: other groups of which it takes some; they too have to be reviewed
    :raises KeyError: there are no texts in this language
    """
    texts, here = texts_in(language), site()
    return texts, {
        "site": here.name if here else "",
        "rtl": texts.language.right_to_left,
        "german": _words(texts_in(SOURCE), group),
        "other": None if language == SOURCE else _words(texts, group),
        "unreviewed": texts.unreviewed((group, "form", *more)),
    }


def in_place(value: str, texts: Texts) -> str:
    """A German value that keeps its order beside a label that runs from right to left."""
    return f"{ISOLATE}{value}{END}" if value and texts.language.right_to_left else value


def topic_in_both(key: str, name: str, texts: Texts) -> list[str]:
    """A life domain in German and in the client's language, the second empty where there is no other."""
    named = f"{TOPICS}.{key}"
    return [name, texts[named] if texts.language.tag != SOURCE and named in texts else ""]


def _words(texts: Texts, group: str) -> dict[str, str]:
    """The fixed sentences, with the label of the name."""
    return {"client": texts["form.client"], **{one.key.split(".", 1)[1]: one.text for one in texts.group(group)}}
