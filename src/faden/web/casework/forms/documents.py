"""Documents of a case."""

from typing import Any

from django import forms

from faden.kernel.files.enums import Audience, FileKind
from faden.web.layout.uploads import FilesField

FILED_DIRECTLY = [choice for choice in FileKind.choices if choice[0] != FileKind.ATTACHMENT]


class DocumentsForm(forms.Form):
    """Files, what they are and who reads them."""

    uploads = FilesField()
    kind = forms.ChoiceField(label="Was ist das?", choices=FILED_DIRECTLY)
    title = forms.CharField(
        label="Bezeichnung",
        required=False,
        max_length=100,
        help_text="Zum Beispiel: Bescheid Jobcenter vom 3.11. Ohne Bezeichnung bleibt der Name der Datei.",
    )
    audience = forms.ChoiceField(label="Sichtbar für", choices=Audience.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, is_inside: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        if not is_inside:
            # Whoever helps from outside cannot file for the inside.
            choices = [choice for choice in Audience.choices if choice[0] != Audience.INSIDE]
            self.fields["audience"].choices = choices  # type: ignore[attr-defined]

    def clean_kind(self) -> FileKind:
        """The kind itself."""
        return FileKind(self.cleaned_data["kind"])

    def clean_audience(self) -> Audience:
        """The audience itself."""
        return Audience(self.cleaned_data["audience"])
