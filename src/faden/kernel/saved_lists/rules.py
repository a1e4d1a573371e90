"""Who changes a list."""

from faden.kernel.access.actor import Actor
from faden.kernel.access.rules import rule
from faden.kernel.saved_lists.models import SavedList


@rule
def may_change_list(actor: Actor, saved: SavedList) -> str | None:
    """Whoever has kept it; the others keep one of their own."""
    return None if saved.owner_id == actor.id else f"Diese Liste gehört {saved.owner.name}. Speichern Sie eine eigene."
