"""Whether a mail can be sent once more."""

from django.conf import settings

from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.access.rules import rule
from faden.kernel.outbox.models import MailState, OutgoingMail

OFFICE = (Role.LEAD, Role.ASSISTANT, Role.ADMIN, Role.SYSTEM)


def is_mail_configured() -> bool:
    """Whether mail leaves the house at all."""
    return bool(settings.EMAIL_HOST)


@rule
def may_send_again(actor: Actor, mail: OutgoingMail) -> str | None:
    """Its author and those who run the office, as long as it has not been sent and there is a mail server."""
    if actor.id != mail.author_id and not actor.has(*OFFICE):
        return "Das können, wer die Nachricht geschrieben hat, KIM-Leitung, Verwaltungsassistenz und Administration."
    if mail.state == MailState.SENT:
        return "Die Nachricht ist schon gesendet."
    if not is_mail_configured():
        return "Es ist kein Mailserver eingerichtet."
    return None
