"""The secret address of somebody's calendar."""

import secrets
from datetime import datetime

from django.db import transaction

from faden.domain.diary.models import CalendarFeed
from faden.domain.diary.rules import may_keep_diary
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import take_turns
from faden.kernel.audit import operations as audit
from faden.kernel.identity.queries import token_digest


@transaction.atomic
def open_feed(*, shows_names: bool, actor: Actor, now: datetime) -> str:
    """Make a new address; the one before shows nothing from now on.

    :returns: the secret part, shown once and not stored
    """
    may_keep_diary.check(actor)
    # Two at once would both find no address to delete.
    take_turns("calendar", actor.id)
    CalendarFeed.objects.filter(account_id=actor.id).delete()
    secret = secrets.token_urlsafe(32)
    feed = CalendarFeed.objects.create(
        account_id=actor.id, digest=token_digest(secret), shows_names=shows_names, created_at=now
    )
    audit.record("calendar.opened", actor=actor, subject=feed, shows_names=shows_names)
    return secret


@transaction.atomic
def close_feed(*, feed: CalendarFeed, actor: Actor) -> None:
    """Take the address back."""
    audit.record("calendar.closed", actor=actor, subject=feed)
    feed.delete()
