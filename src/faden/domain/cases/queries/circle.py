"""Who sees a file, and how much of it."""

from datetime import date
from uuid import UUID

from django.db.models import BooleanField, Case, F, Func, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Now

from faden.domain.cases import models
from faden.domain.cases.calculation import Circle, circle_from
from faden.domain.cases.enums import CircleFunction, CircleScope
from faden.domain.cases.models import CircleMember
from faden.kernel.access.errors import NotVisible

#: The responsible one first; then who stands in, who helps, who came in an emergency.
FIRST = Case(
    *(When(function=function, then=Value(place)) for place, function in enumerate(CircleFunction)),
    output_field=IntegerField(),
)


def in_force(today: date) -> Q:
    """Members of a circle on that day, as the row policies see it (``rows.conditions.OPENS``)."""
    held = Func(F("release_id"), F("person_id"), function="faden_release_holds", output_field=BooleanField())
    return (
        Q(since__lte=today)
        & not_ended(today)
        & (Q(ends_at__isnull=True) | Q(ends_at__gt=Now()))
        & (Q(release__isnull=True) | Q(held))
    )


def not_ended(today: date) -> Q:
    """Members of a circle on that day or later: also those whose time has not begun, unless it was ended before."""
    return Q(until__isnull=True) | Q(until__gt=today) & Q(until__gt=F("since"))


def circle_of(case: models.Case, today: date) -> Circle:
    """The circle of a case on that day."""
    return circle_of_case(case.id, today)


def circle_of_case(case_id: UUID, today: date) -> Circle:
    """The same, also for somebody who sees only a part of the case."""
    members = CircleMember.objects.filter(in_force(today), case_id=case_id)
    return circle_from(members.values_list("account", "function", "scope"))


def circle_members(case: models.Case) -> QuerySet[CircleMember]:
    """Everybody who has or had access, with the accounts; the responsible one first, then by beginning."""
    return members_of(case.id)


def members_of(case_id: UUID) -> QuerySet[CircleMember]:
    """Everybody who has or had access to this case, also for those who see only a part of it."""
    found = CircleMember.objects.filter(case_id=case_id).select_related("account", "release__organisation")
    return found.order_by(FIRST, "since", "id")


def member_of(case: models.Case, member_id: UUID) -> CircleMember:
    """One entry of the circle.

    :raises NotVisible: there is none
    """
    return member_in(case.id, member_id)


def member_in(case_id: UUID, member_id: UUID) -> CircleMember:
    """The same, also for somebody who sees only a part of the case.

    :raises NotVisible: there is none
    """
    member = members_of(case_id).filter(id=member_id).first()
    if member is None:
        raise NotVisible
    return member


def helped_in(account_id: UUID, today: date) -> list[CircleMember]:
    """The entries by which somebody helps in a whole file; what is shared in part is told by ``shared_parts``."""
    found = CircleMember.objects.filter(
        in_force(today), account_id=account_id, function=CircleFunction.HELPER, scope=CircleScope.WHOLE
    )
    return list(found.select_related("case__person").order_by("until", "id"))
