"""What the data protection officer enters."""

from datetime import date
from typing import Any

from django import forms

from faden.domain.cases.enums import ReadersNamed
from faden.domain.client_texts.shipped import LANGUAGES
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


class ReadingsLetterForm(forms.Form):
    """Which readings the client is told, in which language, and whether by name."""

    since = DateField(label="Von")
    until = DateField(label="Bis", help_text="Der letzte Tag zählt mit.")
    language = forms.ChoiceField(
        label="Sprache", choices=[(tag, one.german) for tag, one in LANGUAGES.items()], error_messages=MISSING
    )
    names = forms.ChoiceField(
        label="Namen der Beschäftigten nennen?",
        choices=[("", "Nein, nur Aufgabe und Stelle"), *ReadersNamed.choices],
        widget=forms.RadioSelect,
        required=False,
        help_text="Beschäftigte, die im Auftrag der Stelle lesen, muss der Brief nicht nennen (EuGH C\u2011579/21).",
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """A period begins before it ends, and the trace holds no tomorrow."""
        data = super().clean() or {}
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", "Das Ende liegt vor dem Beginn.")
        if until and until > self.today:
            self.add_error("until", "Das Ende liegt in der Zukunft.")
        return data
