"""A client's file, opened by a program as the pages open it."""

from typing import Any
from uuid import UUID

from faden.api.acting import Call
from faden.domain.cases.queries.family import person_in_file
from faden.domain.cases.queries.file import File, file_of
from faden.domain.cases.rules import CaseRule, may_read, may_work_on
from faden.domain.people.rules import may_keep_people
from faden.kernel.access.errors import NotVisible
from faden.kernel.audit import operations as audit


def open_file(request: Call, number: str, may: CaseRule | None = None) -> File:
    """Open a case; reading it is written into the trace.

    :raises NotVisible: not for this actor
    :raises Refused: the rule's reason
    """
    file = file_of(number, request.today)
    if not may_read.allows(request.actor, file.circle):
        raise NotVisible
    if may is not None:
        may.check(request.actor, file.case, file.circle)
    if request.method == "GET":
        audit.record_reading(actor=request.actor, subject=file.case)
    return file


def person_to_keep(request: Call, number: str, person_id: UUID) -> tuple[Any, Any]:
    """The case and somebody in it, to write down something about them.

    :raises NotVisible: not for this actor, or nobody of this case
    """
    may_keep_people.check(request.actor)
    case = open_file(request, number, may_work_on).case
    return case, person_in_file(case, person_id, request.today)
