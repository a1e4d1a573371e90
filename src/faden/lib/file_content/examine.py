"""Find out what a file is by how it begins, and hand it to whoever knows that kind."""

from faden.lib.file_content.file_types import Examined, Unwanted
from faden.lib.file_content.images import examined_image
from faden.lib.file_content.office import examined_office
from faden.lib.file_content.pdf import examined_pdf
from faden.lib.file_content.text import examined_text

_APPLE = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")


def examined(content: bytes) -> Examined:
    """Take a file whatever its name says.

    :raises Unwanted: why not, as a German sentence
    """
    if not content:
        raise Unwanted("Die Datei ist leer.")
    if content.startswith(b"%PDF-"):
        return examined_pdf(content)
    if content.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")) or _is_webp(content):
        return examined_image(content)
    if content[4:8] == b"ftyp" and content[8:12] in _APPLE:
        raise Unwanted("Bilder im Format HEIC können viele Programme nicht öffnen. Bitte als JPEG hochladen.")
    if content.startswith(b"PK\x03\x04"):
        return examined_office(content)
    return examined_text(content)


def _is_webp(content: bytes) -> bool:
    return content[:4] == b"RIFF" and content[8:12] == b"WEBP"
