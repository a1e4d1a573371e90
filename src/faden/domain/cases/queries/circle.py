"""Who sees a file, and how much of it."""

from datetime import date
from uuid import UUID

from django.db.models import BooleanField, Case, DateField, F, Func, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Greatest, Least, Now

from faden.domain.cases import models
from faden.domain.cases.calculation import Circle, circle_from
from faden.domain.cases.enums import CircleFunction, CircleScope
from faden.domain.cases.models import CircleMember
from faden.domain.consent.models import Consent
from faden.kernel.access.errors import NotVisible

#: The responsible one first; then who stands in, who helps, who came in an emergency.
FIRST = Case(
    *(When(function=function, then=Value(place)) for place, function in enumerate(CircleFunction)),
    output_field=IntegerField(),
)

#: The first day without access: an entry that rests on a release ends with it, at the latest.
OVER_ON = Case(
    When(release__isnull=True, then=F("until")),
    default=Greatest(
        F("since"),
        Least(
            F("until"), Func(F("release_id"), F("person_id"), function="faden_release_until", output_field=DateField())
        ),
    ),
    output_field=DateField(),
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
    """Everybody who has or had access, also for those who see only a part of the case; ``over_on`` is the end."""
    found = CircleMember.objects.filter(case_id=case_id).annotate(over_on=OVER_ON)
    return found.select_related("account", "release__organisation").order_by(FIRST, "since", "id")


def ids_in_force(case_id: UUID, today: date) -> set[UUID]:
    """Which entries count now; asked of the database, as whoever sees a part does not read the releases."""
    return set(CircleMember.objects.filter(in_force(today), case_id=case_id).values_list("id", flat=True))


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


def helping_on(consent: Consent, case: models.Case, today: date) -> list[CircleMember]:
    """Whose access to the file rests on this release and has days before it, whether the release holds or not."""
    found = members_of(case.id).filter(not_ended(today), release=consent)
    return list(found)


def helped_in(account_id: UUID, today: date) -> list[CircleMember]:
    """The entries by which somebody helps in a whole file; what is shared in part is told by ``shared_parts``."""
    found = CircleMember.objects.filter(
        in_force(today), account_id=account_id, function=CircleFunction.HELPER, scope=CircleScope.WHOLE
    )
    return list(found.select_related("case__person").order_by("until", "id"))
