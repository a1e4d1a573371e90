"""Codes of an app, codes on paper, and by when somebody must have set one up."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from cryptography.hazmat.primitives.constant_time import bytes_eq
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from faden.kernel.access.actor import Grant
from faden.kernel.access.roles import Role

#: 160 bits, as RFC 4226 recommends; apps know SHA-1, six digits and half a minute, and many know nothing else.
SECRET_BYTES: Final = 20
DIGITS, STEP_SECONDS = 6, 30
#: Clocks may differ by one step in each direction.
DRIFT: Final = (0, -1, 1)

#: Letters and digits that nobody confuses on paper.
ALPHABET: Final = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
PAPER_CODES, PAPER_LENGTH = 10, 11


@dataclass(frozen=True)
class Rule:
    """A role needs a second factor, set up within so many days."""

    role: Role
    grace_days: int
    since: date
    until: date | None


def new_secret() -> bytes:
    """What an app and the product will share."""
    return secrets.token_bytes(SECRET_BYTES)


def step_of(code: str, *, secret: bytes, now: datetime, after: int | None) -> int | None:
    """The time step to which a code of the app belongs, or None when it is wrong, too old, or has been used.

    :param after: the step of the last code that counted; that one and earlier ones count no more
    """
    seconds = int(now.timestamp())
    totp = _totp(secret)
    for drift in DRIFT:
        step = seconds // STEP_SECONDS + drift
        right = totp.generate(step * STEP_SECONDS)
        if bytes_eq(right, code.encode()):
            return step if after is None or step > after else None
    return None


def setup_address(secret: bytes, *, account: str, issuer: str) -> str:
    """What the QR code says: ``otpauth://totp/…``."""
    return _totp(secret).get_provisioning_uri(account, issuer)


def _totp(secret: bytes) -> TOTP:
    return TOTP(secret, DIGITS, SHA1(), STEP_SECONDS)  # noqa: S303 - the one that every app knows; HMAC needs no more


def new_paper_code(number: int) -> str:
    """``"3-K7QF9-XWRT2M"``: the number of the code, then 54 bits of chance in two groups."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(PAPER_LENGTH))
    return f"{number}-{drawn[:5]}-{drawn[5:]}"


def plain_paper_code(typed: str) -> str:
    """As it is hashed: no hyphens or spaces, capitals."""
    return "".join(character for character in typed.upper() if character.isalnum())


def due_on(*, grants: Iterable[Grant], rules: Iterable[Rule], opened_on: date, today: date) -> date | None:
    """The first day on which somebody with these roles cannot work without a second factor; None when none is needed.

    The days count from what came last: the rule, the role, the account.
    """
    in_force = [rule for rule in rules if rule.since <= today and (rule.until is None or today < rule.until)]
    days = [
        max(rule.since, grant.since, opened_on) + timedelta(days=rule.grace_days)
        for grant in grants
        for rule in in_force
        if rule.role == grant.role
    ]
    return min(days, default=None)
