"""Tell somebody by mail that what opens their account has changed: if it was not they, they learn of it at once."""

from enum import StrEnum

from faden.kernel.access.actor import Actor
from faden.kernel.identity.models import Account
from faden.kernel.outbox.operations import put_mail

# Readable on the way: that something changed, not what.
SUBJECT = "Faden: Änderung an Ihrem Konto"
BODY = """Guten Tag,

an Ihrem Konto in Faden wurde soeben etwas geändert:

{change}

Waren Sie das selbst, ist nichts zu tun. Wenn nicht, sagen Sie bitte gleich Ihrer Administration Bescheid; sie kann das
Konto sperren und überall abmelden.

Diese Nachricht wurde automatisch erstellt. Sie enthält keinen Link; Faden fragt nie per Mail nach einem Passwort.
"""


class Change(StrEnum):
    """What has changed, as the mail says it."""

    PASSWORD = "Das Passwort ist ein anderes; auf anderen Geräten sind Sie abgemeldet."  # noqa: S105  words
    APP = "Eine Authenticator-App ist eingerichtet worden. Eine frühere zählt nicht mehr."
    PASSKEY = "Ein Passkey ist dazugekommen."
    PASSKEY_REMOVED = "Ein Passkey ist entfernt worden."
    CODES = "Es gibt neue Notfallcodes. Frühere zählen nicht mehr."
    CODE_USED = "Mit einem Notfallcode hat sich jemand ausgewiesen. Er zählt nicht mehr."
    RESET = "Die Administration hat den zweiten Faktor zurückgesetzt."


def tell_owner(change: Change, *, account: Account | Actor, actor: Actor) -> None:
    """Put the mail into the outbox, in the transaction of the change."""
    put_mail(
        recipient=account.email,
        recipient_name=account.name,
        subject=SUBJECT,
        body=BODY.format(change=change.value),
        actor=actor,
    )
