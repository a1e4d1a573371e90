"""Read the offers."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from faden.domain.offers.models import Offer, OfferMunicipality
from faden.kernel.access.errors import NotVisible
from faden.lib.periods import add_months

STALE_MONTHS = 6


@dataclass(frozen=True)
class Listed:
    """An offer of the list.

    :param municipalities: names; empty means the whole site
    :param is_stale: nobody has looked for half a year whether it is still so
    """

    offer: Offer
    municipalities: tuple[str, ...]
    is_stale: bool


@dataclass(frozen=True)
class OfferFilter:
    """Which offers; empty means all."""

    life_domain_id: UUID | None = None
    municipality_id: UUID | None = None
    only_free: bool = False
    only_child_care: bool = False
    with_past: bool = False


def _there(today: date) -> Q:
    ended = Q(ended_on__isnull=True) | Q(ended_on__gt=today)
    return ended & (Q(valid_until__isnull=True) | Q(valid_until__gte=today))


def listed(wanted: OfferFilter, today: date) -> list[Listed]:
    """The offers, by title, with whom they are for."""
    found = _with_places(Offer.objects.all())
    if not wanted.with_past:
        found = found.filter(_there(today))
    if wanted.life_domain_id:
        found = found.filter(life_domain_id=wanted.life_domain_id)
    if wanted.municipality_id:
        here = OfferMunicipality.objects.filter(municipality_id=wanted.municipality_id).values("offer_id")
        found = found.filter(Q(municipalities=None) | Q(id__in=here))
    if wanted.only_free:
        found = found.filter(free_places__gt=0)
    if wanted.only_child_care:
        found = found.filter(has_child_care=True)
    return [_listed(offer, today) for offer in found.order_by("title", "key")]


def _with_places(offers: QuerySet[Offer]) -> QuerySet[Offer]:
    places = Prefetch(
        "offermunicipality_set",
        OfferMunicipality.objects.select_related("municipality").order_by("municipality__name"),
    )
    return offers.select_related("organisation", "life_domain").prefetch_related(places)


def _listed(offer: Offer, today: date) -> Listed:
    places = tuple(link.municipality.name for link in offer.offermunicipality_set.all())
    stale = offer.checked_on is None or add_months(offer.checked_on, STALE_MONTHS) <= today
    return Listed(offer, places, stale)


def offers_now(today: date) -> list[Offer]:
    """What can be chosen for a measure, with the organisations."""
    return list(Offer.objects.filter(_there(today)).select_related("organisation").order_by("title", "key"))


def offer_by_id(offer_id: UUID) -> Offer:
    """One offer.

    :raises NotVisible: there is none
    """
    found = _with_places(Offer.objects.filter(id=offer_id)).first()
    if found is None:
        raise NotVisible
    return found
