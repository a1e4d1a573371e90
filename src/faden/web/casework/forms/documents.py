"""Documents of a case."""

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

    def clean_kind(self) -> FileKind:
        """The kind itself."""
        return FileKind(self.cleaned_data["kind"])

    def clean_audience(self) -> Audience:
        """The audience itself."""
        return Audience(self.cleaned_data["audience"])
