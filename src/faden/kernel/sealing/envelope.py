"""A content under a random key of its own, and that key sealed by the master key of the installation."""

import hmac
import secrets
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from faden.lib.sealing import KEY_BYTES, Key, KeyRing, seal, unseal


@dataclass(frozen=True)
class Place:
    """The row a content belongs to: bytes that are moved to another one, or into another column, do not open there."""

    table: str
    row: UUID

    def purpose(self, part: str) -> str:
        """What is authenticated with the bytes of a column."""
        return f"{self.table}.{part}:{self.row}"


def master_keys() -> KeyRing:
    """The keys of this installation.

    :raises ImproperlyConfigured: there are none
    """
    ring: KeyRing | None = settings.SEALING_KEYS
    if ring is None:
        raise ImproperlyConfigured("FADEN_SEALING_KEYS fehlt: ohne Schlüssel wird nichts abgelegt und nichts gelesen.")
    return ring


def newest_key_id() -> str:
    """The name of the key that seals now."""
    return master_keys().keys[0].id.hex()


def new_content_key() -> Key:
    """A random key for one content."""
    return Key(secrets.token_bytes(KEY_BYTES))


def seal_key(key: Key, place: Place) -> bytes:
    """The key of a content, sealed by the newest master key."""
    return seal(key.secret, ring=master_keys(), purpose=place.purpose("key"))


def open_key(sealed: bytes, place: Place) -> Key:
    """The key of a content.

    :raises faden.lib.sealing.NotOpened: changed, of another row, or its master key is not there
    """
    return Key(unseal(sealed, ring=master_keys(), purpose=place.purpose("key")))


def seal_content(plain: bytes, key: Key, place: Place) -> bytes:
    """A content, sealed by its own key."""
    return seal(plain, ring=KeyRing((key,)), purpose=place.purpose("content"))


def open_content(sealed: bytes, key: Key, place: Place) -> bytes:
    """A content.

    :raises faden.lib.sealing.NotOpened: changed, or of another row
    """
    return unseal(sealed, ring=KeyRing((key,)), purpose=place.purpose("content"))


def mark(fingerprint: bytes, key: Key) -> str:
    """By which the same content is recognised, by nobody who lacks the key: a plain checksum lets guesses be tried out.

    :param fingerprint: SHA-256 of the content
    """
    return hmac.digest(key.secret, b"mark" + fingerprint, "sha256").hex()


def mark_of(content: bytes, key: Key) -> str:
    """As :func:`mark`, of the content itself."""
    return mark(sha256(content).digest(), key)
