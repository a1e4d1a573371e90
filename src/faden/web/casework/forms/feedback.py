"""Asking for the client's feedback."""

from collections.abc import Iterable
from typing import Any

from django import forms

from faden.domain.client_texts.queries import Texts
from faden.web.casework.forms.own_view import offer_languages


class FeedbackForm(forms.Form):
    """In which language the client reads the questions."""

    language = forms.ChoiceField(label="Sprache der Fragen")

    def __init__(self, *args: Any, texts: Iterable[Texts], groups: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        offer_languages(self, texts, groups)
