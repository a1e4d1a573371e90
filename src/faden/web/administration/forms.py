"""What the administration enters."""

from collections.abc import Iterable
from typing import Any

from django import forms

from faden.kernel.access.roles import Role
from faden.processes.keep_accounts import SCOPES
from faden.processes.key_scopes import GROUPS, WAYS
from faden.web.layout.fields import DateField, OneOf

REQUIRED = {"required": "Diese Angabe fehlt."}
ROLES = [(role.value, role.label) for role in Role if role != Role.SYSTEM]
PERIODS = [("30", "30 Tage"), ("90", "90 Tage"), ("365", "ein Jahr")]


class KeyForm(forms.Form):
    """A new API key."""

    name = forms.CharField(
        label="Wofür ist der Schlüssel?", max_length=100, help_text="Zum Beispiel „Monatliche Auswertung“.",
        error_messages=REQUIRED,
    )  # fmt: skip
    scopes = forms.MultipleChoiceField(
        label="Wofür reicht er?",
        choices=[
            (f"{group}:{way}", f"{label} – {words}") for group, label in GROUPS.items() for way, words in WAYS.items()
        ],
        widget=forms.CheckboxSelectMultiple,
        help_text="So wenig wie nötig: Zum Auswerten genügt meist „Kennzahlen und Auslastung – lesen“.",
        error_messages={"required": "Bitte ankreuzen, wofür der Schlüssel reicht."},
    )
    days = forms.TypedChoiceField(label="Wie lange gilt er?", choices=PERIODS, coerce=int, initial="90")


class PasswordForm(forms.Form):
    """Another password for oneself; typed characters are never changed or cut off."""

    current = forms.CharField(
        label="Bisheriges Passwort", strip=False, max_length=1000, error_messages=REQUIRED,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip
    new = forms.CharField(
        label="Neues Passwort", strip=False, max_length=1001, error_messages=REQUIRED,
        help_text="Mindestens zwölf beliebige Zeichen. Gut zu merken ist ein kurzer Satz, den nur Sie sagen würden.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    again = forms.CharField(
        label="Neues Passwort noch einmal", strip=False, max_length=1001, error_messages=REQUIRED,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip


class CodeForm(forms.Form):
    """The first code of an app."""

    code = forms.CharField(
        label="Code, den die App jetzt zeigt",
        max_length=20,
        help_text="Sechs Ziffern.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages=REQUIRED,
    )


class AccountForm(forms.Form):
    """A new account."""

    name = forms.CharField(label="Name", max_length=200, error_messages=REQUIRED)
    email = forms.EmailField(
        label="Dienstliche E-Mail-Adresse",
        error_messages={**REQUIRED, "invalid": "Das ist keine E-Mail-Adresse."},
    )
    function = forms.CharField(label="Funktion", max_length=200, required=False)


class RoleForm(forms.Form):
    """A role with its scope and period."""

    role = forms.ChoiceField(label="Rolle", choices=ROLES, error_messages=REQUIRED)
    region = OneOf(label="Region", required=False, empty="ganzer Standort", help_text="Nur für die Koordination.")
    organisation = OneOf(label="Organisation", required=False, help_text="Nur für Partnerorganisationen und Behörden.")
    since = DateField(label="gilt ab")
    until = DateField(label="gilt bis", required=False, help_text="Der erste Tag, an dem sie nicht mehr gilt.")

    def __init__(self, *args: Any, regions: Iterable[Any], organisations: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].offer(regions)  # type: ignore[attr-defined]
        self.fields["organisation"].offer(organisations)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Which scope counts follows from the role."""
        data = super().clean() or {}
        region, organisation = data.pop("region", None), data.pop("organisation", None)
        kind = SCOPES.get(Role(data["role"])) if "role" in data else None
        scope = {"region": region, "organisation": organisation}.get(kind or "")
        return {**data, "scope_id": scope.id if scope else None}
