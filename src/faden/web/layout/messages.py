"""One sentence for the next page: what the act just done has brought about.

It travels in a signed cookie and not in the session, which would be written twice for it: when it is told and when it
is read. It counts for a minute, and only for whoever was signed in when it was told.
"""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from faden.web.layout.session import ACCOUNT

COOKIE = f"{settings.COOKIE_PREFIX}faden_message"
COUNTS_FOR = 60


def tell(request: HttpRequest, sentence: str) -> None:
    """Say on the next page that something has been done: "Der Kontakt ist gespeichert."; no names in it."""
    request.message = sentence  # type: ignore[attr-defined]


def take(request: HttpRequest) -> str | None:
    """Return the sentence and forget it."""
    sentence = getattr(request, "message", None)
    if sentence is None and COOKIE in request.COOKIES:
        try:
            sentence = str(signing.loads(request.COOKIES[COOKIE], salt=_salt(request), max_age=COUNTS_FOR))
        except signing.BadSignature:
            sentence = None
    request.message = None  # type: ignore[attr-defined]
    return sentence


def carry(request: HttpRequest, response: HttpResponse) -> None:
    """Give the browser what the next page says, or take from it what this page has said."""
    if not hasattr(request, "message"):
        return
    if request.message is None:
        if COOKIE in request.COOKIES:
            response.delete_cookie(COOKIE, samesite="Lax")
        return
    response.set_cookie(
        COOKIE,
        signing.dumps(request.message, salt=_salt(request)),
        max_age=COUNTS_FOR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _salt(request: HttpRequest) -> str:
    return f"faden.message.{request.session.get(ACCOUNT, '')}"
