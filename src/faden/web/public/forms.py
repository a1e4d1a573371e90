"""What somebody enters before being signed in."""

from typing import Any

from django import forms

from faden.kernel.sign_in.passkeys import LONGEST
from faden.kernel.sign_in.queries import Factors
from faden.web.layout.confirming import ONLY_PAPER


class SignInForm(forms.Form):
    """Address and password."""

    email = forms.EmailField(
        label="E-Mail-Adresse",
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
        error_messages={"required": "Bitte die E-Mail-Adresse eingeben.", "invalid": "Das ist keine E-Mail-Adresse."},
    )
    password = forms.CharField(
        label="Passwort",
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Bitte das Passwort eingeben."},
    )


class FactorForm(forms.Form):
    """The second factor: a code, or a passkey."""

    passkey = forms.CharField(required=False, max_length=LONGEST, widget=forms.HiddenInput)
    code = forms.CharField(
        label="Code aus Ihrer Authenticator-App",
        max_length=40,
        help_text="Sechs Ziffern. Ist das Gerät nicht da, geht auch einer Ihrer Notfallcodes.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
        error_messages={"required": "Bitte den Code eingeben."},
    )

    def __init__(self, *args: Any, factors: Factors, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if factors.app_since is None:
            self.fields["code"].label = ONLY_PAPER
            self.fields["code"].help_text = "Er ersetzt den Passkey, wenn das Gerät nicht da ist."
        self.fields["code"].required = not self.data.get("passkey")
