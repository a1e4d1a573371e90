"""What the administration enters."""

from collections.abc import Iterable
from typing import Any

from django import forms

from faden.kernel.access.roles import Role
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
    days = forms.TypedChoiceField(label="Wie lange gilt er?", choices=PERIODS, coerce=int, initial="90")


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
    organisation = OneOf(label="Organisation", required=False, help_text="Nur für Partnerorganisationen.")
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
        scope = {Role.COORDINATOR.value: region, Role.PARTNER.value: organisation}.get(data.get("role", ""))
        return {**data, "scope_id": scope.id if scope else None}


class TraceForm(forms.Form):
    """Whose acts, and which."""

    person = OneOf(label="Person", required=False, empty="alle")
    only_readings = forms.BooleanField(label="nur gelesene Akten", required=False)

    def __init__(self, *args: Any, accounts: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].offer(accounts)  # type: ignore[attr-defined]
