"""Who reads the facts of cases without knowing whose they are."""

from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.access.rules import rule


@rule
def may_read_case_facts(actor: Actor) -> str | None:
    """Expert supervision: coordination for its region, lead for the site. The database asks again."""
    if actor.has(Role.COORDINATOR, Role.LEAD):
        return None
    return "Pseudonymisierte Falldaten lesen die Koordination für ihre Region und die KIM-Leitung."
