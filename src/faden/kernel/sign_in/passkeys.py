"""Passkeys (WebAuthn level 2): what the browser is asked, and whether its answer counts.

Questions and answers are the JSON of the standard (``PublicKeyCredentialCreationOptionsJSON`` …); what the standard
asks of a site's server is checked by fido2. Whoever calls keeps the challenge with the session that was asked.
"""

import json
import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from hashlib import sha256
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    AuthenticatorData,
    PublicKeyCredentialDescriptor,
    PublicKeyCredentialParameters,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialType,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import take_turns
from faden.kernel.access.errors import Invalid, NotVisible
from faden.kernel.audit import operations as audit
from faden.kernel.sign_in.factors import first_paper_codes
from faden.kernel.sign_in.models import Passkey
from faden.kernel.sign_in.notices import Change, tell_owner
from faden.kernel.sign_in.queries import factors_of
from faden.kernel.sign_in.rules import may_remove_passkey

logger = logging.getLogger("faden.security")
Parsed = TypeVar("Parsed")

#: ES256, EdDSA, RS256 (COSE): the first two for nearly all devices, the last for Windows Hello.
ALGORITHMS: Final = (-7, -8, -257)
#: More than anybody has devices; the list of all goes with every question.
MOST: Final = 10
#: Characters of an answer: an attestation with its certificates stays far below.
LONGEST: Final = 20_000
#: Where the standard keeps the algorithm in a public key (RFC 9052).
COSE_ALGORITHM: Final = 3

FAILED = "Der Passkey wurde nicht angenommen. Bitte versuchen Sie es noch einmal."
TAKEN_NAME = "So heißt schon einer Ihrer Passkeys."
TOO_MANY = f"Mehr als {MOST} Passkeys kann ein Konto nicht haben. Entfernen Sie erst einen, den Sie nicht brauchen."


def creation_options(*, actor: Actor, challenge: bytes) -> dict[str, Any]:
    """What the browser is asked in order to make a passkey; a device that has one already says so."""
    user = PublicKeyCredentialUserEntity(id=actor.id.bytes, name=actor.email, display_name=actor.name)
    options, _ = _server().register_begin(
        user,
        _descriptors(factors_of(actor.id).passkeys),
        resident_key_requirement=ResidentKeyRequirement.DISCOURAGED,
        user_verification=UserVerificationRequirement.REQUIRED,
        challenge=challenge,
    )
    return _as_json(options.public_key)


def request_options(passkeys: Iterable[Passkey], *, challenge: bytes) -> dict[str, Any]:
    """What the browser is asked in order to use one of these passkeys."""
    options, _ = _server().authenticate_begin(
        _descriptors(passkeys), user_verification=UserVerificationRequirement.REQUIRED, challenge=challenge
    )
    return _as_json(options.public_key)


