"""Slow down guessing before a password is hashed: Argon2 costs 80 ms, which is an attack by itself.

What is guessed at is named by a text: an address at the sign-in page, ``factor:<account>``, ``tablet:<address>``. Each
is counted for itself, so that nobody locks somebody out of another door.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings

from faden.kernel.identity.models import SignInFailure

logger = logging.getLogger("faden.security")

WINDOW = timedelta(minutes=15)
PER_ACCOUNT = 5
PER_ADDRESS = 30


def is_throttled(*, subject: str, address: str, now: datetime) -> bool:
    """Whether this subject or this network address has failed too often in the last quarter of an hour."""
    since = now - WINDOW
    limits = {_key("account", subject): PER_ACCOUNT, _key("address", address): PER_ADDRESS}
    full = [k for k, limit in limits.items() if SignInFailure.objects.filter(key=k, at__gt=since).count() >= limit]
    if full:
        logger.warning("slowed down: %s", _told(full))
    return bool(full)


def note_failure(*, subject: str, address: str, now: datetime) -> None:
    """Count a failed attempt, and forget those outside the window."""
    SignInFailure.objects.filter(at__lte=now - WINDOW).delete()
    keys = (_key("account", subject), _key("address", address))
    SignInFailure.objects.bulk_create([SignInFailure(key=key, at=now) for key in keys])
    logger.warning("failed proof: %s", _told(keys))


def forget_failures(*, subject: str) -> None:
    """The right answer ends the count of its subject."""
    SignInFailure.objects.filter(key=_key("account", subject)).delete()


def _told(keys: Iterable[str]) -> str:
    """What tells one attempt from another in the log without naming anybody."""
    return " ".join(key[:8] for key in keys)


def _key(kind: str, value: str) -> str:
    return sha256(f"{settings.SECRET_KEY}:{kind}:{value.casefold()}".encode()).hexdigest()
