"""Files that are handed out: saved, never shown."""

from urllib.parse import quote

from django.http import HttpResponse


def download(content: bytes, *, name: str, media_type: str) -> HttpResponse:
    """A file to be saved under its name; no browser opens it in the place of the product."""
    plain = name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "_")
    return HttpResponse(
        content,
        content_type=media_type,
        headers={
            "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}",
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "X-Content-Type-Options": "nosniff",
        },
    )
