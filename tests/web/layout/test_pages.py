"""A page: who asks, in which transaction, and what becomes of a refusal."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import jinja2
import psycopg
import pytest
from django import forms
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import include, path
from django.utils import timezone

from faden.config.urls import handler400, handler404, handler500  # noqa: F401 - Django looks for them in the addresses it is given
from faden.domain.places.models import Site
from faden.kernel.access.acting import act_as
from faden.kernel.access.errors import Conflict, Invalid, NotVisible, Refused
from faden.kernel.access.roles import Role
from faden.kernel.identity import operations as identity
from faden.kernel.identity.models import Account
from faden.kernel.identity.queries import system_actor
from faden.web.layout import session
from faden.web.layout.fields import VersionField
from faden.web.layout.jinja import engine, loader
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit
from tests.given import PASSWORD

pytestmark = pytest.mark.django_db


class TextForm(forms.Form):
    text = forms.CharField(label="Text")
    version = VersionField()


class Row:
    version = 7


def act(**arguments: Any) -> None:
    match arguments["text"]:
        case "refused":
            raise Refused("Nur die fallführende Person darf das.")
        case "invalid":
            raise Invalid({"text": "Zu kurz.", "": "So geht es nicht."})
        case "conflict":
            raise Conflict(Row(), {"text": ("Text", "der <andere> Text")})
        case "hidden":
            raise NotVisible


@page("GET", "POST")
def form_page(request: Request) -> HttpResponse:
    form = TextForm(request.POST or None, initial={"version": 3})
    if submit(form, act):
        tell(request, "Gespeichert.")
        return redirect("tried")
    return render(request, "tests/form.html", form=form)


@page("POST")
def button_page(request: Request) -> HttpResponse:
    act(text=request.POST["text"])
    return redirect("tried")


@page("GET")
def shows(request: Request) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('faden.actor'), current_setting('transaction_read_only')")
        asked, read_only = cursor.fetchone()
    assert asked == str(request.actor.id)
    return HttpResponse(f"{request.actor.name} {read_only} {request.today}")


urlpatterns = [
    path("", include("faden.config.urls")),
    path("probe/", form_page, name="tried"),
    path("wer/", shows),
    path("knopf/", button_page),
]

TEMPLATE = """{% extends "layout/page.html" %}{% from "components/form/form.html" import form_for %}
{% block title %}Versuch{% endblock %}{% block content %}{{ form_for(request, form, "Los") }}{% endblock %}"""


@pytest.fixture(autouse=True)
def probe(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Pages that exist in this test only."""
    found = jinja2.ChoiceLoader([jinja2.DictLoader({"tests/form.html": TEMPLATE}), loader()])
    monkeypatch.setattr(engine(), "loader", found)
    with override_settings(ROOT_URLCONF=__name__):
        yield


def sign_in(*roles: Role, email: str = "ana@faden.invalid") -> Client:
    with act_as(system_actor(), today=date(2026, 11, 20)):
        account = identity.open_account(email=email, name="Ana <Muster>", password=PASSWORD)
        for role in roles:
            identity.assign_role(account=account, role=role, since=date(2024, 1, 1))
    client = Client()
    answer = client.post("/anmelden/", {"email": email, "password": PASSWORD, "weiter": "/wer/"})
    assert answer.headers["Location"] == "/wer/"
    return client


def post(client: Client, text: str) -> HttpResponse:
    return client.post("/probe/", {"text": text, "version": "3"})  # type: ignore[return-value]


def test_a_stranger_is_sent_to_the_sign_in_and_back() -> None:
    answer = Client().get("/probe/?a=1")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/anmelden/?weiter=%2Fprobe%2F%3Fa%3D1")
    partial = Client().get("/probe/", headers={"HX-Request": "true"})
    assert (partial.status_code, partial.headers["HX-Redirect"]) == (204, "/anmelden/")


def test_a_wrong_password_says_so_without_saying_which_is_wrong() -> None:
    sign_in()
    known = Client().post("/anmelden/", {"email": "ana@faden.invalid", "password": "falsch"})
    unknown = Client().post("/anmelden/", {"email": "niemand@faden.invalid", "password": "falsch"})
    assert known.status_code == unknown.status_code == 422
    assert "Adresse und Passwort passen nicht zusammen." in known.text
    assert "Adresse und Passwort passen nicht zusammen." in unknown.text


