"""Contacts."""

from collections.abc import Iterable

from django import forms

from faden.domain.cases.enums import AccessPath, ContactKind, Visibility
from faden.lib.languages import in_german_order
from faden.web.layout.fields import DateField, NumberField, SomeOf, VersionField

LONGEST_TEXT = 20_000


class ContactForm(forms.Form):
    """One contact, as it is written down right after it."""

    text = forms.CharField(
        label="Notiz",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea,
        help_text="Was war das Anliegen, was wurde getan, was ist verabredet?",
    )
    on = DateField(label="Tag")
    minutes = NumberField(label="Minuten", least=1, most=600)
    kind = forms.ChoiceField(label="Art", choices=ContactKind.choices)
    access_path = forms.ChoiceField(label="Zugang", choices=AccessPath.choices)
    language = forms.ChoiceField(label="Sprache des Gesprächs", required=False)
    interpreter = forms.BooleanField(label="mit Dolmetschen", required=False)
    life_domains = SomeOf(label="Handlungsfelder", required=False)
    visibility = forms.ChoiceField(label="Sichtbar für", choices=Visibility.choices, widget=forms.RadioSelect)

    def __init__(self, *args: object, life_domains: Iterable[object], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["language"].choices = [("", "nicht angegeben"), *in_german_order()]  # type: ignore[attr-defined]
        self.fields["life_domains"].offer(life_domains)  # type: ignore[attr-defined]


class CorrectionForm(forms.Form):
    """The text of a note, once more."""

    text = forms.CharField(label="Notiz", max_length=LONGEST_TEXT, widget=forms.Textarea)
    version = VersionField()
