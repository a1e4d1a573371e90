"""Cursors: where the next page of a list begins, without saying what stands there."""

import base64
import binascii
from datetime import date
from uuid import UUID

from faden.kernel.access.errors import Invalid

UNREADABLE = "Der Zeiger auf die nächste Seite ist nicht lesbar; bitte mit der ersten Seite beginnen."


def write_cursor(place: tuple[date, UUID] | None) -> str | None:
    """The place as a caller hands it back, or None at the end."""
    if place is None:
        return None
    day, key = place
    return base64.urlsafe_b64encode(day.toordinal().to_bytes(4, "big") + key.bytes).decode().rstrip("=")


def read_cursor(text: str) -> tuple[date, UUID] | None:
    """The place a caller hands back; an empty text is the beginning.

    :raises Invalid: the text was not written by :func:`write_cursor`
    """
    if not text:
        return None
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        return date.fromordinal(int.from_bytes(raw[:4], "big")), UUID(bytes=raw[4:])
    except (ValueError, OverflowError, binascii.Error):
        raise Invalid({"after": UNREADABLE}) from None
