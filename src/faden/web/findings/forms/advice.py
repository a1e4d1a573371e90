"""What somebody who advises writes."""

from django import forms


class ContributionForm(forms.Form):
    """The advice, in writing."""

    text = forms.CharField(label="Ihr Rat", widget=forms.Textarea, max_length=4000)
