"""The frame: who is offered what, what it costs, and the stylesheet."""

import gzip
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from faden.kernel.access.actor import Actor, Grant
from faden.kernel.access.roles import Role
from faden.web.layout import navigation
from faden.web.layout.stylesheet import address, read
from tests.web.layout.test_pages import sign_in


def somebody(*roles: Role) -> Actor:
    return Actor(id=uuid4(), name="Ana Muster", grants=tuple(Grant(role) for role in roles))


def offered(path: str, *roles: Role) -> dict[str, list[str]]:
    """Labels of the places and their pages for somebody with these roles."""
    places = navigation.for_page(somebody(*roles), RequestFactory().get(path))
    return {place.label: [link.label for link in place.links] for place in places}


def test_the_navigation_marks_where_one_is() -> None:
    places = navigation.for_page(somebody(Role.ADMIN), RequestFactory().get("/ui/seiten/frage/"))
    assert [place.label for place in places if place.here] == ["Verwaltung"]


def test_nobody_is_offered_what_the_role_does_not_use() -> None:
    assert "Verwaltung" in offered("/", Role.ADMIN)
    assert "Verwaltung" not in offered("/", Role.CASE_MANAGER)
    assert offered("/") == {}


def test_every_role_of_people_has_a_place() -> None:
    used = {role for workplace in navigation.WORKPLACES for entry in workplace.entries for role in entry.roles}
    assert used == set(Role) - {Role.SYSTEM}


@pytest.mark.django_db
@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SYSTEM}))
def test_what_the_navigation_offers_can_be_opened(role: Role) -> None:
    client = sign_in(role)
    places = navigation.for_page(somebody(role), RequestFactory().get("/"))
    addresses = {place.href for place in places} | {link.href for place in places for link in place.links}
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)


@pytest.mark.django_db(transaction=True)
def test_a_page_costs_three_statements_before_it_does_anything() -> None:
    client = sign_in(Role.ADMIN)
    with CaptureQueriesContext(connection) as asked:
        client.get("/ui/")
    asked_for = [query["sql"] for query in asked.captured_queries if query["sql"] not in ("BEGIN", "COMMIT")]
    parts = ("sign_in_session", "set_config", "identity_roleassignment")
    assert len(asked_for) == len(parts), asked_for
    assert all(part in statement for part, statement in zip(parts, asked_for, strict=True))


def test_the_stylesheet_may_be_kept_until_it_changes() -> None:
    answer = Client().get(address())
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.content == read().text
    packed = Client().get(address(), headers={"Accept-Encoding": "gzip, br"})
    assert gzip.decompress(packed.content) == answer.content
    assert Client().get("/stil/von-gestern.css").headers["Cache-Control"] == "no-cache"


def test_the_stylesheet_asks_nobody_else_for_anything() -> None:
    text = read().text.decode()
    for forbidden in ("url(", "@import", "http:", "https:", "expression("):
        assert forbidden not in text


@pytest.mark.parametrize(("theme", "kept"), [("dark", "dark"), ("light", "light"), ("", ""), ("<b>", "")])
def test_a_theme_is_remembered_by_the_browser(theme: str, kept: str) -> None:
    client = Client()
    answer = client.post("/darstellung/", {"darstellung": theme, "weiter": "/hilfe/"})
    assert answer.headers["Location"] == "/hilfe/"
    assert client.cookies["faden_theme"].value == kept


@pytest.mark.parametrize("address", ["https://example.org/", "//example.org/", "", "/\\example.org"])
def test_choosing_a_theme_leads_nowhere_else(address: str) -> None:
    assert Client().post("/darstellung/", {"weiter": address}).headers["Location"] == "/"


@pytest.mark.parametrize(
    ("role", "labels"),
    [
        (Role.DATA_PROTECTION, ["Mein Tag", "Erkenntnisse", "Datenschutz"]),
        (Role.COORDINATOR, ["Mein Tag", "Erkenntnisse", "Steuerung"]),
        (Role.CASE_MANAGER, ["Mein Tag", "Fallarbeit", "Netzwerk"]),
        (Role.PARTNER, ["Mein Tag", "Fallarbeit", "Netzwerk"]),
    ],
)
def test_ones_own_workplace_is_within_reach_of_the_thumb(role: Role, labels: list[str]) -> None:
    places = navigation.for_page(somebody(role), RequestFactory().get("/"))
    assert [place.label for place in navigation.within_reach(places)] == labels
