"""Concluding and signing a goal agreement."""

from collections.abc import Iterable
from typing import Any

from django import forms

from faden.domain.client_texts.queries import Texts
from faden.web.casework.forms.own_view import offer_languages
from faden.web.layout.fields import DateField
from faden.web.layout.uploads import FilesField


class AgreementForm(forms.Form):
    """Which language stands beside German, and of which day it is."""

    language = forms.ChoiceField(label="Zweite Sprache auf dem Blatt")
    on = DateField(label="Vereinbart am")

    def __init__(self, *args: Any, texts: Iterable[Texts], groups: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        offer_languages(self, texts, groups)


class PaperForm(forms.Form):
    """The signed sheet is here; a scan of it, where there is one."""

    on = DateField(label="Unterschrieben am")
    uploads = FilesField(label="Scan des unterschriebenen Blattes", required=False)
