"""The stylesheet: the layout's and each component's own small CSS, put together once when the server starts."""

import gzip
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from faden.web.layout.jinja import WEB


@dataclass(frozen=True)
class Stylesheet:
    """The text in both encodings and its fingerprint."""

    text: bytes
    packed: bytes
    digest: str


def read() -> Stylesheet:
    """Put the files together: layout first, then the components by name."""
    files = [*sorted((WEB / "layout" / "css").glob("*.css")), *sorted((WEB / "components").glob("*/*.css"))]
    text = b"\n".join(file.read_bytes() for file in files)
    return Stylesheet(text, gzip.compress(text, mtime=0), sha256(text).hexdigest()[:16])


read_once = cache(read)


def current() -> Stylesheet:
    """Return the stylesheet; while developing, as the files are now."""
    return read() if settings.DEBUG else read_once()


def address() -> str:
    """Address that changes with the content, so that it may be kept for ever."""
    return reverse("layout:stylesheet", args=[current().digest])


@require_safe
def stylesheet(request: HttpRequest, digest: str) -> HttpResponse:
    """Serve it; an address from before the last release gets the current one, but may not keep it."""
    sheet = current()
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    keep = "public, max-age=31536000, immutable" if digest == sheet.digest else "no-cache"
    headers = {"Cache-Control": keep, "Vary": "Accept-Encoding"} | ({"Content-Encoding": "gzip"} if packed else {})
    return HttpResponse(sheet.packed if packed else sheet.text, content_type="text/css; charset=utf-8", headers=headers)
