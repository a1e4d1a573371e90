"""The signed-in session: 30 minutes idle, 10 hours at most; a new password or a blocked account ends it."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from faden.kernel.access.actor import Actor
from faden.kernel.identity.queries import account_as_actor

ACCOUNT, HASH, BEGAN, SEEN = "account", "hash", "began", "seen"
# The session is written at most once a minute: every write is a statement more than the page needs.
SEEN_EVERY = 60


def begin(request: HttpRequest, account_id: UUID, password_hash: str) -> None:
    """Start a session under a fresh key.

    :param password_hash: the account's ``get_session_auth_hash()``
    """
    request.session.flush()
    now = timezone.now().timestamp()
    request.session.update({ACCOUNT: str(account_id), HASH: password_hash, BEGAN: now, SEEN: now})


def end(request: HttpRequest) -> None:
    """Forget the session, here and in the database."""
    request.session.flush()


def account_id(request: HttpRequest, now: datetime) -> UUID | None:
    """Whose session this is, or None when nobody is signed in or the time is up."""
    session, at = request.session, now.timestamp()
    if ACCOUNT not in session:
        return None
    if at - session[BEGAN] > settings.SESSION_LONGEST or at - session[SEEN] > settings.SESSION_COOKIE_AGE:
        session.flush()
        return None
    if at - session[SEEN] > SEEN_EVERY:
        session[SEEN] = at
    return UUID(session[ACCOUNT])


def actor(request: HttpRequest, whose: UUID) -> Actor | None:
    """The person with today's roles; ask it acting as that account.

    :returns: None when the account is blocked or its password has changed since
    """
    found = account_as_actor(whose, on=timezone.localdate())
    if found is None or not constant_time_compare(request.session[HASH], found[0].get_session_auth_hash()):
        return None
    return found[1]
