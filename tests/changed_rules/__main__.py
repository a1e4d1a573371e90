"""``python -m tests.changed_rules``: change every rule once and run the tests that asked it."""

import sys
from pathlib import Path

import pytest

#: The rest drives a browser, or looks at the rules' results through thousands of addresses.
ROOMS = ("api", "cli", "demo", "domain", "kernel", "processes", "reporting", "web")


def main() -> int:
    """Through one test run, of which each test may be run again."""
    tests = Path(__file__).parents[1]
    where = [str(tests / room) for room in ROOMS]
    return pytest.main(["-q", "--no-header", "-p", "tests.changed_rules.plugin", *(sys.argv[1:] or where)])


if __name__ == "__main__":
    sys.exit(main())
