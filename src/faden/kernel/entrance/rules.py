"""Who may be invited."""

from faden.kernel.access.actor import Actor
from faden.kernel.access.rules import rule
from faden.kernel.identity.models import Account
from faden.kernel.identity.rules import may_keep_accounts


@rule
def may_invite(actor: Actor, account: Account) -> str | None:
    """Somebody without a password, by the administration: nobody is given a way into an account that is in use."""
    if reason := may_keep_accounts(actor):
        return reason
    if not account.is_active:
        return "Das Konto ist gesperrt. Entsperren Sie es zuerst."
    if account.has_usable_password():
        return "Dieses Konto hat schon ein Passwort. Ist es vergessen, hilft „Passwort vergessen“ auf der Anmeldeseite."
    return None


def may_reset(account: Account | None) -> bool:
    """Whether a forgotten password can be replaced: only where there is one, and the account is open."""
    return account is not None and account.is_active and account.has_usable_password()
