"""Who reads the trace."""

from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.access.rules import rule


@rule
def may_read_trace(actor: Actor) -> str | None:
    """The data protection officer (domain.md 3)."""
    return None if actor.has(Role.DATA_PROTECTION) else "Das Protokoll liest die oder der Datenschutzbeauftragte."
