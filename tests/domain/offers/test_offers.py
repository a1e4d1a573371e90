"""Offers: read by all, kept by the coordination, left alone by the site file once taken over."""

from datetime import timedelta
from typing import Any

import pytest

from faden.domain.offers.models import Offer
from faden.domain.offers.operations import change_offer, confirm_offer
from faden.domain.offers.queries import OfferFilter, listed, offers_now
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Conflict, Invalid, Refused
from faden.kernel.access.roles import Role
from tests import given
from tests.given import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator() -> Actor:
    return given.actor(Role.COORDINATOR)


def change(offer: Offer, actor: Actor, **facts: Any) -> Offer:
    fixed: dict[str, Any] = {"title": offer.title, "organisation": offer.organisation, "life_domain": offer.life_domain}
    with act_as(actor, today=TODAY):
        return change_offer(
            offer=offer, version=offer.version, **fixed, **{"municipalities": [], **facts}, actor=actor, today=TODAY
        )


def found(actor: Actor, **wanted: Any) -> list[str]:
    with act_as(actor, today=TODAY):
        return [one.offer.title for one in listed(OfferFilter(**wanted), TODAY)]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"capacity": 3, "free_places": 4}, "free_places"),
        ({"valid_from": TODAY, "valid_until": TODAY - timedelta(days=1)}, "valid_until"),
    ],
)
def test_what_cannot_be_is_refused(coordinator: Actor, facts: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as said:
        change(given.offer(), coordinator, **facts)
    assert set(said.value.errors) == {field}


def test_only_the_coordination_keeps_offers(coordinator: Actor) -> None:
    offer = given.offer()
    manager = given.actor(Role.CASE_MANAGER)
    with pytest.raises(Refused):
        change(offer, manager)
    with act_as(manager, today=TODAY), pytest.raises(Refused):
        confirm_offer(offer=offer, actor=manager, today=TODAY)


def test_two_who_change_the_same_offer_meet(coordinator: Actor) -> None:
    offer = given.offer()
    change(offer, coordinator, times="dienstags")
    with pytest.raises(Conflict) as met:
        change(offer, coordinator, times="mittwochs")
    assert met.value.fields["times"] == ("Zeiten", "dienstags")


def test_the_list_is_filtered(coordinator: Actor) -> None:
    here, elsewhere = given.municipality("Delbrück"), given.municipality("Büren")
    change(given.offer("Überall"), coordinator, has_child_care=True)
    change(given.offer("Hier"), coordinator, municipalities=[here], free_places=2)
    change(given.offer("Dort"), coordinator, municipalities=[elsewhere], free_places=0)
    change(given.offer("Früher"), coordinator, valid_until=TODAY - timedelta(days=1))
    assert found(coordinator) == ["Dort", "Hier", "Überall"]
    assert found(coordinator, municipality_id=here.id) == ["Hier", "Überall"]
    assert found(coordinator, only_free=True) == ["Hier"]
    assert found(coordinator, only_child_care=True) == ["Überall"]
    assert "Früher" in found(coordinator, with_past=True)
    with act_as(coordinator, today=TODAY):
        assert "Früher" not in [offer.title for offer in offers_now(TODAY)]


def test_after_half_a_year_somebody_should_look_again(coordinator: Actor) -> None:
    given.offer()
    for on, stale in ((TODAY + timedelta(days=180), False), (TODAY + timedelta(days=182), True)):
        with act_as(coordinator, today=on):
            assert [one.is_stale for one in listed(OfferFilter(), on)] == [stale]
