"""Does a link lead somewhere, and was somebody invited?"""

from datetime import datetime
from uuid import UUID

from faden.kernel.access.acting import asking_for
from faden.kernel.entrance.models import EntryLink, LinkKind
from faden.kernel.identity.queries import token_digest


def open_link(secret: str, *, now: datetime) -> EntryLink | None:
    """The link that a secret names, before anybody is known; None when it leads nowhere (any more)."""
    digest = token_digest(secret)
    with asking_for("entry", digest):
        link = EntryLink.objects.filter(digest=digest).first()
    return link if link is not None and link.is_open(now) else None


def last_invitation(account_id: UUID) -> EntryLink | None:
    """The last invitation of an account; call it acting as the administration."""
    return EntryLink.objects.filter(account_id=account_id, kind=LinkKind.INVITATION).first()
