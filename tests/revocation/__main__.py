"""``python -m tests.revocation 1000``: so many withdrawals, through the same test run that sets up the database."""

import os
import sys
from pathlib import Path

import pytest


def main(withdrawals: str = "1000") -> int:
    """Withdraw so often."""
    os.environ |= {"FADEN_WITHDRAWALS": withdrawals}
    return pytest.main(["-q", "-s", "--tb=short", str(Path(__file__).parent)])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
