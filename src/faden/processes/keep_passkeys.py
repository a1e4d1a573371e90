"""Set up and remove one's own passkeys; the account's address hears of it, in case it was somebody else."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from faden.kernel.access.actor import Actor
from faden.kernel.outbox.operations import put_mail
from faden.kernel.sign_in import passkeys
from faden.kernel.sign_in.models import Passkey

ADDED = "In Faden ist ein Passkey für Ihr Konto eingerichtet"
REMOVED = "In Faden ist ein Passkey Ihres Kontos entfernt"
#: Mail is readable on the way: it says what happened, not with which device.
TEXT = (
    "Guten Tag,\n\n{what}. Waren Sie das, brauchen Sie nichts zu tun. Wenn nicht, sagen Sie bitte gleich der "
    "Administration Bescheid, und ändern Sie unter „Mein Konto“ Ihr Passwort.\n"
)


@transaction.atomic
def add_passkey(
    *, name: str, answer: str, challenge: bytes | None, actor: Actor, now: datetime
) -> tuple[Passkey, list[str]]:
    """Let a passkey count from now on, and tell it by mail.

    :returns: the passkey, and ten recovery codes in plain text if the account had none
    :raises Invalid: the answer does not hold, or the name is taken
    """
    made = passkeys.add_passkey(name=name, answer=answer, challenge=challenge, actor=actor, now=now)
    _tell(ADDED, actor)
    return made


@transaction.atomic
def remove_passkey(*, key: UUID, actor: Actor) -> Passkey:
    """Let a passkey count no more, and tell it by mail.

    :raises Refused: it is the last second factor
    """
    removed = passkeys.remove_passkey(key=key, actor=actor)
    _tell(REMOVED, actor)
    return removed


def _tell(what: str, actor: Actor) -> None:
    put_mail(recipient=actor.email, recipient_name=actor.name, subject=what, body=TEXT.format(what=what), actor=actor)
