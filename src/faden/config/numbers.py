"""Numbers of the environment."""

import os

from django.core.exceptions import ImproperlyConfigured


def number(name: str, default: int, *, least: int = 1) -> int:
    """What the variable of that name says.

    :raises ImproperlyConfigured: it says something else than a whole number, or one that is too small
    """
    text = os.environ.get(name, str(default))
    if not text.strip().isdecimal() or int(text) < least:
        raise ImproperlyConfigured(f"{name}: „{text}“ ist keine ganze Zahl ab {least}.")
    return int(text)
