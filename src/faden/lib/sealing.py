"""Seal what must not be read from a disk or a dump: AES-256-GCM with keys that live outside the database.

A ring holds one key or several: the first seals, all of them open. A new key is put in front; once everything has been
sealed anew (``is_current``), the old ones can go. What was sealed for one purpose does not open for another: a sealed
value moved to another row or column is worthless there.
"""

import base64
import binascii
import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES: Final = 32
_FORMAT: Final = b"F1"
_ID_BYTES: Final = 4
_NONCE_BYTES: Final = 12
_HEAD: Final = len(_FORMAT) + _ID_BYTES + _NONCE_BYTES


class BadKeys(ValueError):
    """The text is not a ring of keys; the message is German and names no key."""


class NotOpened(Exception):
    """It was not sealed with a key of this ring, not for this purpose, or has been changed since."""


@dataclass(frozen=True, repr=False)
class Key:
    """One key of 32 bytes."""

    secret: bytes

    @property
    def id(self) -> bytes:
        """What a sealed value says about its key: enough to find it, nothing about it."""
        return sha256(b"faden.key" + self.secret).digest()[:_ID_BYTES]


@dataclass(frozen=True, repr=False)
class KeyRing:
    """Keys by age, the newest first; never shown, also not by accident in a trace."""

    keys: tuple[Key, ...]

    def key(self, key_id: bytes) -> Key | None:
        """The key that a sealed value names."""
        return next((key for key in self.keys if key.id == key_id), None)


def new_key() -> str:
    """A fresh key as it is written into the environment or a file."""
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def read_ring(text: str) -> KeyRing:
    """The keys of a setting: base64, separated by spaces, commas or lines, the newest first.

    :raises BadKeys: there is none, or one is not 32 bytes long
    """
    words = text.replace(",", " ").split()
    if not words:
        raise BadKeys("es steht kein Schlüssel darin")
    return KeyRing(tuple(_key(number, word) for number, word in enumerate(words, start=1)))


def _key(number: int, word: str) -> Key:
    try:
        secret = base64.b64decode(word, validate=True)
    except binascii.Error:
        raise BadKeys(f"der {number}. Schlüssel ist nicht in Base64 geschrieben") from None
    if len(secret) != KEY_BYTES:
        raise BadKeys(f"der {number}. Schlüssel hat {len(secret)} statt {KEY_BYTES} Byte")
    return Key(secret)


def seal(plain: bytes, *, ring: KeyRing, purpose: str) -> bytes:
    """Seal with the newest key.

    :param purpose: names what it is and to what it belongs, as in ``"totp:<account>"``; opening needs the same
    """
    key, nonce = ring.keys[0], secrets.token_bytes(_NONCE_BYTES)
    return _FORMAT + key.id + nonce + AESGCM(key.secret).encrypt(nonce, plain, purpose.encode())


def unseal(sealed: bytes, *, ring: KeyRing, purpose: str) -> bytes:
    """What was sealed.

    :raises NotOpened: with another key, for another purpose, or changed since
    """
    sealed = bytes(sealed)
    key = ring.key(_key_id(sealed)) if sealed.startswith(_FORMAT) else None
    if key is None or len(sealed) < _HEAD:
        raise NotOpened
    try:
        return AESGCM(key.secret).decrypt(sealed[_HEAD - _NONCE_BYTES : _HEAD], sealed[_HEAD:], purpose.encode())
    except InvalidTag:
        raise NotOpened from None


def is_current(sealed: bytes, *, ring: KeyRing) -> bool:
    """Whether it was sealed with the newest key, so that it needs no sealing anew."""
    return _key_id(bytes(sealed)) == ring.keys[0].id


def _key_id(sealed: bytes) -> bytes:
    return sealed[len(_FORMAT) : len(_FORMAT) + _ID_BYTES]
