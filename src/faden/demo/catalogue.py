"""What the site file has put into the catalogues, read once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from faden.domain.catalogues.models import Barrier, LegalArea, LifeDomain, ResidenceKind, TargetGroup
from faden.domain.offers.models import Offer
from faden.domain.organisations.models import Organisation
from faden.domain.residence.queries import authorities


@dataclass(frozen=True)
class Catalogue:
    """Rows of the catalogues by key, and the day it is.

    :param answering: who answers for an organisation, by its key; the others answer by the link in the mail
    """

    today: date
    domains: dict[str, LifeDomain]
    barriers: dict[str, list[Barrier]]
    organisations: list[Organisation]
    groups: dict[str, TargetGroup]
    legal_areas: dict[str, LegalArea]
    residence_kinds: dict[str, ResidenceKind]
    offers: list[Offer]
    authorities: list[Organisation] = field(default_factory=list)
    answering: Mapping[UUID, UUID] = field(default_factory=dict)


def read_catalogue(today: date) -> Catalogue:
    """Read what is there; barriers by the key of their life domain."""
    barriers: dict[str, list[Barrier]] = {}
    for barrier in Barrier.objects.filter(ended_on=None).select_related("life_domain").order_by("position", "key"):
        barriers.setdefault(barrier.life_domain.key, []).append(barrier)
    return Catalogue(
        today=today,
        domains={domain.key: domain for domain in LifeDomain.objects.filter(ended_on=None).order_by("position")},
        barriers=barriers,
        organisations=list(Organisation.objects.filter(receives_referrals=True).order_by("position", "key")),
        groups={group.key: group for group in TargetGroup.objects.filter(ended_on=None).order_by("position")},
        legal_areas={area.key: area for area in LegalArea.objects.filter(ended_on=None).order_by("position")},
        offers=list(Offer.objects.filter(is_own=True).select_related("organisation").order_by("title", "key")),
        authorities=authorities(),
        residence_kinds={kind.key: kind for kind in ResidenceKind.objects.filter(ended_on=None).order_by("position")},
    )
