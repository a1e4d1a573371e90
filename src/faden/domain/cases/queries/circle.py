"""Who sees a file."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from faden.domain.cases.calculation import Circle
from faden.domain.cases.enums import CircleFunction
from faden.domain.cases.models import Case, CircleMember
from faden.kernel.access.errors import NotVisible


def in_force(today: date) -> Q:
    """Members of a circle on that day."""
    return Q(since__lte=today) & (Q(until__isnull=True) | Q(until__gt=today))


def not_ended(today: date) -> Q:
    """Members of a circle on that day or later: also those whose time has not begun."""
    return Q(until__isnull=True) | Q(until__gt=today)


def circle_of(case: Case, today: date) -> Circle:
    """The circle of a case on that day."""
    members = CircleMember.objects.filter(in_force(today), case_id=case.id)
    return Circle(
        {account: CircleFunction(function) for account, function in members.values_list("account", "function")}
    )


def circle_members(case: Case) -> QuerySet[CircleMember]:
    """Everybody who has or had access, with the accounts; the responsible one first, then by beginning."""
    return CircleMember.objects.filter(case_id=case.id).select_related("account").order_by("-function", "since", "id")


def member_of(case: Case, member_id: UUID) -> CircleMember:
    """One entry of the circle.

    :raises NotVisible: there is none
    """
    member = circle_members(case).filter(id=member_id).first()
    if member is None:
        raise NotVisible
    return member