def test_guessing_is_stopped_before_the_password_is_checked() -> None:
    sign_in()
    for _ in range(5):
        Client().post("/anmelden/", {"email": "ana@faden.invalid", "password": "falsch"})
    right = Client().post("/anmelden/", {"email": "ana@faden.invalid", "password": PASSWORD})
    assert "Zu viele Versuche" in right.text


@pytest.mark.parametrize("address", ["https://example.org/", "//example.org", "javascript:alert(1)", "/\\example.org"])
def test_signing_in_leads_to_this_server_only(address: str) -> None:
    sign_in()
    answer = Client().post("/anmelden/", {"email": "ana@faden.invalid", "password": PASSWORD, "weiter": address})
    assert answer.headers["Location"] == "/"


@pytest.mark.django_db(transaction=True)
def test_a_get_runs_as_the_actor_and_cannot_write() -> None:
    client = sign_in(Role.LEAD)
    assert client.get("/wer/").text == f"Ana <Muster> on {timezone.localdate()}"


def test_nothing_of_a_page_stays_in_the_browser_or_comes_from_elsewhere() -> None:
    answer = sign_in(Role.LEAD).get("/probe/")
    assert answer.headers["Cache-Control"] == "no-store"
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    for forbidden in (" style=", "<script>", " onclick=", "http://", "https://"):
        assert forbidden not in answer.text


def test_other_methods_are_refused() -> None:
    answer = sign_in().delete("/probe/")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, POST")


def test_who_is_signed_in_keeps_the_frame_on_public_pages_and_needs_no_second_sign_in() -> None:
    client = sign_in(Role.LEAD)
    assert 'action="/abmelden/"' in client.get("/hilfe/").text
    assert 'action="/abmelden/"' not in Client().get("/hilfe/").text
    assert client.get("/anmelden/?weiter=/wer/").headers["Location"] == "/wer/"


@pytest.mark.parametrize("address", ["/hilfe/", "/barrierefreiheit/", "/datenschutz/", "/impressum/", "/anmelden/"])
def test_public_pages_are_open_to_everybody(address: str) -> None:
    answer = Client().get(address)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"


def test_everybody_reads_how_to_correct_and_to_object() -> None:
    said = Client().get("/datenschutz/").text
    for right in ("Art. 16", "Art. 21", "Art. 15", "Art. 17", "Art. 77"):
        assert right in said
    assert "berichtigen" in said
    assert "Widersprechen" in said


def test_the_name_of_the_site_stands_in_the_header() -> None:
    Site.objects.create(
        key="wo", name="Kreis Muster", kind="district", ags="05999", concept_title="Konzept", source="Test"
    )
    assert "Kreis Muster" in Client().get("/anmelden/").text
    client = sign_in(Role.LEAD)
    with CaptureQueriesContext(connection) as asked:
        assert "Kreis Muster" in client.get("/probe/").text
    assert not [query for query in asked.captured_queries if "places_site" in query["sql"]]


def test_signing_out_ends_the_session() -> None:
    client = sign_in()
    assert client.post("/abmelden/").status_code == 303
    assert client.get("/wer/").status_code == 302


def test_who_is_blocked_is_signed_out_with_the_next_request() -> None:
    client = sign_in()
    with act_as(system_actor(), today=date(2026, 11, 20)):
        Account.objects.filter(email="ana@faden.invalid").update(deactivated_on=date(2026, 11, 20))
    assert client.get("/wer/").status_code == 302


def test_a_new_password_ends_other_sessions() -> None:
    client = sign_in()
    with act_as(system_actor(), today=date(2026, 11, 20)):
        Account.objects.filter(email="ana@faden.invalid").update(password="anders")
    assert client.get("/wer/").status_code == 302


@pytest.mark.parametrize(("key", "seconds"), [(session.SEEN, 31 * 60), (session.BEGAN, 10 * 60 * 60 + 1)])
def test_a_session_ends_by_itself(key: str, seconds: int) -> None:
    client = sign_in()
    stored = client.session
    stored[key] -= seconds
    stored.save()
    assert client.get("/wer/").status_code == 302


