"""Slow down guessing before a password is hashed: Argon2 costs 80 ms, which is an attack by itself."""

from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings

from faden.kernel.identity.models import SignInFailure

WINDOW = timedelta(minutes=15)
PER_ACCOUNT = 5
PER_ADDRESS = 30


def is_throttled(*, email: str, address: str, now: datetime) -> bool:
    """Whether this account or this network address has failed too often in the last quarter of an hour."""
    since = now - WINDOW
    limits = {_key("account", email): PER_ACCOUNT, _key("address", address): PER_ADDRESS}
    return any(SignInFailure.objects.filter(key=key, at__gt=since).count() >= limit for key, limit in limits.items())


def note_failure(*, email: str, address: str, now: datetime) -> None:
    """Count a failed sign-in, and forget those outside the window."""
    SignInFailure.objects.filter(at__lte=now - WINDOW).delete()
    keys = (_key("account", email), _key("address", address))
    SignInFailure.objects.bulk_create([SignInFailure(key=key, at=now) for key in keys])


def forget_failures(*, email: str) -> None:
    """A right password ends the count of its account."""
    SignInFailure.objects.filter(key=_key("account", email)).delete()


def _key(kind: str, value: str) -> str:
    return sha256(f"{settings.SECRET_KEY}:{kind}:{value.casefold()}".encode()).hexdigest()
