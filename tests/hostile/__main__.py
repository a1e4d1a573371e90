"""``python -m tests.hostile 52000 300``: the long versions, through the same test run that sets up the database."""

import os
import sys
from pathlib import Path

import pytest


def main(posts: str = "5000", seconds: str = "300") -> int:
    """Send so many hostile forms, and let schemathesis try for so many seconds."""
    os.environ |= {"FADEN_HOSTILE_POSTS": posts, "FADEN_SCHEMATHESIS_SECONDS": seconds}
    return pytest.main(["-q", "--show-capture=no", "--tb=short", str(Path(__file__).parent)])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
