"""Secrets come from the environment, or from files that only the service can read (``NAME_FILE``)."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from faden.lib.sealing import BadKeys, KeyRing, read_ring


def secret(name: str, default: str = "") -> str:
    """The secret of that name: the variable itself, or what stands in the file that ``<name>_FILE`` names.

    :raises ImproperlyConfigured: both are set, or the file cannot be read; the message shows no secret
    """
    path = os.environ.get(f"{name}_FILE")
    if path is None:
        return os.environ.get(name, default)
    if name in os.environ:
        raise ImproperlyConfigured(f"{name} und {name}_FILE sind beide gesetzt: nur eines von beiden angeben.")
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE: {path} lässt sich nicht lesen ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise ImproperlyConfigured(f"{name}_FILE: {path} ist kein Text.") from None


def key_ring(name: str) -> KeyRing | None:
    """The keys of that name, or None when there are none.

    :raises ImproperlyConfigured: what is set are no keys
    """
    text = secret(name)
    if not text:
        return None
    try:
        return read_ring(text)
    except BadKeys as error:
        raise ImproperlyConfigured(f"{name}: {error}.") from None
