"""``python -m tests.hostile 56000 300``: the long versions, through the same test run that sets up the database."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
PYTEST = ("-m", "pytest", "-q", "-n0", "--show-capture=no", "--tb=short", "-p", "no:cacheprovider")
PROCESSES = 2


def main(posts: str = "5000", seconds: str = "300", seed: str = "1") -> int:
    """Send so many hostile forms, by two processes with a seed each; then let schemathesis try for so many seconds."""
    share = str(-(-int(posts) // PROCESSES))
    attacks = [
        _run("test_hostile.py", FADEN_HOSTILE_POSTS=share, FADEN_HOSTILE_SEED=str(int(seed) + number))
        for number in range(PROCESSES)
    ]
    ended = [one.wait() for one in attacks]
    ended.append(_run("test_interface.py", "test_calls.py", FADEN_SCHEMATHESIS_SECONDS=seconds).wait())
    return max(ended)


def _run(*files: str, **told: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, *PYTEST, *(str(HERE / name) for name in files)]
    return subprocess.Popen(command, env=os.environ | told | {"PYTHONUNBUFFERED": "1"})


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