def challenge_answered(answer: str) -> bytes | None:
    """The challenge that an answer says it is for; None when it is no answer at all."""
    try:
        return websafe_decode(json.loads(websafe_decode(json.loads(answer)["response"]["clientDataJSON"]))["challenge"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


@transaction.atomic
def add_passkey(
    *, name: str, answer: str, challenge: bytes | None, actor: Actor, now: datetime
) -> tuple[Passkey, list[str]]:
    """Let a passkey count from now on.

    :param challenge: the one this session was asked; None when it was asked none, or has answered it before
    :returns: ten recovery codes in plain text as well, if the account had none
    :raises Invalid: the answer does not hold, or the name is taken
    """
    take_turns("passkeys", actor.id)
    if Passkey.objects.filter(account_id=actor.id).count() >= MOST:
        raise Invalid({"passkey": TOO_MANY})
    made = None if challenge is None else _tried(lambda: _registered(answer, challenge))
    if made is None or made.credential_data is None:
        raise Invalid({"passkey": FAILED})
    try:
        with transaction.atomic():
            passkey = Passkey.objects.create(
                account_id=actor.id,
                name=name,
                credential_id=made.credential_data.credential_id,
                credential=bytes(made.credential_data),
                counter=made.counter,
                created_at=now,
            )
    except IntegrityError as error:
        raise Invalid({"name": TAKEN_NAME} if "passkey_named_once" in str(error) else {"passkey": FAILED}) from None
    audit.record("factor.passkey_added", actor=actor, subject=passkey)
    tell_owner(Change.PASSKEY, account=actor, actor=actor)
    return passkey, first_paper_codes(actor=actor)


@transaction.atomic
def takes_passkey(*, answer: str, challenge: bytes | None, actor: Actor, now: datetime) -> bool:
    """Whether the answer comes from one of the account's passkeys, for this challenge, for the first time.

    The throttle has been asked before. Call it acting as the account.
    """
    held = list(Passkey.objects.select_for_update().filter(account_id=actor.id).order_by("id"))
    found = None if challenge is None else _tried(lambda: _used(answer, challenge, held))
    if challenge is None or found is None:
        return False
    passkey, counter = found
    asked = sha256(challenge).hexdigest()
    if passkey.last_challenge == asked:
        return False
    if counter <= passkey.counter and (counter or passkey.counter):
        logger.warning("a passkey may have been copied: %s", passkey.id)
        audit.record("factor.passkey_doubted", actor=actor, subject=passkey)
        return False
    passkey.counter, passkey.last_challenge, passkey.used_at = counter, asked, now
    passkey.save(update_fields=["counter", "last_challenge", "used_at"])
    return True


@transaction.atomic
def remove_passkey(*, key: UUID, actor: Actor) -> Passkey:
    """Let one of one's own passkeys count no more.

    :raises NotVisible: there is none of that key among one's own
    :raises Refused: it is the last second factor
    """
    take_turns("passkeys", actor.id)
    passkey = Passkey.objects.filter(account_id=actor.id, id=key).first()
    if passkey is None:
        raise NotVisible
    held = factors_of(actor.id)
    may_remove_passkey.check(actor, others=len(held.passkeys) - 1 + (held.app_since is not None))
    audit.record("factor.passkey_removed", actor=actor, subject=passkey)
    tell_owner(Change.PASSKEY_REMOVED, account=actor, actor=actor)
    passkey.delete()
    return passkey


def is_own_origin(origin: str) -> bool:
    """Whether a page of this address is ours; without TLS (demo, development) the port does not matter."""
    own = f"https://{settings.PASSKEY_HOST}"
    if settings.BEHIND_TLS:
        ours = {one for one in settings.CSRF_TRUSTED_ORIGINS if urlsplit(one).hostname == settings.PASSKEY_HOST}
        return origin in {own, *ours}
    parts = urlsplit(origin)
    return parts.scheme == "http" and parts.hostname == settings.PASSKEY_HOST


def _server() -> Fido2Server:
    ours = PublicKeyCredentialRpEntity(id=settings.PASSKEY_HOST, name="Faden")
    server = Fido2Server(ours, verify_origin=is_own_origin)
    kind = PublicKeyCredentialType.PUBLIC_KEY
    server.allowed_algorithms = [PublicKeyCredentialParameters(type=kind, alg=one) for one in ALGORITHMS]
    return server


def _descriptors(passkeys: Iterable[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    kind = PublicKeyCredentialType.PUBLIC_KEY
    return [PublicKeyCredentialDescriptor(type=kind, id=bytes(one.credential_id)) for one in passkeys]


def _as_json(options: Any) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(json.dumps(dict(options)))
    return told


def _state(challenge: bytes) -> dict[str, str]:
    """What fido2 would have liked to remember of its question."""
    return {"challenge": websafe_encode(challenge), "user_verification": UserVerificationRequirement.REQUIRED}


def _registered(answer: str, challenge: bytes) -> AuthenticatorData:
    response = RegistrationResponse.from_dict(json.loads(answer))
    made = _server().register_complete(_state(challenge), response)
    if made.credential_data is None or made.credential_data.public_key.get(COSE_ALGORITHM) not in ALGORITHMS:
        raise ValueError("not an algorithm that was offered")
    if response.response.client_data.cross_origin:
        raise ValueError("asked from within a foreign page")
    return made


def _used(answer: str, challenge: bytes, held: list[Passkey]) -> tuple[Passkey, int]:
    response = AuthenticationResponse.from_dict(json.loads(answer))
    known = {bytes(one.credential_id): one for one in held}
    credentials = [AttestedCredentialData(bytes(one.credential)) for one in held]
    credential = _server().authenticate_complete(_state(challenge), credentials, response)
    if response.response.client_data.cross_origin:
        raise ValueError("asked from within a foreign page")
    return known[credential.credential_id], response.response.authenticator_data.counter


def _tried(check: Callable[[], Parsed]) -> Parsed | None:
    """What a check of fido2 finds, or None: what a stranger sends breaks its parsers in any way there is."""
    try:
        return check()
    except Exception as error:  # noqa: BLE001  only fido2 and json run inside
        logger.warning("passkey not taken: %s", type(error).__name__)
        return None
