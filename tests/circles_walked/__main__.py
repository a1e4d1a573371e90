"""``python -m tests.circles_walked 200000``: the long walk, through the same test run that sets up the database."""

import os
import sys
from pathlib import Path

import pytest


def main(actions: str = "200000") -> int:
    """Do so many actions, and print how many there were and how often database and oracle disagreed."""
    os.environ["FADEN_WALKED_ACTIONS"] = actions
    return pytest.main(["-q", "-s", "--show-capture=no", "--tb=short", str(Path(__file__).parent)])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
