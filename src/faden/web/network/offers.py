"""Offers of the network: read by all, kept by the coordination."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from faden.domain.catalogues.queries import life_domains
from faden.domain.offers import operations
from faden.domain.offers.queries import OfferFilter, listed, offer_by_id
from faden.domain.offers.rules import may_keep_offers
from faden.domain.organisations.queries import organisations
from faden.domain.places.queries import municipalities
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit
from faden.web.network.offer_forms import OfferFilterForm, OfferForm

SHOWN = (
    "title", "organisation", "life_domain", "description", "languages", "times", "place", "capacity", "free_places",
    "has_child_care", "valid_from", "valid_until", "version",
)  # fmt: skip


@page("GET")
def offers(request: Request) -> HttpResponse:
    """The offers, by title; the filter stands in the address."""
    form = OfferFilterForm(request.GET, life_domains=life_domains(), municipalities=municipalities())
    form.is_valid()
    chosen = form.cleaned_data
    wanted = OfferFilter(
        life_domain_id=_id(chosen.get("life_domain")),
        municipality_id=_id(chosen.get("municipality")),
        only_free=chosen["only_free"],
        only_child_care=chosen["only_child_care"],
        with_past=chosen["with_past"],
    )
    found = listed(wanted, request.today)
    keeps = may_keep_offers.allows(request.actor)
    return render(request, "network/offers.html", status=200, form=form, found=found, keeps=keeps)


@page("GET", "POST")
def add(request: Request) -> HttpResponse:
    """Take an offer into the list."""
    may_keep_offers.check(request.actor)
    form = OfferForm(request.POST or None, is_new=True, **_choices())
    if submit(form, operations.add_offer, actor=request.actor, today=request.today):
        tell(request, "Das Angebot steht in der Liste.")
        return redirect("network:offers")
    return render(request, "network/offer.html", form=form, title="Angebot aufnehmen", act="Angebot aufnehmen")


@page("GET", "POST")
def change(request: Request, offer_id: UUID) -> HttpResponse:
    """Say how an offer is now."""
    may_keep_offers.check(request.actor)
    offer = offer_by_id(offer_id)
    places = [link.municipality for link in offer.offermunicipality_set.all()]
    initial = {name: getattr(offer, name) for name in SHOWN} | {"municipalities": places}
    form = OfferForm(request.POST or None, initial=initial, **_choices())
    if submit(form, operations.change_offer, offer=offer, actor=request.actor, today=request.today):
        tell(request, "Das Angebot ist geändert.")
        return redirect("network:offers")
    return render(request, "network/offer.html", form=form, title="Angebot ändern", act="Änderung speichern")


@page("POST")
def confirm(request: Request, offer_id: UUID) -> HttpResponse:
    """Somebody has looked today: it is still so."""
    operations.confirm_offer(offer=offer_by_id(offer_id), actor=request.actor, today=request.today)
    tell(request, "Das Angebot gilt als heute geprüft.")
    return redirect("network:offers")


def _choices() -> dict[str, Any]:
    return {"organisations": organisations(), "life_domains": life_domains(), "municipalities": municipalities()}


def _id(thing: Any) -> UUID | None:
    return thing.id if thing else None
