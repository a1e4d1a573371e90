"""Files that are handed out: named, and never kept on the way."""

from urllib.parse import quote

from django.http import HttpResponse

PDF = "application/pdf"
#: How a download stands in the description of the interface.
BINARY = {"responses": {"200": {"description": "Die Datei", "content": {"*/*": {"schema": {"type": "string"}}}}}}


def download(content: bytes, *, name: str, media_type: str = PDF) -> HttpResponse:
    """A file to be saved under its name."""
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=media_type, headers=headers)
