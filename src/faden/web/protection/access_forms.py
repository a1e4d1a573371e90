"""What is entered to receive, check and answer a request for access."""

from typing import Any

from django import forms

from faden.domain.subject_requests.enums import Asker, Ground, Identity, Way
from faden.web.layout.fields import DateField, VersionField

MISSING = {"required": "Diese Angabe fehlt."}


class ReceiveForm(forms.Form):
    """About whom, when and how it came in, who asks."""

    number = forms.CharField(
        label="Fallnummer",
        max_length=12,
        error_messages=MISSING,
        help_text="Des Falls, um den es geht, zum Beispiel 26-041732.",
    )
    received_on = DateField(label="Eingegangen am", help_text="Ab diesem Tag läuft der Monat.")
    received_by = forms.ChoiceField(label="Wie", choices=Way.choices, widget=forms.RadioSelect, error_messages=MISSING)
    asker = forms.ChoiceField(
        label="Wer fragt?", choices=Asker.choices, widget=forms.RadioSelect, error_messages=MISSING
    )


class IdentityForm(forms.Form):
    """How it was made sure who asks."""

    version = VersionField()
    identity = forms.ChoiceField(
        label="Wie ist geprüft, dass die Person es ist?",
        choices=Identity.choices,
        widget=forms.RadioSelect,
        error_messages=MISSING,
    )
    identity_note = forms.CharField(
        label="Vermerk",
        max_length=300,
        required=False,
        help_text="Zum Beispiel: Aktenzeichen der Vollmacht. Keine Ausweisnummern.",
    )


class VersionForm(forms.Form):
    """Nothing but what the page was made from."""

    version = VersionField()


class BlackForm(VersionForm):
    """Which passages of a section are blacked out; the others are released."""

    black = forms.TypedMultipleChoiceField(label="Schwärzen", coerce=int, required=False)

    def __init__(self, *args: Any, passages: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["black"].choices = [(str(place), str(place)) for place in range(passages)]  # type: ignore[attr-defined]


class ExtendForm(VersionForm):
    """Why a month is not enough."""

    because = forms.CharField(
        label="Warum reicht der Monat nicht?",
        max_length=500,
        widget=forms.Textarea,
        error_messages=MISSING,
        help_text="Die Person muss vor Ablauf des ersten Monats davon erfahren (Art. 12 Abs. 3 DSGVO).",
    )


class RefuseForm(VersionForm):
    """Why there is no answer."""

    ground = forms.ChoiceField(label="Grund", choices=Ground.choices, widget=forms.RadioSelect, error_messages=MISSING)
    because = forms.CharField(
        label="Begründung",
        max_length=1000,
        widget=forms.Textarea,
        error_messages=MISSING,
        help_text="Die Person erfährt sie, mit dem Hinweis auf Beschwerde und Klage (Art. 12 Abs. 4 DSGVO).",
    )


class DeliverForm(VersionForm):
    """How it was handed over."""

    delivered_by = forms.ChoiceField(
        label="Wie ist die Auskunft ausgehändigt?",
        choices=Way.choices[:3],
        widget=forms.RadioSelect,
        error_messages=MISSING,
    )
