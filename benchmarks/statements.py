"""What a page asks the database, seen from this process."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

TRANSACTION_CONTROL = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")
#: Called with the cursor, the statement and its parameters, right before it is carried out.
Look = Callable[[Any, str, Any], None]


@contextmanager
def recorded(look: Look | None = None) -> Iterator[list[str]]:
    """Gather the statements of what happens inside, without those that begin, nest and end transactions."""
    from django.db import connection  # noqa: PLC0415 - Django is set up only now

    seen: list[str] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:  # noqa: FBT001 - Django's signature
        if not sql.startswith(TRANSACTION_CONTROL):
            seen.append(sql)
            if look is not None:
                look(context["cursor"].cursor, sql, params)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield seen
