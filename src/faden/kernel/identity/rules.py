"""Who keeps accounts, and whose keys one may take back."""

from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.access.rules import rule
from faden.kernel.identity.models import Account, ApiToken


@rule
def may_keep_accounts(actor: Actor) -> str | None:
    """Open and close accounts, assign roles: the administration."""
    return None if actor.has(Role.ADMIN, Role.SYSTEM) else "Konten und Rollen verwaltet die Administration."


@rule
def may_deactivate(actor: Actor, account: Account) -> str | None:
    """Nobody locks themselves out."""
    if reason := may_keep_accounts(actor):
        return reason
    if account.id == actor.id:
        return "Das eigene Konto sperrt eine andere Person der Administration."
    return None


@rule
def may_reactivate(actor: Actor, account: Account) -> str | None:
    """Not when its period was over: nobody could sign in with what is left."""
    if reason := may_keep_accounts(actor):
        return reason
    if account.emptied_on:
        return "Die Angaben dieses Kontos sind gelöscht. Bitte ein neues anlegen."
    return None


@rule
def may_change_password(actor: Actor, account: Account) -> str | None:
    """One's own: nobody else may know it, not even for a moment."""
    return None if account.id == actor.id else "Ein Passwort ändert nur, wem das Konto gehört."


@rule
def may_revoke(actor: Actor, token: ApiToken) -> str | None:
    """One's own keys, once."""
    if token.account_id != actor.id:
        return "Widerrufen lassen sich nur eigene Schlüssel."
    return "Der Schlüssel ist schon widerrufen." if token.revoked_at else None
