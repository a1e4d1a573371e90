"""Word, Excel and OpenDocument files: packed folders, looked into without unpacking more than needed."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from faden.lib.file_content.file_types import DOCX, ODT, XLSX, Examined, FileType, Unwanted

MOST_PARTS = 5_000
MOST_UNPACKED = 200_000_000
#: Lists of parts and of links between them are small.
MOST_LISTED = 4_000_000
_MAIN = {
    b"wordprocessingml.document.main+xml": DOCX,
    b"spreadsheetml.sheet.main+xml": XLSX,
}
_MACROS = re.compile(
    r"vbaproject|activex|oleobject|macrosheet|^basic/|^scripts/|^meta-inf/manifest\.mf$"
    r"|\.(exe|dll|com|scr|msi|js|jse|vbs|vbe|wsf|hta|bat|cmd|ps1|jar|class|lnk|url|do[ct]m|xl[st]m|xlam|xll|pp[tos]m|html?)$"
)
#: Never past the next bracket: a list of brackets alone would be searched for hours.
_REMOTE = re.compile(
    rb"<[^<>]*(attachedTemplate|oleObject|frame|subDocument)[^<>]*TargetMode\s*=\s*[\"']External"
    rb"|<[^<>]*TargetMode\s*=\s*[\"']External[^<>]*(attachedTemplate|oleObject|frame|subDocument)"
)
#: What fetches or starts something when the document is opened, in the parts themselves.
_ACTING = re.compile(
    rb"<!DOCTYPE|<!ENTITY|<ddeLink|<script:event-listener|<text:section-source[^<>]*href\s*=\s*[\"']\s*(?:https?|ftp|file|smb|\\\\)"
    rb"|office:dde-application",
    re.IGNORECASE,
)
_FIELD = re.compile(rb"<w:instrText[^<>]*>([^<]*)</w:instrText>|w:instr\s*=\s*[\"']([^\"']*)")
_DDE = re.compile(rb"\bDDE(AUTO)?\b", re.IGNORECASE)
#: Longer parts are the text of books and lists of a hundred thousand rows; their beginning is looked at.
MOST_READ = 20_000_000
BROKEN = "Die Datei ist beschädigt oder kein Dokument."
NOT_TAKEN = "Diese Art von Archiv wird nicht angenommen. Bitte laden Sie die Dokumente einzeln hoch."


def examined_office(content: bytes) -> Examined:
    """Take a document.

    :raises Unwanted: an archive of another kind, one that unpacks to nonsense, or a document with macros
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as folder:
            _check_parts(folder.infolist())
            found = _type_of(folder)
            _check_links(folder)
            _check_parts_inside(folder)
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        if isinstance(error, Unwanted):
            raise
        raise Unwanted(BROKEN) from error
    return Examined(content, found)


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Unwanted("Das Dokument ist ausgepackt zu groß.")
    if any(part.flag_bits & 1 for part in parts):
        raise Unwanted("Das Dokument ist mit einem Kennwort gesichert und lässt sich nicht prüfen.")
    if any(_MACROS.search(part.filename.lower()) for part in parts):
        raise Unwanted("Das Dokument enthält ein Programm (Makro). Bitte speichern Sie es ohne Makros oder als PDF.")


def _type_of(folder: zipfile.ZipFile) -> FileType:
    names = folder.namelist()
    if names[:1] == ["mimetype"]:
        if _read(folder, "mimetype").strip() == ODT.media_type.encode():
            return ODT
    elif "[Content_Types].xml" in names:
        listed = _read(folder, "[Content_Types].xml")
        for word, kind in _MAIN.items():
            if word in listed and b"macroEnabled" not in listed:
                return kind
    raise Unwanted(NOT_TAKEN)


def _check_links(folder: zipfile.ZipFile) -> None:
    """A template or an object that is fetched from elsewhere when the document is opened."""
    for name in _links(folder):
        if _REMOTE.search(_read(folder, name)):
            raise Unwanted("Das Dokument lädt beim Öffnen etwas aus dem Internet nach. Bitte speichern Sie es als PDF.")


def _check_parts_inside(folder: zipfile.ZipFile) -> None:
    """Fields and links that start a program or fetch something."""
    for name in folder.namelist():
        if not name.lower().endswith(".xml"):
            continue
        with folder.open(name) as part:
            content = part.read(MOST_READ)
        fields = b"".join(one or other for one, other in _FIELD.findall(content))
        if _ACTING.search(content) or _DDE.search(fields):
            raise Unwanted(
                "Das Dokument würde beim Öffnen etwas starten oder nachladen. Bitte speichern Sie es als PDF."
            )


def _links(folder: zipfile.ZipFile) -> Iterator[str]:
    return (name for name in folder.namelist() if name.endswith(".rels"))


def _read(folder: zipfile.ZipFile, name: str) -> bytes:
    with folder.open(name) as part:
        content = part.read(MOST_LISTED + 1)
    if len(content) > MOST_LISTED:
        raise Unwanted(BROKEN)
    return content
