"""What code apps share with us, sealed anew with the newest master key; for the operators' command.

It happens without an actor, like the rotation of contents (``kernel/sealing/keeping``).
"""

from uuid import UUID

from django.db import transaction

from faden.kernel.access.acting import asking_for
from faden.kernel.sealing.envelope import master_keys
from faden.kernel.sign_in.factors import purpose_of
from faden.kernel.sign_in.models import CodeApp
from faden.lib.sealing import NotOpened, is_current, seal, unseal


def left_to_reseal() -> int:
    """How many apps' secrets are not sealed by the newest master key."""
    with asking_for("keeping", "on"):
        return sum(not is_current(one, ring=master_keys()) for one in _sealed())


@transaction.atomic
def reseal_secrets() -> int:
    """Seal them anew, all in one transaction: there is one for each account.

    :returns: how many were sealed
    :raises NotOpened: one cannot be opened; nothing is stored
    """
    with asking_for("keeping", "on"):
        older = [
            app
            for app in CodeApp.objects.select_for_update().order_by("id")
            if not is_current(bytes(app.sealed), ring=master_keys())
        ]
        for app in older:
            app.sealed = seal(_opened(app), ring=master_keys(), purpose=purpose_of(app.account_id))
        CodeApp.objects.bulk_update(older, ["sealed"])
    return len(older)


def unopened_secrets() -> tuple[int, list[UUID]]:
    """How many open, and the rows that do not."""
    with asking_for("keeping", "on"):
        apps = list(CodeApp.objects.order_by("id"))
    closed = [app.id for app in apps if not _opens(app)]
    return len(apps) - len(closed), closed


def _sealed() -> list[bytes]:
    return [bytes(one) for one in CodeApp.objects.values_list("sealed", flat=True)]


def _opened(app: CodeApp) -> bytes:
    return unseal(bytes(app.sealed), ring=master_keys(), purpose=purpose_of(app.account_id))


def _opens(app: CodeApp) -> bool:
    try:
        _opened(app)
    except NotOpened:
        return False
    return True
