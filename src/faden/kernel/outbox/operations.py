"""Put mail into the outbox."""

from collections.abc import Sequence
from dataclasses import dataclass

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
    actor: Actor,
) -> OutgoingMail:
    """Keep a mail; it is sent by a job when a mail server is configured, and stays visible in any case.

    :param subject: names nobody, it is readable on the way
    """
    mail = OutgoingMail.objects.create(
        recipient=recipient, recipient_name=recipient_name, subject=subject, body=body, author_id=actor.id
    )
    MailAttachment.objects.bulk_create(
        MailAttachment(mail=mail, name=a.name, content_type=a.content_type, content=a.content) for a in attachments
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
