"""Bodies and seats: what is read, what is kept, what is refused."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from faden.domain.steering.models import Body, Seat
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from tests import given
from tests.signed_in import signed_in
from tests.web.steering import steering_given
from tests.web.steering.steering_given import today

pytestmark = pytest.mark.django_db


@pytest.fixture
def assistant() -> Actor:
    return given.actor(Role.ASSISTANT)


@pytest.fixture
def client(assistant: Actor) -> Client:
    return signed_in(assistant)


@pytest.fixture
def body(assistant: Actor) -> Body:
    with act_as(assistant, today=today()):
        return given.body(seats=2)


def _seat(body: Body, by: Actor) -> Seat:
    with act_as(by, today=today()):
        return body.seats.order_by("position")[0]


def _filled(**changes: object) -> dict[str, object]:
    return {"holder_name": "Ela Amt", "holder_email": "e@faden.invalid", "deputy_name": "", "holder": "", **changes}


def test_without_a_site_file_the_page_says_where_bodies_come_from(client: Client) -> None:
    assert "Noch kein Gremium" in client.get("/gremien/").text


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(
    client: Client, assistant: Actor, many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(many):
        steering_given.meeting(assistant, in_days=3)
    client.get("/gremien/")
    with django_assert_num_queries(12):
        assert client.get("/gremien/").text.count("14:00\xa0Uhr") == many


def test_members_read_a_body_and_change_nothing(body: Body, assistant: Actor) -> None:
    member = signed_in(given.actor(Role.MEMBER))
    text = member.get(f"/gremien/{body.key}/").text
    assert "Amt 1" in text
    assert "Sitzung planen" not in text
    assert "@faden.invalid" not in text
    assert member.get(f"/gremien/{body.key}/sitze/{_seat(body, assistant).key}/").status_code == 403


def test_a_seat_is_occupied(client: Client, body: Body, assistant: Actor) -> None:
    seat = _seat(body, assistant)
    address = f"/gremien/{body.key}/sitze/{seat.key}/"
    assert "Mitglied 1" in client.get(address).text
    answer = client.post(address, _filled(version=1), follow=True)
    assert "Der Sitz ist gespeichert." in answer.text
    assert "Ela Amt" in answer.text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"holder_email": "kein"}, "Das ist keine E-Mail-Adresse"),
        ({"holder_name": "", "deputy_name": "Udo Amt"}, "Bitte nennen Sie, wer auf diesem Sitz sitzt."),
    ],
)
def test_what_is_wrong_with_a_seat_stands_beside_the_field(
    client: Client, body: Body, assistant: Actor, changes: dict[str, str], words: str
) -> None:
    address = f"/gremien/{body.key}/sitze/{_seat(body, assistant).key}/"
    answer = client.post(address, _filled(version=1, **changes))
    assert answer.status_code == 422
    assert words in answer.text
    assert all(value in answer.text for value in changes.values())


def test_two_who_occupy_the_same_seat_see_both_names(client: Client, body: Body, assistant: Actor) -> None:
    address = f"/gremien/{body.key}/sitze/{_seat(body, assistant).key}/"
    client.post(address, _filled(version=1))
    answer = client.post(address, _filled(version=1, holder_name="Udo Amt"))
    assert answer.status_code == 409
    assert "Ela Amt" in answer.text
    assert "Udo Amt" in answer.text


@pytest.mark.parametrize("address", ["/gremien/gibt-es-nicht/", "/gremien/gibt-es-nicht/sitze/auch-nicht/"])
def test_what_is_not_there(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_seat_belongs_to_its_body(client: Client, body: Body, assistant: Actor) -> None:
    assert client.get(f"/gremien/andere/sitze/{_seat(body, assistant).key}/").status_code == 404
