"""PDF: kept as it is, if it is nothing but a PDF and nothing in it acts by itself.

Names are looked for in the file and in its compressed object streams. That finds what office programs, scanners and
authorities write; a file made to hide something can still slip through, so a PDF is never shown by the product, only
handed out to be saved.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from itertools import chain

from faden.lib.file_content.file_types import PDF, Examined, Unwanted

#: Unpacked object streams of one file together; real ones stay far below.
MOST_UNPACKED = 64_000_000
_CHUNK = 65_536
_STREAM = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
#: An object stream that is not packed begins with numbers.
_PLAIN = re.compile(rb"\s*\d+\s+\d+\s")
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
# Long words only: three letters would be found by chance in the middle of any scanned picture.
_ACTING = re.compile(
    rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|Rendition|GoToE|XFA\s*[\[\d])(?![A-Za-z])"
)
_END = re.compile(rb"%%EOF[\s\x00]*\Z")


def examined_pdf(content: bytes) -> Examined:
    """Take a PDF.

    :raises Unwanted: it is cut off or carries something behind its end, is locked, or would act when it is opened
    """
    if not _END.search(content[-2048:]) or zipfile.is_zipfile(io.BytesIO(content)):
        raise Unwanted("Die PDF-Datei ist unvollständig oder enthält nach ihrem Ende noch etwas anderes.")
    if re.search(rb"/Encrypt(?![A-Za-z0-9])", content):
        raise Unwanted(
            "Die PDF-Datei ist mit einem Kennwort gesichert und lässt sich nicht prüfen. "
            "Bitte drucken Sie sie als neue PDF-Datei oder scannen Sie sie ein."
        )
    if any(_ACTING.search(_plain(part)) for part in chain([content], _object_streams(content))):
        raise Unwanted(
            "Die PDF-Datei enthält ein Programm oder eine eingebettete Datei, wie manche ausfüllbaren Formulare. "
            "Bitte drucken Sie sie als neue PDF-Datei."
        )
    return Examined(content, PDF)


def _plain(part: bytes) -> bytes:
    """Names without their disguise: ``/J#61vaScript`` is ``/JavaScript``."""
    return _HEX.sub(lambda found: bytes([int(found[1], 16)]), part)


def _object_streams(content: bytes) -> Iterator[bytes]:
    """The compressed objects of a file, unpacked as far as is sensible."""
    left = MOST_UNPACKED
    for found in _STREAM.finditer(content):
        part = _unpacked(content, found.end(), left)
        if not part and not _PLAIN.match(content, found.end()):
            raise Unwanted("Die PDF-Datei ist so gepackt, dass sie sich nicht prüfen lässt. Bitte drucken Sie sie neu.")
        left -= len(part)
        if left <= 0:
            raise Unwanted("Die PDF-Datei ist so stark gepackt, dass sie sich nicht prüfen lässt.")
        yield part


def _unpacked(content: bytes, start: int, most: int) -> bytes:
    unpack, part = zlib.decompressobj(), bytearray()
    try:
        while not unpack.eof and start < len(content) and len(part) < most:
            part += unpack.decompress(unpack.unconsumed_tail + content[start : start + _CHUNK], most - len(part))
            start += _CHUNK
    except zlib.error:
        pass
    return bytes(part)
