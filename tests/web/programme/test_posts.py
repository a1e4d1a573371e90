"""/programm/stellen/: the sums people read are those of the sources."""

import html
import re
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from faden.domain.staffing.models import Occupation, Post
from faden.kernel.access.acting import act_as
from faden.kernel.access.roles import Role
from faden.kernel.identity import operations as identity
from faden.kernel.identity.models import Account
from faden.kernel.identity.queries import system_actor
from faden.processes.load_site import load
from tests import given
from tests.architecture.sources import ROOT

pytestmark = pytest.mark.django_db

ADDRESS = "/programm/stellen/"


def sign_in(role: Role) -> Client:
    with act_as(system_actor(), today=given.TODAY):
        account = identity.open_account(email="wer@faden.invalid", name="Wer", password=given.PASSWORD)
        identity.assign_role(account=account, role=role, since=date(2024, 1, 1))
    client = Client()
    client.post("/anmelden/", {"email": account.email, "password": given.PASSWORD})
    return client


def loaded(name: str) -> None:
    load(path=ROOT / "sites" / f"{name}.yaml", actor=system_actor(), on=given.TODAY)


def text_of(client: Client) -> str:
    """The words of the page, one space between them."""
    answer = client.get(ADDRESS)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.text)))


@pytest.mark.parametrize(
    ("site", "words"),
    [
        (
            "paderborn",
            [
                "5,00 Baustein 1",
                "13,00 Baustein 2",
                "nicht zugeordnet 1,00",
                "4,00 Baustein 3",
                "Summe der Stellen 13,00 0,00 13,00",
                "Nicht zugeordnet 1,00",
                "Summe laut Quelle (PB 6.1) 14,00",
                "1,00 VZÄ sind nicht zugeordnet. PB 6.1 nennt 14 VZÄ",
                "Region 4 – Stadt Paderborn 1,00 4,00 2,00 7,00",
                "Kreis Paderborn 4,00 – 2,00 6,00",
                "Nicht genannt – 12,00 – 12,00",
                "laut Quelle noch zu besetzen",
            ],
        ),
        (
            "warendorf",
            [
                "3,50 Baustein 1",
                "13,00 Baustein 2",
                "2,50 Baustein 3",
                "Bezirk Ahlen 3,00",
                "Bezirk Südkreis 5,00",
                "Bezirk Nordkreis 5,00",
                "Case Management KI 10,66 10,66 0,00",
                "Case Management Wohlfahrtsverband 2,34 2,34 0,00",
                "Wohlfahrtsverbände im Kreis Warendorf – 2,34 – 2,34",
                "Handlungskonzept Kommunales Integrationsmanagement für den Kreis Warendorf, Stand 31.10.2024",
            ],
        ),
    ],
)
def test_the_page_shows_the_sums_of_the_source(site: str, words: list[str]) -> None:
    loaded(site)
    page = text_of(sign_in(Role.LEAD))
    assert [word for word in words if word not in page] == []


def test_who_fills_a_post_is_shown_and_counted() -> None:
    loaded("warendorf")
    with act_as(system_actor(), today=given.TODAY):
        account = Account.objects.create(email="m@faden.invalid", name="Mira Beispiel", password="!")
        post = Post.objects.get(key="b2-ahlen-wv")
        Occupation.objects.create(post=post, account=account, share=Decimal("0.50"), since=date(2025, 1, 1))
        gone = {"since": date(2024, 1, 1), "until": date(2025, 1, 1)}
        Occupation.objects.create(post=post, account=account, share=Decimal("0.70"), **gone)
    page = text_of(sign_in(Role.COORDINATOR))
    assert "Mira Beispiel (0,50 VZÄ) 0,72 0,50 0,22" in page


def test_without_a_site_the_page_says_what_to_do() -> None:
    assert "Noch keine Stellen" in text_of(sign_in(Role.ADMIN))


@pytest.mark.parametrize(
    "role", sorted(set(Role) - {Role.SYSTEM, Role.LEAD, Role.COORDINATOR, Role.ASSISTANT, Role.ADMIN})
)
def test_others_are_told_why_not(role: Role) -> None:
    answer = sign_in(role).get(ADDRESS)
    assert answer.status_code == 403
    assert "Den Stellenplan sehen Leitung, Koordination" in answer.text


@pytest.mark.parametrize("site", ["paderborn", "warendorf"])
def test_the_number_of_statements_does_not_grow(site: str, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    loaded(site)
    client = sign_in(Role.LEAD)
    client.get(ADDRESS)
    with django_assert_num_queries(11):
        client.get(ADDRESS)
