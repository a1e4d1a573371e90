"""What is asked when something was signed, or taken back."""

from typing import Any

from django import forms

from faden.domain.consent.enums import ConsentKind, GivenHow
from faden.domain.organisations.queries import organisations
from faden.lib.languages import in_german_order
from faden.reporting.documents import languages, text
from faden.web.layout.fields import DateField, OneOf


def printed(form: str = "consent") -> list[tuple[str, str]]:
    """Code and name of the languages in which a form can be printed."""
    return [(code, name) for code, name in in_german_order() if code in languages(form)]


class ConsentForm(forms.Form):
    """A signed declaration: what, towards whom, when, on which form."""

    kind = forms.TypedChoiceField(
        label="Was wurde unterschrieben?", choices=ConsentKind.choices, coerce=ConsentKind, widget=forms.RadioSelect
    )
    organisation = OneOf(
        label="Gegenüber welcher Stelle?",
        required=False,
        empty="keine (Einwilligung in die Datenverarbeitung)",
        help_text="Nur bei einer Schweigepflichtentbindung.",
    )
    given_on = DateField(label="Unterschrieben am", help_text="Das Datum auf dem Blatt.")
    valid_until = DateField(label="Gültig bis", required=False, help_text="Leer: bis zum Widerruf.")
    form_version = forms.CharField(label="Fassung des Formulars", max_length=20, help_text="Steht unten auf dem Blatt.")
    language = forms.ChoiceField(label="Sprache des Formulars", help_text="Steht daneben.")
    given_how = forms.TypedChoiceField(label="Form", choices=GivenHow.choices, coerce=GivenHow)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].offer(organisations())  # type: ignore[attr-defined]
        self.fields["language"].choices = printed()  # type: ignore[attr-defined]
        self.initial.setdefault("form_version", text("consent").version)


class WithdrawalForm(forms.Form):
    """The first day on which the declaration no longer counts."""

    on = DateField(label="Widerrufen am")
