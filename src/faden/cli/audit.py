"""``faden audit``: is the trace what was written, and seal what is there."""

import argparse
import time

from django.conf import settings
from django.utils import timezone

from faden.cli.errors import OperatorError
from faden.kernel.access.acting import act_as
from faden.kernel.audit.sealing import anchor, anchored, seal
from faden.kernel.audit.verification import Verdict, one_moment, verify
from faden.kernel.identity.queries import system_actor
from faden.lib import german
from faden.lib.sealing import KeyRing


def run(order: argparse.Namespace) -> int:
    """Verify or seal; one line, and the exit status 1 when the trace is not what was written.

    :raises OperatorError: there is no key to seal with, or the file outside the database cannot be used
    """
    ring = settings.SEALING_KEYS
    if ring is None:
        raise OperatorError(
            "FADEN_SEALING_KEYS fehlt: Ohne Schlüssel lässt sich nichts siegeln und kein Siegel prüfen."
        )
    try:
        return _seal(ring) if order.act == "seal" else _verify(ring)
    except OSError as error:
        raise OperatorError(f"{settings.AUDIT_ANCHOR}: {error.strerror} (FADEN_AUDIT_ANCHOR setzen)") from None
    except UnicodeDecodeError:
        raise OperatorError(f"{settings.AUDIT_ANCHOR} ist kein Text (FADEN_AUDIT_ANCHOR prüfen)") from None


def _verify(ring: KeyRing) -> int:
    started = time.perf_counter()
    with one_moment(), act_as(system_actor(), today=timezone.localdate()):
        outside = anchored(settings.AUDIT_ANCHOR)
        verdict = verify(ring=ring, anchored=outside)
    print(_in_words(verdict, time.perf_counter() - started))
    if verdict.seals and not outside:
        print(f"In {settings.AUDIT_ANCHOR} steht kein Siegel: Ob die neuesten fehlen, lässt sich nicht sagen.")
    return 0 if verdict.broken is None else 1


def _in_words(verdict: Verdict, seconds: float) -> str:
    if verdict.broken is not None:
        return f"Das Protokoll ist nicht, was geschrieben wurde: {verdict.broken.reason}"
    entries = german.count(verdict.entries, "Eintrag", "Einträge", "kein Eintrag")
    lanes, seals = german.count(verdict.lanes, "Spur", "Spuren"), german.count(verdict.seals, "Siegel", "Siegel")
    pace = f"{german.number(round(verdict.entries / seconds))} je Sekunde"
    since = f", {german.number(verdict.unsealed)} seit dem letzten Siegel" if verdict.unsealed else ""
    gone = f", {german.number(verdict.removed)} nach Ablauf der Frist gelöscht" if verdict.removed else ""
    return f"Das Protokoll ist unversehrt: {entries} in {lanes}, {seals}{since}{gone} ({pace})."


def _seal(ring: KeyRing) -> int:
    with act_as(system_actor(), today=timezone.localdate()):
        made = seal(ring=ring, now=timezone.now())
    if made is None:
        print("Seit dem letzten Siegel ist nichts dazugekommen.")
        return 0
    anchor(made, settings.AUDIT_ANCHOR)
    print(f"Siegel {made.line}")
    return 0
