"""Files that are handed in with a form: received in memory and never laid down beside the database."""

from io import BytesIO
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from faden.kernel.files.rules import fits
from faden.lib.file_content import ALL, Upload
from faden.lib.german import file_size

MOST_AT_ONCE = 10
#: So many of the largest files are kept of one form; what is beyond is dropped, and refused when the form is read.
WHOLE_FILES = 3


class InMemory(FileUploadHandler):
    """Keeps what arrives up to the limit and drops the rest: the size still says how much it was."""

    def new_file(self, *args: Any, **options: Any) -> None:
        """Begin with the next file of the form."""
        super().new_file(*args, **options)
        self.kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002  what Django passes
        """Keep a piece, as long as there is room for one file and for all of them."""
        already = getattr(self.request, "faden_received", 0)
        if self.kept.tell() <= settings.FILE_LIMIT and already <= settings.FILE_LIMIT * WHOLE_FILES:
            self.kept.write(raw_data)
            self.request.faden_received = already + len(raw_data)  # type: ignore[union-attr]

    def file_complete(self, file_size: int) -> UploadedFile:
        """Hand over what was kept."""
        self.kept.seek(0)
        return InMemoryUploadedFile(
            self.kept, self.field_name, self.file_name or "", self.content_type, file_size, self.charset
        )


class SeveralFiles(forms.FileInput):
    """An input for several files."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[UploadedFile]:  # noqa: ARG002  what Django passes
        """All files of the field."""
        return list(files.getlist(name)) if hasattr(files, "getlist") else []


class FilesField(forms.Field):
    """Files somebody hands in; the operation gets a list of ``Upload``. Drawn by ``components/upload``.

    The form is made with ``Form(request.POST or None, request.FILES or None)``.
    """

    widget = SeveralFiles
    default_error_messages = {"required": "Bitte wählen Sie mindestens eine Datei aus."}

    def __init__(self, *, most: int = MOST_AT_ONCE, **options: Any) -> None:
        super().__init__(**{"label": "Dateien", "help_text": _limits(most), **options})
        self.most = most
        self.widget.attrs = {"accept": ",".join(f".{one.suffix}" for one in ALL) + ",.jpeg", "multiple": most > 1}

    def clean(self, value: object) -> list[Upload]:
        """Read what has arrived."""
        given: list[UploadedFile] = value if isinstance(value, list) else []
        self.validate(given)
        if len(given) > self.most:
            raise forms.ValidationError(f"Bitte höchstens {self.most} Dateien auf einmal.")
        complaints = [f"„{str(one.name)[:80]}“: {reason}" for one in given if (reason := fits(one.size or 0))]
        if complaints:
            raise forms.ValidationError(" ".join(complaints))
        received = [Upload(str(one.name), one.read(), one.size or 0) for one in given]
        if not all(one.has_arrived for one in received):
            together = file_size(settings.FILE_LIMIT * WHOLE_FILES)
            raise forms.ValidationError(f"Zusammen sind die Dateien größer als {together}. Bitte nacheinander ablegen.")
        return received


def _limits(most: int) -> str:
    many = f"Bis zu {most} Dateien" if most > 1 else "Eine Datei"
    return (
        f"{many}, jede bis {file_size(settings.FILE_LIMIT)}: PDF, Fotos (JPEG, PNG, WebP), Word, Excel, "
        "OpenDocument-Text oder reiner Text."
    )
