"""The signed-in session: 30 minutes idle, 10 hours at most; a new password or a blocked account ends it.

What pages need to know about how somebody signed in stands here too (when the second factor was last confirmed): the
session is read by every request anyway.
"""

import logging
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from faden.kernel.access.actor import Actor
from faden.kernel.identity.queries import account_as_actor
from faden.kernel.sign_in.store import ACCOUNT, BEGAN, DEVICE, HALF, SEEN
from faden.lib import devices

__all__ = ["ACCOUNT", "BEGAN", "CONFIRMED", "DEVICE", "FACTOR_DUE", "HASH", "SEEN"]
logger = logging.getLogger("faden.security")

HASH, CONFIRMED, FACTOR_DUE = "hash", "confirmed", "factor_due"
HALF_COUNTS_FOR = 10 * 60
# The session is written at most once a minute: every write is a statement more than the page needs.
SEEN_EVERY = 60


@dataclass(frozen=True)
class Half:
    """Somebody who has given the password and not yet the second factor; nobody is signed in by it."""

    account_id: UUID
    password_hash: str
    wanted: str


def begin_half(request: HttpRequest, half: Half) -> None:
    """Remember who has given the password, for ten minutes."""
    request.session.flush()
    request.session[HALF] = [str(half.account_id), half.password_hash, half.wanted, timezone.now().timestamp()]


def half(request: HttpRequest, now: datetime) -> Half | None:
    """Who has given the password, or None when that is too long ago."""
    whose, password_hash, wanted, at = request.session.get(HALF, ("", "", "", 0))
    if now.timestamp() - at > HALF_COUNTS_FOR:
        return None
    return Half(UUID(whose), password_hash, wanted)


def begin(request: HttpRequest, account_id: UUID, password_hash: str, *, factor_due_on: date | None = None) -> None:
    """Start a session under a fresh key.

    :param password_hash: the account's ``get_session_auth_hash()``
    :param factor_due_on: from that day on only the set-up of a second factor is open; None when there is one, or none
        is needed
    """
    request.session.flush()
    now = timezone.now().timestamp()
    device = devices.in_words(request.headers.get("User-Agent", ""))
    request.session.update(
        {ACCOUNT: str(account_id), HASH: password_hash, BEGAN: now, SEEN: now, CONFIRMED: now, DEVICE: device}
    )
    if factor_due_on is not None:
        request.session[FACTOR_DUE] = factor_due_on.isoformat()
    logger.info("signed in: %s", account_id)


def end(request: HttpRequest) -> None:
    """Forget the session, here and in the database."""
    logger.info("signed out: %s", request.session.get(ACCOUNT, "nobody"))
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


@dataclass(frozen=True)
class Remaining:
    """How long a session still runs if nothing is done.

    :ivar is_last: the ten hours end it, so that staying does not help
    """

    seconds: int
    whose: str
    is_last: bool


def remaining(request: HttpRequest, now: datetime) -> Remaining:
    """How long the session still runs, and whose it is; asking changes nothing."""
    held = request.session
    if ACCOUNT not in held:
        return Remaining(0, "", is_last=False)
    idle, longest = held[SEEN] + settings.SESSION_COOKIE_AGE, held[BEGAN] + settings.SESSION_LONGEST
    left = min(idle, longest) - now.timestamp()
    return Remaining(max(0, int(left)), str(held[ACCOUNT]), is_last=longest <= idle)


def until_the_longest(request: HttpRequest, now: datetime) -> int:
    """Seconds until the ten hours are over."""
    return max(0, int(request.session.get(BEGAN, 0) + settings.SESSION_LONGEST - now.timestamp()))


def touch(request: HttpRequest) -> None:
    """Somebody is there: the idle time begins anew."""
    request.session[SEEN] = timezone.now().timestamp()


def factor_due_on(request: HttpRequest) -> date | None:
    """From which day on this session opens only the set-up of a second factor."""
    due = request.session.get(FACTOR_DUE)
    return date.fromisoformat(due) if due else None


def has_factor(request: HttpRequest) -> None:
    """A second factor has been set up in this session."""
    request.session.pop(FACTOR_DUE, None)
    confirm(request)


def is_fresh(request: HttpRequest, now: datetime) -> bool:
    """Whether somebody has proved a few minutes ago that it is still they who sit there."""
    return bool(now.timestamp() - request.session.get(CONFIRMED, 0) <= settings.SESSION_FRESH)


def confirm(request: HttpRequest) -> None:
    """Note that it has been proved; it counts when the page has done its part (``settle``)."""
    request.session_is_proved = True  # type: ignore[attr-defined]


def is_running(request: HttpRequest) -> bool:
    """Whether the session has not been ended since this request began."""
    return bool(request.session.exists(request.session.session_key or ""))


def settle(request: HttpRequest) -> None:
    """Let a proof count, under a fresh key; asked only once the page's transaction stands.

    Otherwise the code somebody has shown would be unused again, and the session fresh by it. A session that has ended
    meanwhile does not come back.
    """
    held = request.session
    if getattr(request, "session_is_proved", False) and is_running(request):
        held[CONFIRMED] = timezone.now().timestamp()
        held.cycle_key()
