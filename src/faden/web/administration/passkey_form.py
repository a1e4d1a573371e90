"""What somebody enters about a new passkey."""

from django import forms

from faden.kernel.sign_in.passkeys import LONGEST


class PasskeyForm(forms.Form):
    """Its name; what the browser has answered comes with the form."""

    name = forms.CharField(
        label="Wie soll er heißen?",
        max_length=60,
        help_text="So erkennen Sie ihn in der Liste wieder, zum Beispiel „Dienstlaptop“.",
        error_messages={"required": "Bitte einen Namen eingeben."},
    )
    answer = forms.CharField(
        max_length=LONGEST,
        widget=forms.HiddenInput,
        error_messages={
            "required": "Der Browser hat keinen Passkey geschickt. Ohne JavaScript geht es mit einer Authenticator-App."
        },
    )
