"""Cursors of the lists: the day and the key of the last row, as they stand in the address."""

from datetime import date
from uuid import UUID

from faden.web.layout.listing import CURSOR
from faden.web.layout.pages import Request


def read_cursor(request: Request) -> tuple[date, UUID] | None:
    """Where the page begins; None at the beginning, also for an address nobody can read."""
    day, _, key = request.GET.get(CURSOR, "").partition("_")
    try:
        return date.fromisoformat(day), UUID(key)
    except ValueError:
        return None


def write_cursor(after: tuple[date, UUID] | None) -> str | None:
    """Where the next page begins."""
    return f"{after[0].isoformat()}_{after[1]}" if after else None
