"""A process that ends when the one that started it ends, however that happened.

Linux can send a signal when the parent dies. Elsewhere a killed parent leaves its children to ``faden stop``.
"""

import ctypes
import signal
import sys
from collections.abc import Callable
from typing import Final

PR_SET_PDEATHSIG: Final = 1


def end_with_parent(by: signal.Signals) -> Callable[[], None] | None:
    """For ``preexec_fn`` of a child: send it this signal when the thread that started it is gone."""
    if sys.platform != "linux":
        return None
    # Loaded before the fork: between fork and exec as little as possible may happen.
    prctl = ctypes.CDLL(None).prctl

    def ask() -> None:
        prctl(PR_SET_PDEATHSIG, by, 0, 0, 0)

    return ask
