"""What somebody has read."""

from uuid import UUID

from faden.kernel.access.actor import Actor
from faden.kernel.seen.models import SeenMark


def seen_by(actor: Actor) -> frozenset[UUID]:
    """Keys of the news that the actor has marked as read."""
    return frozenset(SeenMark.objects.filter(owner_id=actor.id).values_list("subject", flat=True))
