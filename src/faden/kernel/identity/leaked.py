"""Passwords that have become known by a theft somewhere: looked up in a file of the operator, never asked abroad.

The file is what the downloader of Have I Been Pwned writes: one SHA-1 in a line, in hexadecimal and in order, with or
without ``:`` and how often it was seen. It has 40 GB and more; a look-up reads some forty places of it.
"""

import hashlib
import mmap
import re
from bisect import bisect_left
from typing import Final

HASH: Final = re.compile(rb"[0-9A-F]{40}(:\d+)?\s*")
LENGTH: Final = 40


def is_leaked(password: str, path: str) -> bool:
    """Whether the file has it.

    :raises OSError: there is no such file, or it cannot be read
    """
    wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:  # noqa: PTH123 - mapped
        places = range(len(text))
        at = bisect_left(places, wanted, key=lambda place: _hash_around(text, place))
        return at < len(text) and _hash_around(text, at) == wanted


def complaint_about_list(path: str) -> str | None:
    """Why the file is no such list, in German, or None."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - as above
            begin = file.readline(LENGTH * 2)
    except OSError as error:
        return f"{path}: {error.strerror}"
    return None if HASH.fullmatch(begin) else f"{path}: in der ersten Zeile steht kein SHA-1 in Großbuchstaben"


def _hash_around(text: mmap.mmap, place: int) -> bytes:
    begin = text.rfind(b"\n", 0, place) + 1
    return text[begin : begin + LENGTH]
