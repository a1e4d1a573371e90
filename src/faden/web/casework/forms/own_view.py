"""Handing the device to the client: which language, and who helps."""

from collections.abc import Iterable
from typing import Any

from django import forms

from faden.domain.cases.enums import FilledBy
from faden.domain.client_texts.queries import Texts


class OwnViewForm(forms.Form):
    """In which language the client reads, and how the answers come about."""

    language = forms.ChoiceField(label="Sprache der Fragen")
    filled_by = forms.ChoiceField(label="Wie wird ausgefüllt?", choices=FilledBy.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, texts: Iterable[Texts], groups: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        offer_languages(self, texts, groups)


def offer_languages(form: forms.Form, texts: Iterable[Texts], groups: Iterable[str]) -> None:
    """Let the field ``language`` offer the languages clients read, each with the state of its review."""
    wanted = tuple(groups)
    form.fields["language"].choices = [(one.language.tag, _label(one, wanted)) for one in texts]  # type: ignore[attr-defined]


def _label(texts: Texts, groups: tuple[str, ...]) -> str:
    language = texts.language
    name = language.german if language.name == language.german else f"{language.german} · {language.name}"
    return f"{name} (Übersetzung noch nicht geprüft)" if texts.unreviewed(groups) else name
