"""Keep offers."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from faden.domain.catalogues.models import LifeDomain
from faden.domain.offers.models import Offer, OfferMunicipality
from faden.domain.offers.rules import may_keep_offers
from faden.domain.organisations.models import Organisation
from faden.domain.places.models import Municipality
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock, save_edit
from faden.kernel.access.errors import Invalid
from faden.kernel.audit import operations as audit
from faden.lib.identifiers import new_id

EDITED = ("title", "organisation", "life_domain", "description", "times", "place", "capacity", "free_places")


@transaction.atomic
def add_offer(
    *,
    title: str,
    organisation: Organisation,
    life_domain: LifeDomain,
    municipalities: Iterable[Municipality],
    actor: Actor,
    today: date,
    **facts: Any,
) -> Offer:
    """Take an offer into the list; whoever does so has looked at it today.

    :param facts: the same as for ``change_offer``
    :raises Invalid: more free places than places, or an end before the beginning
    """
    may_keep_offers.check(actor)
    _check(**facts)
    offer = Offer(
        title=title.strip(),
        organisation=organisation,
        life_domain=life_domain,
        checked_on=today,
        is_own=True,
        **facts,
    )
    offer.key = f"hier-{new_id().hex}"
    offer.source = offer.source or f"Koordination, {today:%d.%m.%Y}"
    offer.save(force_insert=True)
    OfferMunicipality.objects.bulk_create(OfferMunicipality(offer=offer, municipality=one) for one in municipalities)
    audit.record("offer.kept", actor=actor, subject=offer, organisation=organisation, is_new=True)
    return offer


@transaction.atomic
def change_offer(
    *,
    offer: Offer,
    version: int,
    title: str,
    organisation: Organisation,
    life_domain: LifeDomain,
    municipalities: Iterable[Municipality],
    actor: Actor,
    today: date,
    **facts: Any,
) -> Offer:
    """Say how an offer is now; from here on the site file leaves it alone.

    :param facts: ``description``, ``languages``, ``times``, ``place``, ``capacity``, ``free_places``,
        ``has_child_care``, ``valid_from``, ``valid_until``
    :raises Conflict: a colleague has changed it since
    """
    may_keep_offers.check(actor)
    offer = lock(offer, version=version, fields=EDITED)
    _check(**facts)
    save_edit(
        offer,
        title=title.strip(),
        organisation=organisation,
        life_domain=life_domain,
        checked_on=today,
        is_own=True,
        **facts,
    )
    wanted = {one.id for one in municipalities}
    there = OfferMunicipality.objects.filter(offer=offer)
    kept = set(there.values_list("municipality_id", flat=True))
    there.exclude(municipality_id__in=wanted).delete()
    OfferMunicipality.objects.bulk_create(
        OfferMunicipality(offer=offer, municipality_id=key) for key in sorted(wanted - kept)
    )
    audit.record("offer.kept", actor=actor, subject=offer, organisation=organisation, is_new=False)
    return offer


@transaction.atomic
def confirm_offer(*, offer: Offer, actor: Actor, today: date) -> Offer:
    """Say that somebody has looked today and it is still so."""
    may_keep_offers.check(actor)
    offer = lock(offer)
    offer.checked_on = today
    offer.save(update_fields=["checked_on"])
    audit.record("offer.confirmed", actor=actor, subject=offer, on=today)
    return offer


def _check(**facts: Any) -> None:
    errors = {}
    capacity, free = facts.get("capacity"), facts.get("free_places")
    if capacity is not None and free is not None and free > capacity:
        errors["free_places"] = "Es können nicht mehr Plätze frei sein, als es gibt."
    begins, ends = facts.get("valid_from"), facts.get("valid_until")
    if begins is not None and ends is not None and ends < begins:
        errors["valid_until"] = "Das Ende liegt vor dem Anfang."
    if errors:
        raise Invalid(errors)
