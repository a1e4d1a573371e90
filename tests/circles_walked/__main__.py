"""``python -m tests.circles_walked 200000``: the long walk, in several processes with a database and a seed each.

``--again 7-312 --steps 57`` walks one walk once more, as a divergence is told, and prints its history; ``--planted``
plants faults, one after the other.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
PYTEST = ("-m", "pytest", "-q", "-s", "-n0", "--show-capture=no", "--tb=short", "-p", "no:cacheprovider")


def main() -> int:
    """Do so many actions, and print how many there were and how often database and oracle disagreed."""
    asked = argparse.ArgumentParser(prog="python -m tests.circles_walked", description=__doc__)
    asked.add_argument("actions", nargs="?", type=int, default=200_000, help="in all")
    asked.add_argument("--processes", type=int, default=2, help="at a time (2)")
    asked.add_argument("--seed", type=int, default=1, help="of the first process; the others count on from it (1)")
    asked.add_argument("--again", help="seed and number of one walk: 7-312")
    asked.add_argument("--steps", type=int, default=100, help="of that walk (100)")
    asked.add_argument("--often", default="", help="names of acts that come more often: merge,undo")
    asked.add_argument("--planted", action="store_true", help="plant every fault and look whether the walk notices")
    told = asked.parse_args()
    os.environ["FADEN_WALKED_OFTEN"] = told.often
    if told.planted:
        return _run({"FADEN_WALKED_PLANTED": "all"}, "test_planted.py").wait()
    if told.again:
        return _run({"FADEN_WALKED_AGAIN": told.again, "FADEN_WALKED_STEPS": str(told.steps)}).wait()
    share = -(-told.actions // told.processes)
    running = [
        _run({"FADEN_WALKED_ACTIONS": str(share), "FADEN_WALKED_SEED": str(told.seed + number)})
        for number in range(told.processes)
    ]
    return max(one.wait() for one in running)


def _run(told: dict[str, str], tests: str = "test_walk.py") -> "subprocess.Popen[bytes]":
    """A test run of its own: it starts a server of its own, or takes the first one that nobody uses."""
    command = [sys.executable, *PYTEST, str(HERE / tests)]
    return subprocess.Popen(command, env=os.environ | told | {"PYTHONUNBUFFERED": "1"})


if __name__ == "__main__":
    sys.exit(main())
