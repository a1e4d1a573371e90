"""A client's file, opened by a program as the pages open it."""

from typing import Any
from uuid import UUID

from faden.api.acting import Call
from faden.domain.cases.operations import reading
from faden.domain.cases.queries.family import person_in_file
from faden.domain.cases.queries.file import File
from faden.domain.cases.rules import CaseRule, may_work_on
from faden.domain.people.rules import may_keep_people


def open_file(request: Call, number: str, may: CaseRule | None = None) -> File:
    """Open a case for a call, see ``operations.reading``; GET reads."""
    return reading.open_file(
        number=number, actor=request.actor, today=request.today, reads=request.method == "GET", may=may
    )


def person_to_keep(request: Call, number: str, person_id: UUID) -> tuple[Any, Any]:
    """The case and somebody in it, to write down something about them.

    :raises NotVisible: not for this actor, or nobody of this case
    """
    may_keep_people.check(request.actor)
    case = open_file(request, number, may_work_on).case
    return case, person_in_file(case, person_id, request.today)
