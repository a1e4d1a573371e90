"""``python -m tests.hostile 5000``: the long version, through the same test run that sets up the database."""

import os
import sys
from pathlib import Path

import pytest


def main() -> int:
    """Send as many hostile forms as asked for (5,000 without a number)."""
    os.environ["FADEN_HOSTILE_POSTS"] = sys.argv[1] if len(sys.argv) > 1 else "5000"
    return pytest.main(["-q", "--show-capture=no", "--tb=short", str(Path(__file__).parent)])


if __name__ == "__main__":
    sys.exit(main())
