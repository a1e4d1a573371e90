"""How an authority answers."""

from django import forms

from faden.domain.residence.enums import Outcome
from faden.web.layout.fields import DateField, VersionField


class AnswerForm(forms.Form):
    """What the authority says to a request."""

    outcome = forms.ChoiceField(
        label="Ergebnis",
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Bitte ein Ergebnis auswählen."},
    )
    answer = forms.CharField(
        label="Antwort",
        max_length=4000,
        widget=forms.Textarea,
        error_messages={"required": "Bitte die Antwort schreiben."},
    )
    documents = forms.CharField(
        label="Unterlagen, die noch fehlen", required=False, max_length=2000, widget=forms.Textarea
    )
    decided_on = DateField(label="Bescheid oder Termin am", required=False)
    version = VersionField()

    def clean_outcome(self) -> Outcome:
        """The outcome itself."""
        return Outcome(self.cleaned_data["outcome"])


class AskForm(forms.Form):
    """A question back, before answering."""

    remark = forms.CharField(
        label="Ihre Rückfrage",
        max_length=4000,
        widget=forms.Textarea,
        error_messages={"required": "Bitte die Rückfrage schreiben."},
    )
    version = VersionField()
