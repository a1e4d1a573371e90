"""Send what waits in the outbox, and note what became of it."""

from datetime import datetime
from uuid import UUID

from django.core.mail import EmailMessage
from django.db import transaction

from faden.kernel.outbox.models import MailState, OutgoingMail

#: What stands in place of a confidential text that has been sent.
NOT_KEPT = "Der Text dieser Nachricht wird nach dem Versand nicht aufbewahrt."


@transaction.atomic
def deliver_mail(*, mail_id: UUID, now: datetime) -> None:
    """Send one waiting mail; called by the job, acting as the system.

    :raises OSError: the mail server does not answer; the job is tried again
    """
    mail = OutgoingMail.objects.select_for_update().prefetch_related("attachments").get(id=mail_id)
    if mail.state == MailState.SENT:
        return
    message = EmailMessage(subject=mail.subject, body=mail.body, to=[mail.recipient])
    for attachment in mail.attachments.all():
        message.attach(attachment.name, attachment.take_content(), attachment.content_type)
    message.send()
    mail.state, mail.sent_at, mail.failure = MailState.SENT, now, ""
    if mail.is_confidential:
        mail.body = NOT_KEPT
    mail.save(update_fields=["state", "sent_at", "failure", "body"])


@transaction.atomic
def note_failure(*, mail_id: UUID, failure: str) -> None:
    """Say in the outbox that a mail could not be sent."""
    OutgoingMail.objects.filter(id=mail_id).update(state=MailState.FAILED, failure=failure[:300])
