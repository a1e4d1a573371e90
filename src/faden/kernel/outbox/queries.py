"""What stands in the outbox: own mail, and for those who run the office all of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from faden.kernel.access.errors import NotVisible
from faden.kernel.outbox.models import MailAttachment, OutgoingMail

PAGE = 25


@dataclass(frozen=True)
class MailPage:
    """A part of the list, newest first.

    :param after: where the next page begins, None at the end
    """

    mails: list[OutgoingMail]
    after: tuple[datetime, UUID] | None


def mails(*, after: tuple[datetime, UUID] | None = None, limit: int = PAGE) -> MailPage:
    """The mails the actor may see, with the names and sizes of their attachments (not their content)."""
    found = _mails()
    if after is not None:
        moment, last = after
        found = found.filter(Q(created_at__lt=moment) | Q(created_at=moment, id__lt=last))
    rows = list(found.order_by("-created_at", "-id")[: limit + 1])
    shown = rows[:limit]
    return MailPage(shown, (shown[-1].created_at, shown[-1].id) if len(rows) > limit else None)


def mail_by_id(mail_id: UUID) -> OutgoingMail:
    """One mail with its author and the names and sizes of its attachments.

    :raises NotVisible: there is none for this actor
    """
    mail = _mails().select_related("author").filter(id=mail_id).first()
    if mail is None:
        raise NotVisible
    return mail


def attachment_of(mail_id: UUID, attachment_id: UUID) -> MailAttachment:
    """One attachment with its content.

    :raises NotVisible: there is none for this actor
    """
    found = MailAttachment.objects.filter(mail_id=mail_id, id=attachment_id).first()
    if found is None:
        raise NotVisible
    return found


def _mails() -> QuerySet[OutgoingMail]:
    attachments = MailAttachment.objects.defer("content").order_by("name", "id")
    return OutgoingMail.objects.prefetch_related(Prefetch("attachments", attachments))
