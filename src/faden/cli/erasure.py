"""``faden erasure``: the list of what was erased, and erasing again after a restore."""

import argparse
import json

from django.db import connections, transaction

from faden.cli.errors import OperatorError
from faden.domain.retention import erasure_list

WHERE = "„faden erasure replay“ mit FADEN_OWNER_DATABASE_URL aufrufen"


def run(order: argparse.Namespace) -> None:
    """``export`` completes the list outside the database; ``replay`` erases again what came back.

    :raises OperatorError: the list cannot be written
    """
    try:
        {"export": export, "replay": replay}[order.act]()
    except OSError as error:
        raise OperatorError(f"{erasure_list.path()}: {error.strerror} (FADEN_ERASURE_LIST setzen)") from None


def export() -> None:
    """Add to the list what it does not hold yet."""
    added = erasure_list.complete()
    print(f"{added} ergänzt, {len(erasure_list.lines())} Löschungen in {erasure_list.path()}")


def replay() -> None:
    """Erase again, one by one; interrupted, it goes on where it was."""
    due = erasure_list.missing()
    for line in due:
        erase_again(line)
    print(f"{len(due)} Löschungen nachgeholt")


def erase_again(line: erasure_list.Line) -> None:
    """Erase the case of one line, as the owner of the database."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SELECT faden_erase_again(%s)", [json.dumps(dict(line))])


def complaint() -> str | None:
    """Why the product must not serve: a backup has brought back what was erased."""
    try:
        due = erasure_list.missing()
    except (OSError, ValueError) as error:
        return f"Die Löschliste {erasure_list.path()} ist nicht lesbar ({error})"
    if not due:
        return None
    return f"Die Datenbank stammt aus einer Sicherung: {len(due)} gelöschte Fälle sind wieder da. {WHERE}."