def test_a_done_act_is_told_once_on_the_next_page() -> None:
    client = sign_in()
    answer = post(client, "gut")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/probe/")
    assert "Gespeichert." in client.get("/probe/").text
    assert "Gespeichert." not in client.get("/probe/").text


def test_what_the_operation_finds_wrong_stands_at_the_field_and_nothing_is_lost() -> None:
    answer = post(sign_in(), "invalid")
    assert answer.status_code == 422
    assert "Bitte prüfen Sie 2 Angaben" in answer.text
    assert '<a href="#id_text">Text: Zu kurz.</a>' in answer.text
    assert "So geht es nicht." in answer.text
    assert 'aria-describedby="id_text-error"' in answer.text
    assert 'value="invalid"' in answer.text


def test_a_refusal_gives_its_reason_inside_the_frame() -> None:
    answer = post(sign_in(), "refused")
    assert answer.status_code == 403
    assert "Nur die fallführende Person darf das." in answer.text
    assert "Ana &lt;Muster&gt;" in answer.text


def test_what_is_hidden_and_what_does_not_exist_look_the_same() -> None:
    client = sign_in()
    hidden, nothing = post(client, "hidden"), client.get("/gibt-es-nicht/")
    assert hidden.status_code == nothing.status_code == 404
    assert "Diese Seite gibt es nicht" in hidden.text
    assert "Diese Seite gibt es nicht" in nothing.text


def test_a_conflict_shows_both_texts_and_saves_from_the_newer_version() -> None:
    answer = post(sign_in(), "conflict")
    assert answer.status_code == 409
    assert "der &lt;andere&gt; Text" in answer.text
    assert 'value="conflict"' in answer.text
    assert '<input type="hidden" name="version" value="7">' in answer.text
    assert 'value="3"' not in answer.text


def test_what_was_typed_survives_the_end_of_the_session() -> None:
    answer = Client().post("/probe/?a=1", {"text": "ein <langer> Text", "version": "3"})
    assert answer.status_code == 403
    assert 'action="/probe/?a=1"' in answer.text
    assert '<input type="hidden" name="text" value="ein &lt;langer&gt; Text">' in answer.text
    assert answer.headers["HX-Retarget"] == "body"
    assert Client().post("/probe/", {"csrfmiddlewaretoken": "x"}).headers["Location"] == "/anmelden/"


def test_an_act_without_a_form_is_answered_in_words_too() -> None:
    client = sign_in()
    invalid = client.post("/knopf/", {"text": "invalid"})
    assert invalid.status_code == 422
    assert "Zu kurz." in invalid.text
    conflict = client.post("/knopf/", {"text": "conflict"})
    assert conflict.status_code == 409
    assert "der &lt;andere&gt; Text" in conflict.text


def test_a_block_is_rendered_with_the_imports_of_its_page(rf: RequestFactory) -> None:
    request = rf.get("/probe/")
    text = render(request, "tests/form.html", block="content", form=TextForm()).text
    assert text.startswith("<form")
    assert "<html" not in text


def test_a_forged_form_is_explained() -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/anmelden/", {"email": "a@faden.invalid", "password": "x"})
    assert answer.status_code == 403
    assert "Die Seite war zu lange offen" in answer.text


def test_a_database_that_does_not_answer_is_not_a_mistake_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    client = sign_in()

    def away(*_: object) -> None:
        raise OperationalError("connection failed") from psycopg.OperationalError("connection failed")

    monkeypatch.setattr(session, "account_id", away)
    answer = client.get("/wer/")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert "Die Datenbank antwortet nicht" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_session_that_could_not_be_stored_leaves_open_whether_the_act_was_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = sign_in()

    def away() -> None:
        raise OperationalError("connection failed") from psycopg.OperationalError("connection failed")

    def lost(*_: object) -> None:
        try:
            away()
        except OperationalError:
            raise SessionInterrupted("deleted before the request completed")  # noqa: B904 - as Django does it

    monkeypatch.setattr(session, "account_id", lost)
    answer = client.get("/wer/")
    assert answer.status_code == 503
    assert "kann schon gespeichert sein" in answer.text
