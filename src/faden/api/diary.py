"""What appointments and tasks have in common: the case they may belong to, and who can have a part in them."""

from typing import Any

from faden.api.acting import Call
from faden.domain.cases.queries.circle import circle_of
from faden.domain.cases.queries.file import case_or_404
from faden.domain.cases.rules import may_work_on
from faden.kernel.access.roles import Role
from faden.kernel.audit import operations as audit
from faden.kernel.identity.queries import colleagues

STAFF = tuple(role for role in Role if role not in {Role.SYSTEM, Role.MEMBER})


def case_named(request: Call, number: str) -> Any:
    """The case with that number, which the caller may work on; None when none is named.

    :raises NotVisible: there is none for this caller
    :raises Refused: not in this case, or not now
    """
    if not number:
        return None
    case = case_or_404(number)
    may_work_on.check(request.actor, case, circle_of(case, request.today))
    return case


def opened(request: Call, case: Any) -> None:
    """Write into the trace that words of a case were read."""
    if case is not None:
        audit.record_reading(actor=request.actor, subject=case)


def can_take_part(request: Call, case: Any) -> list[Any]:
    """In a case its circle, otherwise all colleagues."""
    everybody = colleagues(*STAFF, on=request.today)
    if case is None:
        return everybody
    circle = circle_of(case, request.today)
    return [one for one in everybody if circle.takes_part(one.id)]
