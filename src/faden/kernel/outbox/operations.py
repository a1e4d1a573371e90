"""Put mail into the outbox."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from faden.kernel.access.actor import Actor
from faden.kernel.outbox.models import MailAttachment, OutgoingMail
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


def is_mail_configured() -> bool:
    """Whether mail leaves the house at all."""
    return bool(settings.EMAIL_HOST)
