"""What a case suggests for a report: offered in the form, where the reporter sees it and may take it away."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from faden.domain.cases.models import Case, CaseBarrier, Measure
from faden.domain.people.models import PersonTargetGroup
from faden.domain.referrals.models import Referral


@dataclass(frozen=True)
class Suggestions:
    """Words of the catalogues only; nothing in here was typed in the case.

    Place, life domain and barrier are shown as filled in: many people share them. Target groups and organisations are
    only offered, since their combination may point to one family: the reporter chooses what the gap is about.
    """

    municipality: UUID
    life_domain: UUID | None
    barrier: UUID | None
    target_groups: frozenset[UUID]
    organisations: frozenset[UUID]


def suggestions_from(case: Case) -> Suggestions:
    """What stands in the case today: the newest open barrier, its groups, the organisations it waits for."""
    barrier = (
        CaseBarrier.objects.filter(case=case, until__isnull=True)
        .select_related("barrier")
        .order_by("-since", "-id")
        .first()
    )
    groups = PersonTargetGroup.objects.filter(person_id=case.person_id, until__isnull=True)
    referred = Referral.objects.filter(case=case).values_list("organisation_id", flat=True)
    planned = Measure.objects.filter(Q(organisation__isnull=False), case=case).values_list("organisation_id", flat=True)
    return Suggestions(
        municipality=case.municipality_id,
        life_domain=barrier.barrier.life_domain_id if barrier else None,
        barrier=barrier.barrier_id if barrier else None,
        target_groups=frozenset(groups.order_by("id").values_list("target_group_id", flat=True)),
        organisations=frozenset(referred.order_by("id")) | frozenset(planned.order_by("id")),
    )
