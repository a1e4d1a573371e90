"""The outbox's job; it is queued in the transaction that writes the mail, and rolls back with it."""

from uuid import UUID

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from faden.kernel.access.acting import act_as
from faden.kernel.identity.queries import system_actor
from faden.kernel.outbox import delivery

ATTEMPTS = RetryStrategy(max_attempts=5, exponential_wait=5)


@app.task(name="outbox.deliver", retry=ATTEMPTS)
def deliver(mail_id: str) -> None:
    """Send one mail as the system; a mail that cannot be sent is tried again and shown as failed."""
    try:
        with act_as(system_actor(), today=timezone.localdate()):
            delivery.deliver_mail(mail_id=UUID(mail_id), now=timezone.now())
    except OSError as error:
        with act_as(system_actor(), today=timezone.localdate()):
            delivery.note_failure(mail_id=UUID(mail_id), failure=f"{type(error).__name__}: {error}")
        raise
