"""A connection that is the app's role, so that row security answers, and can be the owner for a moment."""

from collections.abc import Iterator

import pytest
from django.db import connections
from pytest_django import DjangoDbBlocker

from faden.cli.embedded import OWNER


@pytest.fixture(scope="module")
def walking(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Signed in as the owner, and at once the app's role: everything happens in transactions that are undone."""
    connection = connections["default"]
    connection.close()
    before = dict(connection.settings_dict)
    connection.settings_dict["USER"] = OWNER
    with django_db_blocker.unblock():
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET ROLE faden_app")
                cursor.execute("SELECT current_user")
                assert cursor.fetchone() == ("faden_app",)
            yield
        finally:
            connection.close()
            connection.settings_dict.update(before)
