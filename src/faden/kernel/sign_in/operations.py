"""End sessions."""

from datetime import datetime

from django.db import transaction

from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import NotVisible
from faden.kernel.audit import operations as audit
from faden.kernel.identity.models import Account
from faden.kernel.identity.rules import may_keep_accounts
from faden.kernel.sign_in.models import Session
from faden.kernel.sign_in.store import digest


@transaction.atomic
def end_session(*, key: str, actor: Actor) -> None:
    """End one of one's own sessions; its next request is answered like a stranger's.

    :param key: as in ``OwnSession``
    :raises NotVisible: there is none of that key among one's own
    """
    ended, _ = Session.objects.filter(session_key=key, account_id=actor.id).delete()
    if not ended:
        raise NotVisible
    audit.record("session.ended", actor=actor, subject=Account(id=actor.id), sessions=1)


@transaction.atomic
def end_other_sessions(*, current: str, actor: Actor) -> int:
    """End all of one's own sessions but the one that asks.

    :param current: its key
    """
    ended, _ = Session.objects.filter(account_id=actor.id).exclude(session_key=digest(current)).delete()
    audit.record("session.ended", actor=actor, subject=Account(id=actor.id), sessions=ended)
    return ended


@transaction.atomic
def end_sessions_of(*, account: Account, actor: Actor) -> int:
    """End all sessions of somebody: the account is blocked, or a device is lost."""
    may_keep_accounts.check(actor)
    ended, _ = Session.objects.filter(account_id=account.id).delete()
    if ended:
        audit.record("session.ended", actor=actor, subject=account, sessions=ended)
    return ended


def forget_expired_sessions(*, now: datetime) -> int:
    """Remove the rows of sessions that are over; nobody can go on with them anyway."""
    return Session.objects.filter(expire_date__lte=now).delete()[0]
