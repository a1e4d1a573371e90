"""Somebody wants something corrected, or objects: said to their counsellor."""

from collections.abc import Collection, Iterable
from typing import Any

from django import forms

from faden.domain.subject_requests.enums import Subject
from faden.lib import german
from faden.web.layout import rights_forms as shared
from faden.web.layout.fields import OneOf, VersionField


class CorrectionForm(shared.CorrectionForm):
    """About whom, and in which note it stands."""

    person = OneOf(label="Um wessen Daten geht es?", error_messages=shared.MISSING)
    note = OneOf(
        label="In welcher Notiz?",
        required=False,
        empty="in keiner",
        help_text="Nur bei einer Gesprächsnotiz. An ihr steht dann, dass sie als falsch gemeldet ist.",
    )
    field_order = ("person", "received_on", "received_by", "asker", "subject", "note", "says", "should_say")

    def __init__(self, *args: Any, people: Iterable[Any], notes: Collection[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_notes = bool(notes)
        self.fields["person"].offer(people, label=lambda one: one.full_name)  # type: ignore[attr-defined]
        self.fields["note"].offer(  # type: ignore[attr-defined]
            notes, label=lambda one: f"{german.day(one.on)}, {one.get_kind_display()}"
        )

    def clean(self) -> dict[str, Any]:
        """Which note it is, where there is one to choose: the mark stands beside it."""
        told = super().clean()
        if told.get("subject") == Subject.NOTE and self.has_notes and not told.get("note"):
            self.add_error("note", "Bitte die Notiz wählen, um die es geht.")
        return told


class ObjectionForm(shared.ObjectionForm):
    """About whom, and which release is no longer to be used."""

    person = OneOf(label="Um wessen Daten geht es?", error_messages=shared.MISSING)
    release = OneOf(
        label="Auf welche Entbindung stützt sich die Weitergabe?",
        required=False,
        empty="auf keine (ein Gesetz)",
        help_text="Wird dem Widerspruch entsprochen, ist sie widerrufen.",
    )
    field_order = ("person", "received_on", "received_by", "asker", "against", "release", "grounds")

    def __init__(self, *args: Any, people: Iterable[Any], releases: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].offer(people, label=lambda one: one.full_name)  # type: ignore[attr-defined]
        self.fields["release"].offer(releases, label=_release)  # type: ignore[attr-defined]


class FulfilForm(forms.Form):
    """What was done."""

    version = VersionField()
    because = forms.CharField(
        label="Was ist geändert?",
        max_length=1000,
        required=False,
        widget=forms.Textarea,
        help_text="Die Person liest es in der Antwort. Berichtigen Sie die Angabe selbst vorher in der Akte.",
    )


class LayForm(forms.Form):
    """What speaks against it."""

    version = VersionField()
    proposal = forms.CharField(
        label="Was spricht dagegen?",
        max_length=1000,
        widget=forms.Textarea,
        error_messages=shared.MISSING,
        help_text="Der Datenschutz entscheidet und kennt die Akte nicht: bitte so, dass er es ohne sie versteht.",
    )


def _release(one: Any) -> str:
    return f"{one.organisation}, vom {german.day(one.given_on)}"
