"""Which case an appointment or a task belongs to, and who can have a part in it."""

from typing import Any

from django.urls import reverse

from faden.domain.cases.calculation.parts import SharedPart
from faden.domain.cases.queries.circle import circle_of
from faden.domain.cases.queries.file import case_or_404
from faden.domain.cases.queries.parts import file_behind
from faden.domain.cases.rules import may_work_on
from faden.kernel.access.roles import Role
from faden.kernel.audit import operations as audit
from faden.kernel.identity.queries import colleagues
from faden.web.layout.pages import Request

STAFF = tuple(role for role in Role if role not in {Role.SYSTEM, Role.MEMBER})


def case_named(request: Request) -> Any:
    """The case of ``?fall=``, which the reader may work on; None when the address names none.

    :raises NotVisible: there is none for this reader
    :raises Refused: not in this case, or not now
    """
    number = request.GET.get("fall", "")
    if not number:
        return None
    case = case_or_404(number)
    may_work_on.check(request.actor, case, circle_of(case, request.today))
    return case


def opened(request: Request, case: Any, part: SharedPart | None = None) -> None:
    """Write into the trace that a page with words of a case was opened, or of a part of it."""
    behind = case if part is None else file_behind(part)
    if behind is not None and request.method == "GET":
        audit.record_reading(actor=request.actor, subject=behind)


def can_take_part(request: Request, case: Any) -> list[Any]:
    """In a case its circle, otherwise all colleagues, by name."""
    everybody = colleagues(*STAFF, on=request.today)
    if case is None:
        return everybody
    circle = circle_of(case, request.today)
    return [one for one in everybody if circle.takes_part(one.id)]


def page_of(case: Any, otherwise: str) -> str:
    """Where to go afterwards: the case, or the list."""
    return reverse("casework:case", args=[case.number]) if case is not None else reverse(otherwise)
