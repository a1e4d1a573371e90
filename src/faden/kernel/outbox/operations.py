"""Put mail into the outbox."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from faden.kernel.access.actor import Actor
from faden.kernel.audit import operations as audit
from faden.kernel.outbox.models import MailAttachment, OutgoingMail
from faden.kernel.outbox.rules import is_mail_configured, may_send_again
from faden.kernel.outbox.tasks import deliver


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a mail."""

    name: str
    content_type: str
    content: bytes


@transaction.atomic
def put_mail(
    *,
    recipient: str,
    recipient_name: str = "",
    subject: str,
    body: str,
    attachments: Sequence[Attachment] = (),
    file_id: UUID | None = None,
    actor: Actor,
) -> OutgoingMail:
    """Keep a mail; it is sent by a job when a mail server is configured, and stays visible in any case.

    :param subject: names nobody, it is readable on the way
    :param file_id: the Akte it is sent from, if any: what is erased there is erased here
    """
    mail = OutgoingMail.objects.create(
        recipient=recipient,
        recipient_name=recipient_name,
        subject=subject,
        body=body,
        file_id=file_id,
        author_id=actor.id,
    )
    MailAttachment.objects.bulk_create(_sealed(mail, attachment) for attachment in attachments)
    if is_mail_configured():
        deliver.defer(mail_id=str(mail.id))
    return mail


def _sealed(mail: OutgoingMail, attachment: Attachment) -> MailAttachment:
    kept = MailAttachment(mail=mail, name=attachment.name, content_type=attachment.content_type)
    kept.put_content(attachment.content)
    kept.size = len(attachment.content)
    return kept


@transaction.atomic
def put_confidential_mail(
    *, recipient: str, recipient_name: str = "", subject: str, body: str, file_id: UUID | None = None, actor: Actor
) -> OutgoingMail:
    """Keep a mail that opens something for its reader: only the actor sees it, and its text is gone once it is sent.

    :param subject: names nobody, it is readable on the way
    :param file_id: the Akte it is sent from, if any
    """
    mail = OutgoingMail.objects.create(
        recipient=recipient,
        recipient_name=recipient_name,
        subject=subject,
        body=body,
        file_id=file_id,
        is_confidential=True,
        author_id=actor.id,
    )
    if is_mail_configured():
        deliver.defer(mail_id=str(mail.id))
    return mail


@transaction.atomic
def send_again(*, mail: OutgoingMail, actor: Actor) -> None:
    """Queue a mail that has not left the house: the server was away, or was only set up later.

    Pressing twice does no harm: the job looks whether it has been sent.

    :raises Refused: it is sent, there is no mail server, or it is somebody else's
    """
    may_send_again.check(actor, mail)
    deliver.defer(mail_id=str(mail.id))
    audit.record("mail.queued_again", actor=actor, subject=mail)
