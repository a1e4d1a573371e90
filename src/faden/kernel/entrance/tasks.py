"""The job behind "Passwort vergessen".

The page only queues it, with an account or with a key of nobody: so its answer takes the same time for both.
"""

from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from faden.kernel.access.acting import act_as
from faden.kernel.audit import operations as audit
from faden.kernel.entrance.models import LinkKind
from faden.kernel.entrance.operations import PLACE, make_link, send_link
from faden.kernel.entrance.rules import may_reset
from faden.kernel.identity.queries import account_by_id, system_actor


@app.task(name="entrance.forgotten")
def forgotten(account_id: str, address: str) -> None:
    """Send a link, if there is such an account, it is open, and it has a password to forget.

    :param address: of the page that takes the link, ``PLACE`` where its secret belongs
    """
    system, now = system_actor(), timezone.now()
    with act_as(system, today=timezone.localdate()):
        account = account_by_id(UUID(account_id))
        if account is None or not may_reset(account):
            return
        secret = make_link(account=account, kind=LinkKind.RESET, actor=system, now=now)
        audit.record("account.reset_asked", actor=system, subject=account)
        send_link(account=account, kind=LinkKind.RESET, address=address.replace(PLACE, secret), system=system)
