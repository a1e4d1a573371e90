"""Which kinds of file are taken."""

from dataclasses import dataclass


class Unwanted(ValueError):
    """A file is not taken; says why, as a German sentence."""


@dataclass(frozen=True)
class Upload:
    """A file as somebody hands it in.

    :param size: how large it was; when that was too much, only a part of the content has arrived
    :param title: what it is to be called from now on, without an ending; empty keeps its name
    """

    name: str
    content: bytes
    size: int
    title: str = ""

    @property
    def has_arrived(self) -> bool:
        """Whether the whole content is here."""
        return len(self.content) >= self.size


@dataclass(frozen=True)
class FileType:
    """A kind of file, by its media type; ``suffix`` is how its name ends."""

    media_type: str
    suffix: str
    label: str


@dataclass(frozen=True)
class Examined:
    """A file that may be kept: its bytes (an image's are written anew) and what it is."""

    content: bytes
    type: FileType


PDF = FileType("application/pdf", "pdf", "PDF")
JPEG = FileType("image/jpeg", "jpg", "JPEG-Bild")
PNG = FileType("image/png", "png", "PNG-Bild")
WEBP = FileType("image/webp", "webp", "WebP-Bild")
DOCX = FileType("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", "Word-Dokument")
XLSX = FileType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", "Excel-Tabelle")
ODT = FileType("application/vnd.oasis.opendocument.text", "odt", "OpenDocument-Text")
TEXT = FileType("text/plain; charset=utf-8", "txt", "Textdatei")

IMAGES = (JPEG, PNG, WEBP)
ALL = (PDF, *IMAGES, DOCX, XLSX, ODT, TEXT)
