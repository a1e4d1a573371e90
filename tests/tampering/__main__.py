"""``python -m tests.tampering 1000``: so many tamperings, through the same test run that sets up the database."""

import os
import sys
from pathlib import Path

import pytest


def main(tamperings: str = "1000") -> int:
    """Tamper so often."""
    os.environ |= {"FADEN_TAMPERINGS": tamperings}
    return pytest.main(["-q", "--tb=short", str(Path(__file__).parent)])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
