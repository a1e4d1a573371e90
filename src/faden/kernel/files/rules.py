"""Limits of what is filed."""

from django.conf import settings

from faden.kernel.access.rules import rule
from faden.lib.german import file_size


@rule
def fits(size: int) -> str | None:
    """Whether one file is small enough."""
    limit = settings.FILE_LIMIT
    return None if size <= limit else f"Die Datei ist größer als {file_size(limit)}. Bitte kleiner einscannen."


@rule
def site_has_room(used: int) -> str | None:
    """Whether the installation, whose files take so much of the disk, can take more."""
    if used <= settings.SITE_FILES_QUOTA:
        return None
    return "Der Platz für Dokumente ist in dieser Installation verbraucht. Bitte sagen Sie der Administration Bescheid."


@rule
def has_room(size: int, stored: int) -> str | None:
    """Whether an Akte that holds so much can take so much more."""
    quota = settings.FILES_QUOTA
    if stored + size <= quota:
        return None
    return f"In dieser Akte liegen schon {file_size(stored)}; mehr als {file_size(quota)} passen nicht hinein."
