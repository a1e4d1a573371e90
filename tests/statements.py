"""How many statements a page sends to the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

#: A test runs in a transaction of its own: acting in it is a savepoint, and gives the former actor back.
OF_THE_TEST = ("SAVEPOINT", "RELEASE SAVEPOINT", "SELECT set_config('faden.actor', ''")


@contextmanager
def statements() -> Iterator[list[str]]:
    """What a request sends; savepoints are not counted."""
    sent: list[str] = []
    with CaptureQueriesContext(connection) as asked:
        yield sent
    sent += [query["sql"] for query in asked if not query["sql"].startswith(OF_THE_TEST)]
