"""Numbers and circles of files, for those who look after the trace and see no file."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from faden.domain.cases.enums import CircleFunction


@dataclass(frozen=True)
class Membership:
    """Somebody's time in a circle, ``[since, until)``.

    :ivar function: in words
    :ivar key: of the function
    """

    account_id: UUID
    function: str
    since: date
    until: date | None
    reason: str
    key: str = ""

    def covers(self, day: date) -> bool:
        """Whether the file was open to this account on that day."""
        return self.since <= day and (self.until is None or day < self.until)


def case_numbers(wanted: Collection[UUID]) -> dict[UUID | None, str]:
    """Number by file; empty for everybody but the data protection officer."""
    if not wanted:
        return {}
    numbers = _asked("SELECT faden_case_numbers(%s)", list(wanted))
    return {UUID(key): number for key, number in numbers.items()}


def case_key(number: str) -> UUID | None:
    """The file with this number; None where there is none, and for everybody but the data protection officer."""
    found: UUID | None = _asked("SELECT faden_case_key(%s)", number.strip())
    return found


def circle_history(file_id: UUID) -> tuple[Membership, ...]:
    """Everybody who could ever open a file; for the data protection officer, and for its circle."""
    rows = _asked("SELECT faden_circle_history(%s)", file_id)
    return tuple(
        Membership(
            UUID(account),
            CircleFunction(function).label if function in CircleFunction.values else function,
            date.fromisoformat(since),
            date.fromisoformat(until) if until else None,
            reason,
            function,
        )
        for account, function, since, until, reason in rows
    )


def function_on(circle: Iterable[Membership], account_id: UUID, day: date) -> str:
    """As what somebody could open a file on a day; empty for who could not."""
    return next((one.function for one in circle if one.account_id == account_id and one.covers(day)), "")


def task_on(circle: Iterable[Membership], account_id: UUID, day: date) -> str:
    """The same as the key of the function."""
    return next((one.key for one in circle if one.account_id == account_id and one.covers(day)), "")


def _asked(statement: str, value: str | UUID | list[UUID]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, [value])
        found = cursor.fetchone()[0]
    return json.loads(found) if isinstance(found, str) else found
