"""The texts of a group beside each other, to be approved or mended."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField

from faden.domain.client_texts.operations import Approval
from faden.domain.client_texts.queries import Phrase
from faden.domain.client_texts.shipped import fingerprint

LONGEST = 2000


@dataclass(frozen=True)
class Line:
    """A text with its fields."""

    phrase: Phrase
    text: BoundField
    approved: BoundField


class ReviewForm(forms.Form):
    """Each text with a box to tick; what is changed must be ticked too, so that no work is lost unseen."""

    def __init__(self, *args: Any, phrases: Sequence[Phrase], **options: Any) -> None:
        super().__init__(*args, **options)
        self.phrases = phrases
        for phrase in phrases:
            key = phrase.key
            self.fields[key] = forms.CharField(
                label="Übersetzung", initial=phrase.text, widget=forms.Textarea, max_length=LONGEST, required=False
            )
            self.fields[f"ok:{key}"] = forms.BooleanField(label="Ich habe diesen Text geprüft", required=False)
            self.fields[f"source:{key}"] = _hidden(fingerprint(key))
            self.fields[f"after:{key}"] = _hidden(str(phrase.review.id) if phrase.review else "")

    @property
    def lines(self) -> list[Line]:
        """The fields by text."""
        return [Line(phrase, self[phrase.key], self[f"ok:{phrase.key}"]) for phrase in self.phrases]

    def clean(self) -> dict[str, Any]:
        """What is approved, as the operation takes it."""
        typed = super().clean() or {}
        return {"approvals": list(self._approvals(typed))}

    def _approvals(self, typed: dict[str, Any]) -> Iterator[Approval]:
        for phrase in self.phrases:
            key, text = phrase.key, typed.get(phrase.key, "").replace("\r\n", "\n")
            if typed.get(f"ok:{key}"):
                yield Approval(key, text, typed.get(f"source:{key}", ""), _identifier(typed.get(f"after:{key}", "")))
            elif text.strip() != phrase.text:
                self.add_error(key, "Geändert, aber nicht als geprüft angekreuzt.")


def _hidden(value: str) -> forms.CharField:
    return forms.CharField(initial=value, widget=forms.HiddenInput, required=False)


def _identifier(text: str) -> UUID | None:
    """The review that was seen; what cannot be read was none."""
    try:
        return UUID(text)
    except ValueError:
        return None
