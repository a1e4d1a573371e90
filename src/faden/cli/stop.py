"""``faden stop``: end every demo of this folder, and what a killed one has left behind."""

import argparse
import contextlib
import os
import signal
import time
from typing import Final

from faden.cli.demos import Demo, all_demos
from faden.cli.errors import OperatorError

PATIENCE: Final = 30.0


def run(_: argparse.Namespace) -> None:
    """Stop them all.

    :raises OperatorError: one does not end
    """
    stopped = [demo.site for demo in all_demos() if _stop(demo)]
    print(f"Beendet: {', '.join(stopped)}." if stopped else "Es läuft keine Demo.")


def _stop(demo: Demo) -> bool:
    """Whether there was something to stop."""
    end = time.monotonic() + PATIENCE
    found = False
    while (holder := demo.cluster.holder()) is not None:
        if time.monotonic() > end:
            raise OperatorError(f"Die Demo {demo.site} endet nicht (Prozess {holder}).")
        if holder and not found:
            found = True
            with contextlib.suppress(ProcessLookupError):
                os.kill(holder, signal.SIGTERM)
        time.sleep(0.05)
    if demo.cluster.is_running():
        demo.cluster.stop()
        return True
    return found
