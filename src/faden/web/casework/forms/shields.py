"""Why somebody's identity is to be kept apart."""

from django import forms

from faden.domain.people.enums import ShieldGround


class ShieldForm(forms.Form):
    """The ground and what it rests on."""

    ground = forms.ChoiceField(label="Anlass", choices=ShieldGround.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Begründung",
        max_length=500,
        widget=forms.Textarea,
        help_text="Bitte ohne Namen: Wer darüber entscheidet, liest diese Sätze und sonst nichts aus der Akte.",
    )

    def clean_ground(self) -> ShieldGround:
        """The ground itself."""
        return ShieldGround(self.cleaned_data["ground"])
