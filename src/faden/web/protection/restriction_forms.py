"""What whoever keeps the Sperrvermerke enters."""

from django import forms

from faden.domain.people.enums import ShieldGround
from faden.web.layout.fields import DateField


class RestrictionForm(forms.Form):
    """Whose identity is kept apart, and why."""

    number = forms.CharField(label="Fallnummer", max_length=12, help_text="zum Beispiel 26-041732")
    ground = forms.ChoiceField(label="Anlass", choices=ShieldGround.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label="Begründung", max_length=500, widget=forms.Textarea)
    review_on = DateField(
        label="Prüfen am", required=False, help_text="Der Vermerk endet nicht von selbst; an dem Tag wird erinnert."
    )

    def clean_ground(self) -> ShieldGround:
        """The ground itself."""
        return ShieldGround(self.cleaned_data["ground"])


class LiftForm(forms.Form):
    """Why a Sperrvermerk is no longer needed."""

    reason = forms.CharField(label="Warum wird er aufgehoben?", max_length=500, widget=forms.Textarea)


class AnswerForm(forms.Form):
    """What becomes of a request."""

    agrees = forms.TypedChoiceField(
        label="Entscheidung",
        choices=[("ja", "Sperrvermerk setzen"), ("nein", "ablehnen")],
        coerce=lambda answer: answer == "ja",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label="Begründung", max_length=500, widget=forms.Textarea)
    review_on = DateField(label="Prüfen am", required=False)
