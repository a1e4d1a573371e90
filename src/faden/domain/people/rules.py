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


@rule
def may_keep_shields(actor: Actor) -> str | None:
    """A right of its own, given by the administration for a period; it opens no file."""
    if not actor.has(Role.SHIELD_KEEPER):
        return "Sperrvermerke setzen und aufheben dürfen nur die dafür benannten Personen."
    return None


@rule
def may_read_shields(actor: Actor) -> str | None:
    """Who keeps them and who protects data."""
    if not actor.has(Role.SHIELD_KEEPER, Role.DATA_PROTECTION):
        return "Die Liste der Sperrvermerke lesen nur die dafür benannten Personen und der Datenschutz."
    return None
