"""``python -m tests.marks 4``: as many cases for each case manager, through the test run that sets up the database."""

import os
import sys
from pathlib import Path

import pytest


def main(cases: str = "4") -> int:
    """Read the whole site as everybody."""
    os.environ["FADEN_MARKS_CASES"] = cases
    return pytest.main(["-q", "-s", "--show-capture=no", "--tb=short", str(Path(__file__).parent)])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
