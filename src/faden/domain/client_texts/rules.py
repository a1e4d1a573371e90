"""Who may approve a translation."""

from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.access.rules import rule


@rule
def may_review_texts(actor: Actor) -> str | None:
    """Approving binds the whole site towards its clients: administration and lead."""
    if actor.has(Role.ADMIN, Role.LEAD):
        return None
    return "Übersetzungen prüfen die Administration und die KIM-Leitung."
