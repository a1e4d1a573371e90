"""The list of what was erased, kept outside the database: a restored backup does not know it.

One line of JSON for each erasure, keys and days only. It is completed after each erasure and when the product starts;
``faden erasure replay`` erases again what a restored database has brought back.
"""

import fcntl
import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.conf import settings

from faden.domain.retention.queries import carried_out_list, not_erased

Line = Mapping[str, Any]
#: What a line needs to be erased again by.
NEEDED: Final = ("case", "erasure", "on")
KEY: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class BadList(Exception):
    """What stands in the file is no such list; the message says where, in German."""


def path() -> Path:
    """Where the list lies; best on another disk than the database and its backups."""
    return Path(settings.ERASURE_LIST)


def lines() -> list[Line]:
    """Everything that was ever erased here, in that order.

    :raises BadList: the file holds something else
    """
    return _read(path().read_bytes()) if path().exists() else []


def can_be_written() -> bool:
    """Whether the next erasure could be added; afterwards it would be too late to say so."""
    place = path() if path().exists() else next(one for one in path().absolute().parents if one.exists())
    return os.access(place, os.W_OK)


def complete() -> int:
    """Add what the database knows and the list does not yet.

    :returns: how many lines were added
    :raises BadList: the file holds something else
    """
    wanted = carried_out_list()
    if not wanted:
        return 0
    path().parent.mkdir(parents=True, exist_ok=True)
    with path().open("ab+") as file:
        # Two processes that complete it at once would both add the same line.
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        known = {line["erasure"] for line in _read(file.read())}
        new = [json.dumps(line, ensure_ascii=False) + "\n" for line in wanted if line["erasure"] not in known]
        file.write("".join(new).encode())
        file.flush()
        os.fsync(file.fileno())
    return len(new)


def missing() -> list[Line]:
    """Lines whose case is there as it was before: the database comes from a backup taken earlier."""
    listed = lines()
    back = not_erased([UUID(line["case"]) for line in listed]) if listed else set()
    return [line for line in listed if UUID(line["case"]) in back]


def _read(content: bytes) -> list[Line]:
    found: list[Line] = []
    for number, text in enumerate(content.splitlines(), start=1):
        if not text.strip():
            continue
        try:
            line = json.loads(text)
        except ValueError:
            line = None
        if not isinstance(line, dict) or not all(isinstance(line.get(name), str) for name in NEEDED):
            raise BadList(f"Zeile {number}: Das ist keine Zeile der Löschliste.")
        if not KEY.fullmatch(line["case"]) or not KEY.fullmatch(line["erasure"]):
            raise BadList(f"Zeile {number}: Die Kennung eines Falls ist nicht lesbar.")
        found.append(line)
    return found
