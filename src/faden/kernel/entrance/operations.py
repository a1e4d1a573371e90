"""Make, take back and use a link."""

import secrets
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import take_turns
from faden.kernel.access.errors import NotVisible
from faden.kernel.audit import operations as audit
from faden.kernel.entrance.models import EntryLink, LinkKind
from faden.kernel.identity.models import Account
from faden.kernel.identity.queries import token_digest
from faden.kernel.outbox.operations import put_confidential_mail

#: A week: long enough for a holiday or an illness at the start of a post, and then the administration asks again.
INVITATION_COUNTS_FOR: Final = timedelta(days=7)
#: Who asks for a new password sits in front of the page and waits for it.
RESET_COUNTS_FOR: Final = timedelta(hours=1)
#: What the page puts into its address in place of the secret.
PLACE: Final = "-geheimnis-"

# The subjects are readable on the way: they name nobody.
INVITED = "Faden: Ihr Zugang"
INVITATION = """Guten Tag,

für Sie ist ein Konto in Faden angelegt worden. Hier wählen Sie Ihr Passwort:

{address}

Der Link gilt einmal und sieben Tage. Geben Sie ihn nicht weiter. Ist er abgelaufen, schickt Ihnen die Administration
einen neuen.

Diese Nachricht wurde automatisch erstellt.
"""
FORGOTTEN = "Faden: ein neues Passwort wählen"
RESET = """Guten Tag,

auf der Anmeldeseite von Faden wurde ein neues Passwort für Ihr Konto verlangt. Hier wählen Sie es:

{address}

Der Link gilt einmal und eine Stunde. Danach sind Sie überall abgemeldet. Haben Sie das nicht verlangt, ist nichts zu
tun: Ohne den Link ändert sich nichts. Kommt das öfter vor, sagen Sie bitte Ihrer Administration Bescheid.

Diese Nachricht wurde automatisch erstellt.
"""


@transaction.atomic
def make_link(*, account: Account, kind: LinkKind, actor: Actor, now: datetime) -> str:
    """Make a link; one of before leads nowhere from now on.

    :returns: its secret, which is stored nowhere
    """
    take_turns("entry_link", account.id)
    _open_of(account).update(withdrawn_at=now)
    secret = secrets.token_urlsafe(32)
    counts_for = INVITATION_COUNTS_FOR if kind == LinkKind.INVITATION else RESET_COUNTS_FOR
    EntryLink.objects.create(
        account=account,
        kind=kind,
        digest=token_digest(secret),
        created_by_id=actor.id,
        created_at=now,
        expires_at=now + counts_for,
    )
    return secret


@transaction.atomic
def withdraw_links(*, account: Account, actor: Actor, now: datetime) -> int:
    """Take open links of an account back.

    :returns: how many there were
    """
    withdrawn = _open_of(account).update(withdrawn_at=now)
    if withdrawn:
        audit.record("account.link_withdrawn", actor=actor, subject=account)
    return withdrawn


def use_link(*, link: EntryLink, now: datetime) -> EntryLink:
    """Let a link count this once; call it acting as its account, in the transaction that sets the password.

    :raises NotVisible: somebody was faster
    """
    current = EntryLink.objects.select_for_update().get(id=link.id)
    if not current.is_open(now):
        raise NotVisible
    current.used_at = now
    current.save(update_fields=["used_at"])
    return current


def send_link(*, account: Account, kind: LinkKind, address: str, system: Actor) -> None:
    """Put the mail into the outbox; call it acting as the system, so that nobody else reads it.

    :param address: of the page that takes the link, with its secret
    """
    subject, body = (INVITED, INVITATION) if kind == LinkKind.INVITATION else (FORGOTTEN, RESET)
    put_confidential_mail(
        recipient=account.email,
        recipient_name=account.name,
        subject=subject,
        body=body.format(address=address),
        actor=system,
    )


def _open_of(account: Account) -> QuerySet[EntryLink]:
    return EntryLink.objects.filter(account=account, used_at__isnull=True, withdrawn_at__isnull=True)
