"""The house's own sign-in: OpenID Connect, authorization code with PKCE (RFC 6749, 7636, 9207, 9700).

Nothing of what comes back is believed because it came back: signature by an allow-list of algorithms, issuer, audience,
nonce and time are checked here, and the strength of the sign-in (``acr``) as the site file asks for it.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlsplit

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from django.conf import settings
from django.utils.crypto import constant_time_compare
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from faden.kernel.sign_in.models import IdentityProvider

TIMEOUT: Final = 10
#: Clocks may differ by a minute.
LEEWAY: Final = 60
#: Characters; OpenID Connect Core 1.0, section 2.
LONGEST_SUBJECT: Final = 255
SCOPE: Final = "openid email profile"
LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")
#: What a provider may sign with; a shared secret and no signature at all are not among it.
ALGORITHMS: Final = ("RS256", "PS256", "ES256", "EdDSA")


class ProviderRefusedError(Exception):
    """It does not hold; the text is for the log of the operator and quotes nothing of a token.

    :param is_weak: everything is right but the strength of the sign-in
    """

    def __init__(self, reason: str, *, is_weak: bool = False) -> None:
        super().__init__(reason)
        self.is_weak = is_weak


@dataclass(frozen=True)
class Asked:
    """What this browser was sent away with; kept in its session, used once."""

    address: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True)
class Told:
    """What a checked token says.

    :param email: only where the provider says that it is verified
    :param groups: values of the claim that gives roles
    """

    issuer: str
    subject: str
    email: str
    name: str
    groups: frozenset[str]


def provider_here() -> IdentityProvider | None:
    """The site's provider, if it has one."""
    return IdentityProvider.objects.order_by("key").first()


def ask(provider: IdentityProvider, *, back: str) -> Asked:
    """Where to send the browser.

    :param back: our address to which it comes back
    :raises ProviderRefusedError: the provider cannot be reached, or says it is somebody else
    """
    nonce, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(48)
    with _client(provider, back) as client:
        address, state = client.create_authorization_url(
            _described(client, provider)["authorization_endpoint"], code_verifier=verifier, nonce=nonce
        )
    return Asked(address, state, nonce, verifier)


def take(provider: IdentityProvider, asked: Asked, answer: Mapping[str, str], *, back: str, now: datetime) -> Told:
    """Who comes back.

    :param answer: the query with which the browser came back
    :raises ProviderRefusedError: anything about it does not hold
    """
    if not constant_time_compare(answer.get("state", ""), asked.state):
        raise ProviderRefusedError("state is not the one this browser was sent away with")
    if answer.get("iss", provider.issuer) != provider.issuer:
        raise ProviderRefusedError("the answer is of another issuer")
    if "code" not in answer:
        raise ProviderRefusedError("the provider gave no code")
    with _client(provider, back) as client:
        described = _described(client, provider)
        try:
            held = client.fetch_token(
                described["token_endpoint"],
                code=answer["code"],
                code_verifier=asked.verifier,
                grant_type="authorization_code",
                timeout=TIMEOUT,
            )
        except (AuthlibBaseError, requests.RequestException, ValueError) as error:
            raise ProviderRefusedError(f"the code was not exchanged ({type(error).__name__})") from None
        keys = _fetched(client, described["jwks_uri"])
    claims = _read(held.get("id_token"), keys, provider)
    _check(claims, provider, nonce=asked.nonce, now=now.timestamp())
    return _told(claims, provider)


def _client(provider: IdentityProvider, back: str) -> OAuth2Session:
    client = OAuth2Session(
        client_id=provider.client_id,
        client_secret=settings.OIDC_SECRET or None,
        token_endpoint_auth_method="client_secret_basic" if settings.OIDC_SECRET else "none",
        scope=SCOPE,
        redirect_uri=back,
        code_challenge_method="S256",
    )
    client.max_redirects = 0
    return client


def _described(client: OAuth2Session, provider: IdentityProvider) -> dict[str, str]:
    found = _fetched(client, f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
    if found.get("issuer") != provider.issuer:
        raise ProviderRefusedError("the provider's description names another issuer")
    wanted = {name: str(found.get(name, "")) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")}
    if not all(_is_safe(address) for address in wanted.values()):
        raise ProviderRefusedError("the provider's description names an address without TLS")
    return wanted


def _is_safe(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "https" or (
        parts.scheme == "http" and parts.hostname in LOOPBACK and not settings.BEHIND_TLS
    )


def _fetched(client: OAuth2Session, address: str) -> dict[str, Any]:
    if not _is_safe(address):
        raise ProviderRefusedError("an address of the provider is without TLS")
    try:
        answer = client.get(address, withhold_token=True, timeout=TIMEOUT, allow_redirects=False)
        answer.raise_for_status()
        found = answer.json()
    except (requests.RequestException, ValueError) as error:
        raise ProviderRefusedError(f"the provider does not answer ({type(error).__name__})") from None
    if not isinstance(found, dict):
        raise ProviderRefusedError("the provider's answer is not what was asked for")
    return found


def _read(token: object, keys: dict[str, Any], provider: IdentityProvider) -> dict[str, Any]:
    allowed = [one for one in provider.algorithms if one in ALGORITHMS]
    try:
        ring = KeySet.import_key_set({"keys": keys["keys"]})
        return dict(jwt.decode(str(token), ring, algorithms=allowed).claims)
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise ProviderRefusedError(f"the token's signature does not hold ({type(error).__name__})") from None


def _check(claims: Mapping[str, Any], provider: IdentityProvider, *, nonce: str, now: float) -> None:
    """OpenID Connect Core 1.0, section 3.1.3.7."""
    expires, issued, subject = claims.get("exp"), claims.get("iat"), claims.get("sub")
    is_of_now = isinstance(expires, int | float) and isinstance(issued, int | float)
    is_of_now = is_of_now and expires + LEEWAY > now and issued - LEEWAY <= now  # type: ignore[operator]
    holds = {
        "the token is of another issuer": claims.get("iss") == provider.issuer,
        "the token is for somebody else": claims.get("aud") in (provider.client_id, [provider.client_id]),
        "the token was made for somebody else": claims.get("azp", provider.client_id) == provider.client_id,
        "the token answers another question (nonce)": constant_time_compare(str(claims.get("nonce", "")), nonce),
        "the token is not of this time": is_of_now,
        "the token names nobody": isinstance(subject, str) and 0 < len(subject) <= LONGEST_SUBJECT,
    }
    if failed := next((reason for reason, is_right in holds.items() if not is_right), None):
        raise ProviderRefusedError(failed)
    if provider.acr and claims.get("acr") not in provider.acr:
        raise ProviderRefusedError("the sign-in was weaker than the site asks for (acr)", is_weak=True)


def _told(claims: Mapping[str, Any], provider: IdentityProvider) -> Told:
    groups = claims.get(provider.roles_claim, []) if provider.roles_claim else []
    listed = groups if isinstance(groups, list) else [groups]
    email = claims.get("email")
    is_verified = claims.get("email_verified") is True and isinstance(email, str)
    return Told(
        issuer=provider.issuer,
        subject=claims["sub"],
        email=str(email).strip().casefold() if is_verified else "",
        name=str(claims.get("name") or email or ""),
        groups=frozenset(str(one) for one in listed),
    )
