"""What somebody enters who has no password (any more)."""

from django import forms

REQUIRED = {"required": "Diese Angabe fehlt."}


class ForgottenForm(forms.Form):
    """Where the link is to be sent."""

    email = forms.EmailField(
        label="E-Mail-Adresse Ihres Kontos",
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
        error_messages={"required": "Bitte die E-Mail-Adresse eingeben.", "invalid": "Das ist keine E-Mail-Adresse."},
    )


class ChosenForm(forms.Form):
    """A password that somebody chooses; typed characters are never changed or cut off."""

    new = forms.CharField(
        label="Neues Passwort", strip=False, max_length=1001, error_messages=REQUIRED,
        help_text="Mindestens zwölf beliebige Zeichen. Gut zu merken ist ein kurzer Satz, den nur Sie sagen würden.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    again = forms.CharField(
        label="Neues Passwort noch einmal", strip=False, max_length=1001, error_messages=REQUIRED,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
