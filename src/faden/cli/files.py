"""``faden files``: bring in a new key, and look whether everything that is stored sealed can be opened.

Contents of files and attachments, and what code apps share with us.
"""

import argparse
from collections.abc import Callable
from typing import Final
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from faden.cli.errors import OperatorError
from faden.cli.serve import NO_SEALING_KEYS
from faden.kernel.access.acting import act_as
from faden.kernel.audit import operations as audit
from faden.kernel.identity.models import Account
from faden.kernel.identity.queries import SYSTEM_ID, system_actor
from faden.kernel.sealing import keeping
from faden.kernel.sign_in import resealing
from faden.lib.sealing import NotOpened

SHOWN: Final = 20


def run(order: argparse.Namespace) -> int:
    """Do what is ordered; both can be ended at any time and started again.

    :returns: 1 when something could not be opened
    :raises OperatorError: there is no key, or an old one is missing
    """
    if settings.SEALING_KEYS is None:
        raise OperatorError(NO_SEALING_KEYS)
    orders: dict[str, Callable[[], int]] = {"rotate": _rotate, "verify": _verify}
    return orders[order.act]()


def _rotate() -> int:
    """Each step is stored by itself: what is ended in the middle goes on with what is left."""
    left, done = keeping.left_to_rotate(), 0
    print(f"{left} Inhalte sind noch nicht mit dem neuesten Schlüssel verschlüsselt.", flush=True)
    for model in keeping.sealed_models():
        after: UUID | None = None
        while True:
            try:
                count, after = keeping.rotate_step(after, model)
            except NotOpened:
                raise OperatorError(
                    "Ein Inhalt lässt sich mit keinem der Schlüssel öffnen: den bisherigen Schlüssel hinter den neuen "
                    "setzen („faden files verify“ sagt, welche Inhalte es sind)."
                ) from None
            if after is None:
                break
            done += count
            print(f"{done} umgeschlüsselt, {max(left - done, 0)} übrig", flush=True)
    secrets = _reseal()
    _note("sealing.rotated", contents=done, secrets=secrets)
    print(
        "Alles ist mit dem neuesten Schlüssel verschlüsselt. Ältere Schlüssel braucht nur noch, wer ältere Siegel des "
        "Protokolls oder ältere Sicherungen prüft."
    )
    return 0


def _reseal() -> int:
    """What code apps share with us; few enough for one step."""
    try:
        secrets = resealing.reseal_secrets()
    except NotOpened:
        raise OperatorError(
            "Das Geheimnis einer Einmalcode-App lässt sich mit keinem der Schlüssel öffnen: den bisherigen Schlüssel "
            "hinter den neuen setzen („faden files verify“ sagt, welche es sind)."
        ) from None
    print(f"{secrets} Geheimnisse von Einmalcode-Apps neu versiegelt")
    return secrets


def _verify() -> int:
    opened, unopened = 0, []
    for model in keeping.sealed_models():
        for looked_at in keeping.verified(model):
            if isinstance(looked_at, keeping.Unopened):
                unopened.append(looked_at)
            else:
                opened += 1
    secrets, closed = resealing.unopened_secrets()
    opened += secrets
    unopened += [keeping.Unopened("sign_in_codeapp", row, "") for row in closed]
    for one in unopened[:SHOWN]:
        print(f"lässt sich nicht öffnen: {one.table} {one.row} (Schlüssel {one.key_id or 'nicht genannt'})")
    _note("sealing.verified", opened=opened, unopened=len(unopened))
    print(f"{opened} Inhalte lassen sich öffnen, {len(unopened)} nicht.")
    return min(len(unopened), 1)


def _note(act: str, **facts: int) -> None:
    with act_as(system_actor(), today=timezone.localdate()):
        audit.record(act, actor=system_actor(), subject=Account(id=SYSTEM_ID), **facts)
