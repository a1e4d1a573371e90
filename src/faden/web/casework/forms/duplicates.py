"""Which of two values stays, and why two are two."""

from datetime import date
from typing import Any

from django import forms

from faden.lib import german
from faden.lib.languages import language_name
from faden.processes.merge_people import FieldChoice, Preview
from faden.web.layout.fields import VersionField

SIDES = ("keep", "other")


def words_for(choice: FieldChoice, value: object) -> str:
    """A value as a person reads it."""
    match value:
        case bool():
            return "ja" if value else "nein"
        case date():
            return german.day(value)
        case None | "":
            return "nichts eingetragen"
    return language_name(str(value)) if choice.name == "language" else str(value)


class MergeForm(forms.Form):
    """One question for each field in which the two differ."""

    version_keep = VersionField()
    version_other = VersionField()

    def __init__(self, *args: Any, preview: Preview, **options: Any) -> None:
        super().__init__(*args, **options)
        self.differing = [choice for choice in preview.choices if choice.differs]
        for choice in self.differing:
            self.fields[choice.name] = forms.ChoiceField(
                label=german_label(choice),
                choices=[(side, words_for(choice, getattr(choice, side))) for side in SIDES],
                initial=choice.suggested,
                widget=forms.RadioSelect,
                error_messages={"required": "Bitte wählen Sie einen der beiden Werte."},
            )

    def clean(self) -> dict[str, Any]:
        """What the process takes."""
        told: dict[str, Any] = super().clean() or {}
        if self.errors:
            return told
        take = {choice.name for choice in self.differing if told[choice.name] == "other"}
        return {"take": take, "versions": (told["version_keep"], told["version_other"])}


def german_label(choice: FieldChoice) -> str:
    """The label of a field as the head of a question."""
    return choice.label[:1].upper() + choice.label[1:]


class ApartForm(forms.Form):
    """Why two are two."""

    reason = forms.CharField(
        label="Woran sind sie zu unterscheiden?",
        max_length=300,
        help_text="Zum Beispiel „Zwillinge“ oder „anderer Geburtsort, beide waren hier“.",
    )
