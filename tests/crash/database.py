"""``python -m tests.crash.database FOLDER``: PostgreSQL in that folder until somebody ends this process."""

import signal
import sys
from pathlib import Path

from faden.cli.embedded import Cluster, bundled_binaries

if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with Cluster(Path(sys.argv[1]), bundled_binaries()).running():
        signal.pause()
