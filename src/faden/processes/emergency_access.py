"""Open a file in an emergency, and tell at once whoever leads the case and whoever looks after data protection."""

from datetime import date

from django.db import transaction

from faden.domain.cases.models import CircleMember
from faden.domain.cases.operations.emergency import enter_in_emergency
from faden.domain.cases.queries.emergencies import to_be_told
from faden.kernel.access.actor import Actor
from faden.kernel.outbox.operations import put_mail

SUBJECT = "Faden: Notfallzugriff auf eine Akte"
# The mail is readable on the way: it says that something happened, neither who nor in which case.
BODY = """Guten Tag,

soeben wurde in Faden eine Akte im Notfall geöffnet. Der Zugriff endet nach drei Stunden von selbst.

Wer zugegriffen hat, warum und auf welche Akte, steht in Faden: für die Fallführung auf „Mein Tag“ und im Kreis des
Falls, für den Datenschutz unter „Notfallzugriffe“.

Diese Nachricht wurde automatisch erstellt.
"""


@transaction.atomic
def open_in_emergency(*, actor: Actor, today: date, **wanted: object) -> CircleMember:
    """Begin the access and put the mails into the outbox, in one transaction.

    :param wanted: as ``enter_in_emergency`` takes it
    """
    member, found = enter_in_emergency(actor=actor, today=today, **wanted)  # type: ignore[arg-type]
    for account in to_be_told(found.responsible_id, today):
        if account.id != actor.id:
            put_mail(recipient=account.email, recipient_name=account.name, subject=SUBJECT, body=BODY, actor=actor)
    return member
