"""``faden erasure``: the list of what was erased, and erasing again after a restore."""

import argparse
import json
import os
from uuid import UUID

from django.db import connections, transaction
from django.utils import timezone

from faden.cli.errors import OperatorError
from faden.domain.retention import erasure_list
from faden.domain.retention.models import Erasure
from faden.kernel.access.acting import act_as
from faden.kernel.audit import operations as audit
from faden.kernel.identity.queries import system_actor
from faden.lib.german import count

WHERE = "„faden erasure replay“ mit FADEN_OWNER_DATABASE_URL aufrufen"
OWNER = "FADEN_OWNER_DATABASE_URL"
ERASURES = ("Löschung", "Löschungen")


def run(order: argparse.Namespace) -> None:
    """``export`` completes the list outside the database; ``replay`` erases again what came back.

    :raises OperatorError: the list cannot be read or written, or nobody who may erase was named
    """
    try:
        if order.act == "replay" and not {OWNER, f"{OWNER}_FILE"} & os.environ.keys() and erasure_list.missing():
            raise OperatorError(f"{OWNER} fehlt: Löschen darf nur die Rolle, der die Tabellen gehören.")
        {"export": export, "replay": replay}[order.act]()
    except OSError as error:
        raise OperatorError(f"{erasure_list.path()}: {error.strerror} (FADEN_ERASURE_LIST setzen)") from None
    except erasure_list.BadList as error:
        raise OperatorError(f"{erasure_list.path()}, {error} (FADEN_ERASURE_LIST prüfen)") from None


def export() -> None:
    """Add to the list what it does not hold yet."""
    added = erasure_list.complete()
    print(f"{added} ergänzt, {count(len(erasure_list.lines()), *ERASURES)} in {erasure_list.path()}")


def replay() -> None:
    """Erase again, one by one; interrupted, it goes on where it was."""
    due = erasure_list.missing()
    for line in due:
        erase_again(line)
    print(f"{count(len(due), *ERASURES)} nachgeholt")


def erase_again(line: erasure_list.Line) -> None:
    """Erase the case of one line, as the owner of the database; the trace says that the system did it."""
    again, system = Erasure(id=UUID(line["erasure"]), case_id=UUID(line["case"])), system_actor()
    with act_as(system, today=timezone.localdate()):
        audit.record("erasure.replayed", actor=system, subject=again, erased_on=line["on"])
        with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
            cursor.execute("SELECT faden_erase_again(%s)", [json.dumps(dict(line))])


def complaint() -> str | None:
    """Why the product must not serve: a backup has brought back what was erased."""
    try:
        due = erasure_list.missing()
    except OSError as error:
        return f"Die Löschliste {erasure_list.path()} ist nicht lesbar: {error.strerror}"
    except erasure_list.BadList as error:
        return f"Die Löschliste {erasure_list.path()} ist nicht lesbar: {error}"
    if not erasure_list.can_be_written():
        return f"Die Löschliste {erasure_list.path()} lässt sich nicht schreiben (FADEN_ERASURE_LIST setzen)"
    if not due:
        return None
    back = count(len(due), "gelöschter Fall ist", "gelöschte Fälle sind")
    return f"Die Datenbank stammt aus einer Sicherung: {back} wieder da. {WHERE}."
