"""What somebody enters before being signed in."""

from django import forms


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
    """The second factor."""

    code = forms.CharField(
        label="Code aus Ihrer Authenticator-App",
        max_length=40,
        help_text="Sechs Ziffern. Ist das Gerät nicht da, geht auch einer Ihrer Notfallcodes.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
        error_messages={"required": "Bitte den Code eingeben."},
    )
