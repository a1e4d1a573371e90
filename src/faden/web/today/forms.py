"""What is said on the start page itself."""

from django import forms


class SeenForm(forms.Form):
    """Which piece of news was read."""

    subject = forms.UUIDField()
