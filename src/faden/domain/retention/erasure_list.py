"""The list of what was erased, kept outside the database: a restored backup does not know it.

One line of JSON for each erasure, keys and days only. It is completed after each erasure and when the product starts;
``faden erasure replay`` erases again what a restored database has brought back.
"""

import fcntl
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from faden.domain.retention.queries import carried_out_list, not_erased

Line = Mapping[str, Any]


def path() -> Path:
    """Where the list lies; best on another disk than the database and its backups."""
    return Path(settings.ERASURE_LIST)


def lines() -> list[Line]:
    """Everything that was ever erased here, in that order."""
    return _read(path().read_text("utf-8")) if path().exists() else []


def complete() -> int:
    """Add what the database knows and the list does not yet.

    :returns: how many lines were added
    """
    wanted = carried_out_list()
    if not wanted:
        return 0
    path().parent.mkdir(parents=True, exist_ok=True)
    with path().open("a+", encoding="utf-8") as file:
        # Two processes that complete it at once would both add the same line.
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        known = {line["erasure"] for line in _read(file.read())}
        new = [json.dumps(line, ensure_ascii=False) + "\n" for line in wanted if line["erasure"] not in known]
        file.writelines(new)
        file.flush()
        os.fsync(file.fileno())
    return len(new)


def missing() -> list[Line]:
    """Lines whose case is there as it was before: the database comes from a backup taken earlier."""
    listed = lines()
    back = not_erased([UUID(line["case"]) for line in listed]) if listed else set()
    return [line for line in listed if UUID(line["case"]) in back]


def _read(text: str) -> list[Line]:
    return [json.loads(line) for line in text.splitlines() if line.strip()]
