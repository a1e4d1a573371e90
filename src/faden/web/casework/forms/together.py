"""What is said once for many cases."""

from collections.abc import Iterable
from typing import Any

from django import forms

from faden.web.layout.fields import DateField, OneOf


class HandOverForm(forms.Form):
    """To whom, why, and from when."""

    successor = OneOf(label="Wer soll übernehmen?")
    earliest_on = DateField(label="Frühestens am")
    reason = forms.CharField(label="Grund", max_length=300, help_text="Steht später in den Akten.")
    note = forms.CharField(
        label="Hinweis zur Übergabe", required=False, max_length=2000, widget=forms.Textarea, help_text="Ohne Namen."
    )

    def __init__(self, *args: Any, colleagues: Iterable[object], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["successor"].offer(colleagues)  # type: ignore[attr-defined]


class CloseQuietForm(forms.Form):
    """The same words for all."""

    evaluation = forms.CharField(
        label="Auswertung",
        max_length=2000,
        widget=forms.Textarea,
        help_text="Steht in jedem dieser Fälle. Als Grund wird „kein Kontakt mehr“ eingetragen.",
    )
