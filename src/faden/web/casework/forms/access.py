"""Somebody asks their counsellor what is stored about them."""

from collections.abc import Iterable
from typing import Any

from django import forms

from faden.domain.subject_requests.enums import Asker, Identity, Way
from faden.web.layout.fields import DateField, OneOf

MISSING = {"required": "Diese Angabe fehlt."}


class AccessForm(forms.Form):
    """About whom, when and how it came in, who asks, and how that was made sure of."""

    person = OneOf(label="Um wessen Daten geht es?", error_messages=MISSING)
    received_on = DateField(label="Gefragt am", help_text="Ab diesem Tag läuft der Monat.")
    received_by = forms.ChoiceField(label="Wie", choices=Way.choices, widget=forms.RadioSelect, error_messages=MISSING)
    asker = forms.ChoiceField(
        label="Wer fragt?", choices=Asker.choices, widget=forms.RadioSelect, error_messages=MISSING
    )
    identity = forms.ChoiceField(
        label="Wie haben Sie geprüft, dass die Person es ist?",
        choices=[*Identity.choices, ("", "noch nicht geprüft")],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, people: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].offer(people, label=lambda one: one.full_name)  # type: ignore[attr-defined]
