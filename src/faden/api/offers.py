"""Offers of the network: read by all, kept by the coordination."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Field, Query, Router, Schema, Status

from faden.api.acting import Call, endpoint, everyday
from faden.api.catalogues import all_chosen, chosen, maybe_chosen
from faden.api.schemas import Day, Entry, Input, Key, Language, Whole, Words, entry, shown, up_to
from faden.api.tags import IfMatch, set_tag, version_of
from faden.domain.catalogues.queries import life_domains
from faden.domain.offers.operations import add_offer, change_offer, confirm_offer
from faden.domain.offers.queries import OfferFilter, listed, offer_by_id
from faden.domain.offers.rules import may_keep_offers
from faden.domain.organisations.queries import organisations
from faden.domain.places.queries import municipalities

router = Router(tags=["offers"])
PATH = "/offers"
Places = Annotated[int, Field(ge=0, le=9_999)] | None


class OfferOut(Schema):
    """An offer as it is now."""

    id: UUID
    title: str
    organisation: Entry | None
    life_domain: Entry | None
    municipalities: list[str] = Field(description="Namen der Kommunen; leer: für alle")
    description: str
    languages: list[str]
    times: str
    place: str
    capacity: int | None
    free_places: int | None
    has_child_care: bool
    valid_from: date | None
    valid_until: date | None
    checked_on: date | None
    is_stale: bool
    version: int


class OfferQuery(Schema):
    """Which offers."""

    life_domain: Key = ""
    municipality: Key = ""
    only_free: bool = False
    only_child_care: bool = False
    with_past: bool = False


class OfferIn(Input):
    """An offer as it is; a change says all of it again."""

    title: Annotated[str, up_to(160, least=1)]
    organisation: Key
    life_domain: Key
    municipalities: list[Key] = Field([], max_length=200)
    description: Words = ""
    languages: list[Language] = Field([], max_length=100)
    times: Annotated[str, up_to(200)] = ""
    place: Annotated[str, up_to(200)] = ""
    capacity: Places = None
    free_places: Places = None
    has_child_care: bool = False
    valid_from: Day | None = None
    valid_until: Day | None = None


@router.get(PATH, response=Whole[OfferOut], summary="Angebote")
@endpoint()
def list_offers(request: Call, wanted: Query[OfferQuery]) -> Whole[OfferOut]:
    """The offers, by title, with whom they are for."""
    domain = maybe_chosen("life_domain", wanted.life_domain, life_domains())
    place = maybe_chosen("municipality", wanted.municipality, municipalities())
    told = wanted.dict(include={"only_free", "only_child_care", "with_past"})
    selection = OfferFilter(domain.id if domain else None, place.id if place else None, **told)
    return Whole(items=[_offer(one) for one in listed(selection, request.today)])


@router.post(PATH, response={201: OfferOut}, summary="Angebot aufnehmen")
@endpoint(writes=True)
def add(request: Call, data: OfferIn, response: HttpResponse) -> Status[OfferOut]:
    """Take an offer into the list; whoever does so has looked at it today."""
    may_keep_offers.check(request.actor)
    return Status(201, _told(add_offer(**_facts(data), **everyday(request)).id, request, response))


@router.get(f"{PATH}/{{offer_id}}", response=OfferOut, summary="Ein Angebot")
@endpoint()
def read_offer(request: Call, offer_id: UUID, response: HttpResponse) -> OfferOut:
    """One offer."""
    return _told(offer_id, request, response)


@router.put(f"{PATH}/{{offer_id}}", response=OfferOut, summary="Angebot ändern")
@endpoint(writes=True)
def change(request: Call, offer_id: UUID, *, data: OfferIn, response: HttpResponse, if_match: IfMatch) -> OfferOut:
    """Say how an offer is now; from here on the site file leaves it alone."""
    may_keep_offers.check(request.actor)
    offer, version = offer_by_id(offer_id), version_of(if_match)
    change_offer(offer=offer, version=version, **_facts(data), **everyday(request))
    return _told(offer_id, request, response)


@router.post(f"{PATH}/{{offer_id}}/confirmation", response=OfferOut, summary="Angebot ist geprüft")
@endpoint(writes=True)
def confirm(request: Call, offer_id: UUID, response: HttpResponse) -> OfferOut:
    """Somebody has looked today: it is still so."""
    confirm_offer(offer=offer_by_id(offer_id), **everyday(request))
    return _told(offer_id, request, response)


def _facts(data: OfferIn) -> dict[str, Any]:
    return data.dict() | {
        "organisation": chosen("organisation", data.organisation, organisations()),
        "life_domain": chosen("life_domain", data.life_domain, life_domains()),
        "municipalities": all_chosen("municipalities", data.municipalities, municipalities()),
    }


def _told(offer_id: UUID, request: Call, response: HttpResponse) -> OfferOut:
    offer = offer_by_id(offer_id)
    found = next(one for one in listed(OfferFilter(with_past=True), request.today) if one.offer.id == offer.id)
    set_tag(response, offer.version)
    return _offer(found)


def _offer(one: Any) -> OfferOut:
    offer = one.offer
    return shown(
        OfferOut,
        offer,
        organisation=entry(offer.organisation),
        life_domain=entry(offer.life_domain),
        municipalities=list(one.municipalities),
        languages=list(offer.languages),
        is_stale=one.is_stale,
    )
