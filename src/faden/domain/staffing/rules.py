"""Who may see and fill posts."""

from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.access.rules import rule


@rule
def may_see_posts(actor: Actor) -> str | None:
    """The plan of posts names who fills them: for those who run the programme."""
    if actor.has(Role.LEAD, Role.COORDINATOR, Role.ASSISTANT, Role.ADMIN):
        return None
    return "Den Stellenplan sehen Leitung, Koordination, Verwaltungsassistenz und Administration."


@rule
def may_fill_posts(actor: Actor) -> str | None:
    """Filling a post is the lead's business (domain.md 3)."""
    if actor.has(Role.LEAD, Role.ADMIN, Role.SYSTEM):
        return None
    return "Stellen besetzt die KIM-Leitung oder die Administration."
