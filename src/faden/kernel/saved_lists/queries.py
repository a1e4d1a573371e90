"""The lists somebody has kept, and those the team shares."""

from uuid import UUID

from faden.kernel.access.errors import NotVisible
from faden.kernel.saved_lists.models import SavedList


def lists_for(page: str) -> list[SavedList]:
    """All lists of a page that the actor may open, with their owners, by name."""
    return list(SavedList.objects.filter(page=page).select_related("owner").order_by("name", "id"))


def list_or_404(key: UUID, page: str) -> SavedList:
    """One of them.

    :raises NotVisible: no such list, or not for this actor
    """
    found = SavedList.objects.select_related("owner").filter(id=key, page=page).first()
    if found is None:
        raise NotVisible
    return found
