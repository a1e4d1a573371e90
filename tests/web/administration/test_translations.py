"""The administration approves and mends translations; nothing typed is lost."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from faden.kernel.access.roles import Role
from tests import given
from tests.forms_found import filled, forms_of
from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db
GROUP = "/verwaltung/uebersetzungen/ar/answer/"


def form_on(client: Client, address: str) -> dict[str, list[str]]:
    """What the page's form sends as it stands."""
    form = next(one for one in forms_of(client.get(address).text) if any("source:" in name for name in filled(one, "")))
    return {name: list(values) for name, values in filled(form, "").items() if not name.startswith("ok:")}


def test_only_administration_and_lead_review() -> None:
    for address in ("/verwaltung/uebersetzungen/", "/verwaltung/uebersetzungen/ar/", GROUP):
        assert signed_in(given.actor(Role.COORDINATOR)).get(address).status_code == 403
        assert signed_in(given.actor(Role.LEAD)).get(address).status_code == 200


@pytest.mark.parametrize("address", ["de/", "xx/", "ar/nothing/"])
def test_what_does_not_exist_is_not_found(address: str) -> None:
    assert signed_in(given.actor(Role.ADMIN)).get(f"/verwaltung/uebersetzungen/{address}").status_code == 404


def test_texts_stand_in_their_language_and_direction() -> None:
    page = signed_in(given.actor(Role.ADMIN)).get(GROUP).text
    assert re.search(r'<textarea[^>]* lang="ar" dir="rtl">\nجيد', page)
    assert "Gut. Ich brauche keine Hilfe." in page


def test_a_text_is_mended_and_approved_and_shown_as_such() -> None:
    client = signed_in(given.actor(Role.ADMIN, name="Prüferin"))
    data = form_on(client, GROUP)
    data["answer.step_0"], data["ok:answer.step_0"] = ["ممتاز"], ["on"]
    assert client.post(GROUP, data).status_code == 303
    page = client.get(GROUP).text
    assert "geprüft von Prüferin" in page
    assert "ممتاز" in page
    overview = client.get("/verwaltung/uebersetzungen/ar/").text
    assert "Antworten der eigenen Sicht" in overview


def test_what_is_changed_but_not_ticked_is_told_and_kept() -> None:
    client = signed_in(given.actor(Role.ADMIN))
    data = form_on(client, GROUP)
    data["answer.step_0"] = ["ممتاز"]
    data["ok:answer.step_1"] = ["on"]
    answer = client.post(GROUP, data)
    assert answer.status_code == 422
    assert "Geändert, aber nicht als geprüft angekreuzt." in answer.text
    assert "ممتاز" in answer.text


def test_nothing_ticked_is_told() -> None:
    client = signed_in(given.actor(Role.ADMIN))
    answer = client.post(GROUP, form_on(client, GROUP))
    assert answer.status_code == 422
    assert "Bitte ankreuzen, welche Texte geprüft sind." in answer.text


def test_the_second_tab_is_told_that_somebody_was_faster() -> None:
    client = signed_in(given.actor(Role.ADMIN))
    data = form_on(client, GROUP) | {"ok:answer.step_0": ["on"]}
    assert client.post(GROUP, data).status_code == 303
    second = client.post(GROUP, data)
    assert second.status_code == 422
    assert "Inzwischen hat jemand diesen Text geprüft." in second.text


def test_the_pages_ask_the_same_however_much_is_reviewed(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client = signed_in(given.actor(Role.ADMIN))
    client.get(GROUP)
    for step in (None, "answer.step_0", "answer.step_1"):
        if step:
            client.post(GROUP, form_on(client, GROUP) | {f"ok:{step}": ["on"]})
            client.get("/verwaltung/uebersetzungen/ar/")
        for address in ("/verwaltung/uebersetzungen/", "/verwaltung/uebersetzungen/ar/", GROUP):
            with django_assert_num_queries(7):
                client.get(address)
