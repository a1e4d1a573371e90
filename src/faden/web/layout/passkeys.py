"""Ask the browser for a passkey: each question is kept in the session that was asked, and is answered once."""

import json
import secrets
from base64 import b64decode, b64encode
from datetime import datetime
from typing import Final

from django.http import HttpRequest
from django.utils import timezone

from faden.kernel.access.actor import Actor
from faden.kernel.sign_in import passkeys
from faden.kernel.sign_in.queries import Factors

ASKED: Final = "passkey_asked"
TO_ADD, TO_PROVE = "add", "prove"
#: Several pages may be open side by side; what is older than ten minutes, or than the last four, counts no more.
AT_ONCE: Final = 4
COUNTS_FOR: Final = 10 * 60
CHALLENGE_BYTES: Final = 32


def question(request: HttpRequest, factors: Factors) -> str | None:
    """What the browser is asked to prove who sits there (JSON), or None when there is no passkey."""
    if not factors.passkeys:
        return None
    return json.dumps(passkeys.request_options(factors.passkeys, challenge=_ask(request, TO_PROVE)))


def question_to_add(request: HttpRequest, actor: Actor) -> str:
    """What the browser is asked to make a passkey (JSON)."""
    return json.dumps(passkeys.creation_options(actor=actor, challenge=_ask(request, TO_ADD)))


def proves(request: HttpRequest, answer: str, *, actor: Actor, now: datetime) -> bool:
    """Whether the answer is that of one of this person's passkeys to a question of this session."""
    challenge = asked(request, TO_PROVE, answer)
    return passkeys.takes_passkey(answer=answer, challenge=challenge, actor=actor, now=now)


def asked(request: HttpRequest, purpose: str, answer: str) -> bytes | None:
    """The challenge that is answered, if this session was asked it for this purpose; it counts no more afterwards."""
    challenge = passkeys.challenge_answered(answer)
    open_ones = request.session.get(ASKED, [])
    for one in open_ones:
        kind, kept, at = one
        if b64decode(kept) == challenge:
            request.session[ASKED] = [other for other in open_ones if other != one]
            return challenge if kind == purpose and timezone.now().timestamp() - at <= COUNTS_FOR else None
    return None


def _ask(request: HttpRequest, purpose: str) -> bytes:
    challenge = secrets.token_bytes(CHALLENGE_BYTES)
    kept = [purpose, b64encode(challenge).decode(), timezone.now().timestamp()]
    request.session[ASKED] = [*request.session.get(ASKED, []), kept][-AT_ONCE:]
    return challenge
