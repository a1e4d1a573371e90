"""Who may take a factor away."""

from faden.kernel.access.actor import Actor
from faden.kernel.access.rules import rule
from faden.kernel.identity.models import Account
from faden.kernel.identity.rules import may_keep_accounts


@rule
def may_reset(actor: Actor, account: Account) -> str | None:
    """The administration, and never for itself: somebody else looks who has lost a device."""
    if reason := may_keep_accounts(actor):
        return reason
    if account.id == actor.id:
        return "Den eigenen zweiten Faktor setzt eine andere Person der Administration zurück."
    return None


@rule
def may_remove_passkey(_: Actor, *, others: int) -> str | None:
    """The last second factor stays until there is another: without one, the password alone would open the account."""
    if not others:
        return "Das ist Ihr einziger zweiter Faktor. Richten Sie erst einen anderen ein, dann lässt er sich entfernen."
    return None
