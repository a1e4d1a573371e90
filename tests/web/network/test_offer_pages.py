"""The list of offers, and keeping it."""

from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from faden.domain.offers.models import Offer
from faden.kernel.access.acting import act_as
from faden.kernel.access.roles import Role
from tests import given
from tests.web.signed_in import somebody, today, words_of

pytestmark = pytest.mark.django_db
LIST, ADD = reverse("network:offers"), reverse("network:add_offer")


def answers(**more: str) -> dict[str, Any]:
    place = given.organisation("Familienzentrum Musterdorf")
    return {"title": "Elterncafé", "organisation": place.id, "life_domain": given.life_domain().id, **more}


def test_an_empty_list_says_what_to_do() -> None:
    _, client = somebody(Role.CASE_MANAGER)
    assert "Kein Angebot gefunden" in words_of(client.get(LIST))


def test_taken_into_the_list_changed_and_confirmed() -> None:
    actor, client = somebody(Role.COORDINATOR)
    assert client.post(ADD, answers(times="dienstags 9 bis 11 Uhr", capacity="8", free_places="3")).status_code == 303
    page = words_of(client.get(LIST))
    assert "dienstags 9 bis 11 Uhr" in page
    assert "3 Plätze frei" in page
    with act_as(actor, today=today()):
        offer = Offer.objects.get()
    address = reverse("network:change_offer", args=[offer.id])
    assert client.post(address, answers(version="1", times="mittwochs")).status_code == 303
    second = client.post(address, answers(version="1", times="freitags"))
    assert second.status_code == 409
    assert "mittwochs" in second.text
    assert "freitags" in second.text
    assert client.post(reverse("network:confirm_offer", args=[offer.id])).status_code == 303


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"title": ""}, "Bitte prüfen Sie eine Angabe"),
        ({"capacity": "3", "free_places": "4"}, "Es können nicht mehr Plätze frei sein, als es gibt."),
        ({"valid_until": "31.02.2027"}, "Den 31. Februar 2027 gibt es nicht"),
        ({"title": "x" * 10_000}, "160"),
    ],
)
def test_mistakes_are_said_at_their_field(more: dict[str, str], said: str) -> None:
    _, client = somebody(Role.COORDINATOR)
    answer = client.post(ADD, answers(description="Bleibt stehen", **more))
    assert answer.status_code == 422
    assert said in words_of(answer)
    assert "Bleibt stehen" in answer.text


def test_who_does_not_keep_offers_is_told_who_does() -> None:
    _, client = somebody(Role.CASE_MANAGER)
    given.offer()
    assert "Angebot aufnehmen" not in words_of(client.get(LIST))
    assert client.get(ADD).status_code == 403
    assert "Angebote pflegt die Koordination." in words_of(client.get(ADD))


def test_nonsense_in_the_filter_shows_everything() -> None:
    _, client = somebody(Role.CASE_MANAGER)
    given.offer()
    assert "Elterncafé" in words_of(client.get(LIST, {"life_domain": "quatsch", "municipality": "1"}))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_number_of_questions(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    _, client = somebody(Role.COORDINATOR)
    for number in range(rows):
        given.offer(f"Angebot {number}")
    with django_assert_num_queries(10):
        client.get(LIST)
