"""Letter templates: read, changed, checked, looked at."""

import pytest
from django.test import Client

from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from tests import given
from tests.signed_in import signed_in
from tests.statements import statements

pytestmark = pytest.mark.django_db
HERE = "/verwaltung/briefvorlagen/"


@pytest.fixture
def lead() -> Actor:
    return given.actor(Role.LEAD, name="Lea Leitung")


@pytest.fixture
def client(lead: Actor) -> Client:
    return signed_in(lead)


def typed(**changes: object) -> dict[str, object]:
    wording = {"title": "Terminbrief", "kind": "appointment", "addressee": "client", "is_offered": "on", "version": 0}
    return {**wording, "subject": "Ihr Termin", "body": "Am {Termin} in {Ort}.", **changes}


def test_the_list_shows_what_is_shipped(client: Client) -> None:
    text = client.get(HERE).text
    for words in ("Bescheinigung über die Beratung", "Briefkopf", "mitgeliefert"):
        assert words in text


def test_a_template_is_changed_and_its_former_wording_stays(client: Client) -> None:
    answer = client.post(f"{HERE}terminbrief/", typed(), follow=True)
    assert "Die Vorlage ist gespeichert." in answer.text
    assert "mitgelieferte Fassung" in answer.text
    assert "Können Sie nicht kommen?" in answer.text
    assert "Lea Leitung" in client.get(HERE).text


def test_a_new_template_is_written(client: Client) -> None:
    client.post(f"{HERE}neu/", typed(title="Hausbesuch"))
    assert "Am {Termin} in {Ort}." in client.get(f"{HERE}hausbesuch/").text


def test_what_is_wrong_stands_beside_the_field_with_its_line(client: Client) -> None:
    answer = client.post(f"{HERE}terminbrief/", typed(body="Guten Tag\n\n{Nahme}"))
    assert answer.status_code == 422
    for words in ("Zeile 3: {Nahme} ist kein Platzhalter.", "Es fehlt {Termin}.", "Es fehlt {Ort}."):
        assert words in answer.text


def test_two_windows_show_both_wordings(client: Client) -> None:
    client.post(f"{HERE}terminbrief/", typed(subject="Zuerst {Termin}"))
    answer = client.post(f"{HERE}terminbrief/", typed(subject="Danach {Termin}"))
    assert answer.status_code == 409
    assert "Zuerst {Termin}" in answer.text
    assert "Danach {Termin}" in answer.text


@pytest.mark.parametrize("key", ["terminbrief", "briefkopf"])
def test_the_preview_names_nobody_real(client: Client, key: str) -> None:
    answer = client.get(f"{HERE}{key}/vorschau.pdf")
    assert answer.content[:5] == b"%PDF-"
    assert answer.headers["Content-Type"] == "application/pdf"


def test_the_letterhead_keeps_its_kind(client: Client) -> None:
    answer = client.post(
        f"{HERE}briefkopf/", {"title": "Briefkopf", "subject": "{Standort}", "body": "{Standort}", "version": 0}
    )
    assert answer.status_code == 303


@pytest.mark.parametrize("path", ["", "neu/", "terminbrief/", "terminbrief/vorschau.pdf"])
def test_others_hear_why_not(path: str) -> None:
    answer = signed_in(given.actor(Role.CASE_MANAGER, Role.ASSISTANT)).get(HERE + path)
    assert answer.status_code == 403
    assert "Briefvorlagen pflegen" in answer.text


def test_an_unknown_template_is_not_there(client: Client) -> None:
    assert client.get(f"{HERE}gibt-es-nicht/").status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_costs_the_same(client: Client, many: int) -> None:
    for number in range(many):
        client.post(f"{HERE}neu/", typed(title=f"Vorlage {number}"))
    client.get(HERE)
    with statements() as sent:
        client.get(HERE)
    assert len(sent) == 4, "\n".join(sent)
