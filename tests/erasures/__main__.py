"""``python -m tests.erasures 1000``: erase so many marked people, and restore a backup taken before."""

import os
import sys
from pathlib import Path

import pytest


def main(count: str = "1000") -> int:
    """Through the same test run that sets up the database."""
    os.environ["FADEN_ERASURES"] = count
    return pytest.main(["-q", "-s", "--tb=short", str(Path(__file__).parent)])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
