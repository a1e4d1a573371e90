"""Who keeps offers."""

from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.access.rules import rule


@rule
def may_keep_offers(actor: Actor) -> str | None:
    """Coordination and lead (domain.md 3: "keeps offers and agreements")."""
    return None if actor.has(Role.COORDINATOR, Role.LEAD) else "Angebote pflegt die Koordination."
