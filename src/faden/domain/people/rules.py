"""Who keeps the data of clients."""

from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.access.rules import rule


@rule
def may_keep_people(actor: Actor) -> str | None:
    """Only counsellors; which people they see, row security decides."""
    if not actor.has(Role.CASE_MANAGER):
        return "Personen suchen, anlegen und berichtigen kann nur das Case Management."
    return None
