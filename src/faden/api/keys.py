"""Keys that a caller gives a new thing, so that sending it twice makes it once."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import IntegrityError

from faden.kernel.access.errors import Invalid

TAKEN = "Diese Kennung ist vergeben."


@contextmanager
def given_key(identifier: UUID | None) -> Iterator[None]:
    """Around the operation that makes the thing: a key that names something of somebody else cannot be taken.

    :raises Invalid: it is taken
    """
    try:
        yield
    except Invalid as invalid:
        if identifier is None or not isinstance(invalid.__cause__, IntegrityError):
            raise
        raise Invalid({"id": TAKEN}) from None
