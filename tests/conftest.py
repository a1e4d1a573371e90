"""What every test runs on: see ``tests/setup``."""

pytest_plugins = [
    "tests.setup.database",
    "tests.setup.network",
    "tests.setup.order",
    "tests.setup.properties",
    "tests.setup.browser",
]
