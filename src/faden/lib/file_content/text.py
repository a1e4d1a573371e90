"""Plain text: letters and nothing that a browser or a program would take for an order."""

import re

from faden.lib.file_content.file_types import TEXT, Examined, Unwanted

_MARKUP = re.compile(r"\s*(<\?|<!|<(html|head|body|svg|script|iframe|math|object|embed|a|p|div|xml)\b)", re.IGNORECASE)
#: Files that are written in letters and do something, or hold other files.
_SIGNED = re.compile(
    r"\s*(\{\\rtf|%!PS|#!|MIME-Version:|Content-Type:|\[InternetShortcut\]|\[Desktop Entry\]|@echo |WScript\.)",
    re.IGNORECASE,
)
_ACTING = re.compile(
    r"<script|<iframe|<object|<embed|javascript:|<[a-z]{1,20}[^<>]{0,300}\son[a-z]{3,20}\s{0,9}=", re.IGNORECASE
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
NOT_TAKEN = (
    "Diese Art von Datei wird nicht angenommen. Möglich sind PDF, Bilder (JPEG, PNG, WebP), Word, Excel, "
    "OpenDocument-Text und reiner Text."
)


def examined_text(content: bytes) -> Examined:
    """Take a text, as UTF-8 from whatever Windows wrote.

    :raises Unwanted: it is no text, or a web page or drawing in disguise
    """
    text = _decoded(content)
    if _CONTROL.search(text) or _MARKUP.match(text) or _SIGNED.match(text) or _ACTING.search(text):
        raise Unwanted(NOT_TAKEN)
    return Examined(text.encode(), TEXT)


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unwanted(NOT_TAKEN)
