"""What stands in the outbox."""

from uuid import UUID

from faden.kernel.outbox.models import MailAttachment, OutgoingMail


def newest_mails(limit: int = 100) -> list[OutgoingMail]:
    """The mails the actor may see, newest first, with the names of their attachments."""
    return list(OutgoingMail.objects.prefetch_related("attachments").order_by("-created_at", "-id")[:limit])


def attachment_of(mail_id: UUID, name: str) -> MailAttachment | None:
    """One attachment, if the actor may see it."""
    return MailAttachment.objects.filter(mail_id=mail_id, name=name).first()
