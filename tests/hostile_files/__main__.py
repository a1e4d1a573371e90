"""``python -m tests.hostile_files 500``: the long version, through the same test run that sets up the database."""

import os
import sys
from pathlib import Path

import pytest


def main(files: str = "500") -> int:
    """Hand in so many."""
    os.environ["FADEN_HOSTILE_FILES"] = files
    return pytest.main(["-q", "-s", "--show-capture=no", "--tb=short", str(Path(__file__).parent)])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
