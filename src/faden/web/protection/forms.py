"""What the data protection officer enters."""

from typing import Any

from django import forms

from faden.kernel.audit.queries import Kind
from faden.web.layout.fields import DateField

MISSING = {"required": "Diese Angabe fehlt."}


class PeriodForm(forms.Form):
    """When, and what kind of act; its names stand in addresses."""

    von = DateField(label="von", required=False)
    bis = DateField(label="bis", required=False)
    art = forms.ChoiceField(label="Was", required=False, choices=[("", "alles"), *Kind.choices])

    def clean(self) -> dict[str, Any]:
        """A period begins before it ends."""
        data = super().clean() or {}
        if data.get("von") and data.get("bis") and data["bis"] < data["von"]:
            self.add_error("bis", "Das Ende liegt vor dem Beginn.")
        return data


class FileSearch(forms.Form):
    """Which file."""

    number = forms.CharField(
        label="Fallnummer", max_length=40, error_messages=MISSING, help_text="Zum Beispiel 26-000417."
    )


class AccountSearch(forms.Form):
    """Whose acts."""

    text = forms.CharField(
        label="Name", max_length=200, error_messages=MISSING, help_text="Ein Teil des Namens genügt."
    )


class CheckForm(forms.Form):
    """What came of looking into an unusual day."""

    remark = forms.CharField(
        label="Was hat die Prüfung ergeben?", max_length=1000, widget=forms.Textarea, error_messages=MISSING,
        help_text="Zum Beispiel: Vertretung im Urlaub, mit der Leitung geklärt. Keine Namen von Klient:innen.",
    )  # fmt: skip


class EmergencyCheckForm(forms.Form):
    """What came of looking at an emergency access."""

    remark = forms.CharField(
        label="Was hat die Prüfung ergeben?", max_length=500, widget=forms.Textarea, error_messages=MISSING
    )
