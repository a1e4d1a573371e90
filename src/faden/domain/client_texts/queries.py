"""The texts a client reads, as they stand today, and how far their review has come."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from faden.domain.client_texts.models import TextReview
from faden.domain.client_texts.shipped import (
    END,
    GROUPS,
    ISOLATE,
    LANGUAGES,
    PLACEHOLDER,
    SOURCE,
    TRANSLATIONS,
    Language,
    fingerprint,
    shipped,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet

    TextReviews = QuerySet[TextReview]


@dataclass(frozen=True)
class Review:
    """When and by whom a translation was approved, and the German text it was held against."""

    id: UUID
    text: str
    german: str
    by: str
    at: datetime
    is_current: bool


@dataclass(frozen=True)
class Phrase:
    """One text in one language; without a current review it is as shipped, and unreviewed."""

    key: str
    german: str
    text: str
    review: Review | None

    @property
    def is_reviewed(self) -> bool:
        """Whether somebody approved this wording against the German text of today."""
        return self.review is not None and self.review.is_current


@dataclass(frozen=True)
class Texts:
    """All texts of one language."""

    language: Language
    phrases: Mapping[str, Phrase]

    def __getitem__(self, key: str) -> str:
        """The text of a key (``"tablet.next"``)."""
        return self.phrases[key].text

    def __contains__(self, key: str) -> bool:
        """Whether there is such a text."""
        return key in self.phrases

    def fill(self, key: str, **values: object) -> str:
        """The text with its placeholders filled."""
        if self.language.right_to_left:
            values = {name: f"{ISOLATE}{value}{END}" for name, value in values.items()}
        return PLACEHOLDER.sub(lambda found: str(values[found[1]]), self[key])

    def group(self, group: str) -> list[Phrase]:
        """The texts of a group, in the order of the file."""
        return [phrase for key, phrase in self.phrases.items() if key.startswith(f"{group}.")]

    def unreviewed(self, groups: Iterable[str]) -> bool:
        """Whether a text of these groups still waits for its review; German is nobody's translation."""
        if self.language.tag == SOURCE:
            return False
        return any(not phrase.is_reviewed for group in groups for phrase in self.group(group))


@dataclass(frozen=True)
class Progress:
    """How many texts of a language (or of one of its groups) are reviewed."""

    language: Language
    group: str
    label: str
    reviewed: int
    total: int

    @property
    def open(self) -> int:
        """How many wait."""
        return self.total - self.reviewed


def texts_in(language: str) -> Texts:
    """The texts in a language: one statement.

    :raises KeyError: no such language
    """
    words = shipped(language)
    reviews = _newest(TextReview.objects.filter(language=language)) if language != SOURCE else {}
    return Texts(LANGUAGES[language], _phrases(language, words, reviews))


def progress() -> list[Progress]:
    """How far the review has come, by language."""
    return [
        Progress(one.language, "", one.language.german, *_reviewed(one.phrases.values()))
        for one in all_texts()
        if one.language.tag in TRANSLATIONS
    ]


def progress_of(texts: Texts) -> list[Progress]:
    """How far the review of one language has come, by group."""
    return [Progress(texts.language, group, label, *_reviewed(texts.group(group))) for group, label in GROUPS.items()]


def all_texts() -> list[Texts]:
    """The texts of every language, German first: one statement."""
    reviews = _newest(TextReview.objects.all())
    return [Texts(LANGUAGES[tag], _phrases(tag, shipped(tag), reviews)) for tag in LANGUAGES]


def _newest(rows: "TextReviews") -> dict[tuple[str, str], Review]:
    found = rows.order_by("language", "key", "-reviewed_at", "-id").distinct("language", "key")
    return {(one.language, one.key): _review(one) for one in found.select_related("reviewed_by")}


def _review(row: TextReview) -> Review:
    is_current = row.key in shipped(SOURCE) and row.source == fingerprint(row.key)
    return Review(row.id, row.text, row.german, row.reviewed_by.name, row.reviewed_at, is_current)


def _phrases(language: str, words: Mapping[str, str], reviews: Mapping[tuple[str, str], Review]) -> dict[str, Phrase]:
    phrases = {}
    for key, text in words.items():
        review = reviews.get((language, key))
        wording = review.text if review is not None and review.is_current else text
        phrases[key] = Phrase(key, shipped(SOURCE)[key], wording, review)
    return phrases


def _reviewed(phrases: Iterable[Phrase]) -> tuple[int, int]:
    found = list(phrases)
    return sum(phrase.is_reviewed for phrase in found), len(found)
