"""Themes: the list, the page, and every act on it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from faden.domain.findings.enums import ThemeAct, ThemeState
from faden.domain.findings.models import Theme
from faden.domain.findings.operations.themes import move_theme
from faden.domain.steering.calculation import Vote
from faden.domain.steering.enums import BodyKind, Presence
from faden.domain.steering.models import Seat
from faden.domain.steering.operations.recording import give_assignment, record_attendance, record_decision
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from tests import given
from tests.signed_in import signed_in
from tests.web.findings import findings_given

pytestmark = pytest.mark.django_db
TODAY = given.TODAY


@pytest.fixture
def coordinator() -> Actor:
    return given.actor(Role.COORDINATOR, name="Koordinatorin Eins")


@pytest.fixture
def reporter() -> Actor:
    return given.actor(Role.CASE_MANAGER)


@pytest.fixture
def client(coordinator: Actor) -> Client:
    return signed_in(coordinator)


@pytest.fixture
def theme(coordinator: Actor, reporter: Actor) -> Theme:
    return findings_given.theme(coordinator, findings_given.gap(reporter, "Wortlaut der einzelnen Meldung."))


def now(theme: Theme, by: Actor) -> Theme:
    with act_as(by, today=TODAY):
        return Theme.objects.get(pk=theme.pk)


def soon() -> tuple[datetime, datetime]:
    starts_at = timezone.now() + timedelta(days=14)
    return starts_at, starts_at + timedelta(hours=2)


def describing(theme: Theme, **changes: Any) -> dict[str, Any]:
    return {
        "title": theme.title,
        "description": theme.description,
        "life_domain": theme.life_domain_id,
        "level": theme.level,
        "responsible": theme.responsible_id,
        "municipalities": [given.municipality().id],
        "version": 1,
        **changes,
    }


@pytest.mark.parametrize("role", [r for r in Role if r is not Role.SYSTEM])
def test_everybody_reads_themes_and_few_change_them(theme: Theme, role: Role) -> None:
    reader = signed_in(given.actor(role))
    bundles = role in (Role.COORDINATOR, Role.LEAD)
    listed = reader.get("/themen/")
    assert theme.title in listed.text
    assert ("Neues Thema" in listed.text) == bundles
    page = reader.get(f"/themen/{theme.number}/")
    assert page.status_code == 200
    assert "1\N{NO-BREAK SPACE}Meldung von 1\N{NO-BREAK SPACE}Fachkraft" in page.text
    assert "Angebot fehlt" in page.text
    assert ("Wortlaut der einzelnen Meldung." in page.text) == bundles
    assert ("Vor ein Gremium bringen" in page.text) == bundles
    for act in ("bearbeiten/", "schritt/reject/", "gremium/", "wirkung/", "wirkung/messen/", "rueckmeldung/"):
        expected = {200, 303} if bundles else {403}
        assert reader.get(f"/themen/{theme.number}/{act}").status_code in expected, act


def test_an_unknown_theme(client: Client) -> None:
    for act in ("", "bearbeiten/", "schritt/reject/", "gremium/", "wirkung/", "wirkung/messen/", "rueckmeldung/"):
        assert client.get(f"/themen/T-26-9999x/{act}").status_code == 404


def test_empty_lists_teach(client: Client) -> None:
    assert "Noch kein laufendes Thema" in client.get("/themen/").text
    assert "Kein Thema passt zu dieser Auswahl" in client.get("/themen/?stand=closed").text


def test_the_list_takes_the_same_statements(
    client: Client, coordinator: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number, expected in ((1, 1), (2, 3)):
        for _ in range(number):
            findings_given.theme(coordinator)
        with django_assert_num_queries(11):
            assert client.get("/themen/").text.count("table__link") == expected


def test_the_page_takes_the_same_statements(
    client: Client, coordinator: Actor, reporter: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    small = findings_given.theme(coordinator, findings_given.gap(reporter))
    large = findings_given.theme(coordinator, *(findings_given.gap(reporter) for _ in range(3)))
    for theme in (small, large):
        with django_assert_num_queries(17):
            client.get(f"/themen/{theme.number}/")


def test_filters_of_the_list(client: Client, coordinator: Actor, theme: Theme) -> None:
    with act_as(coordinator, today=TODAY):
        move_theme(theme=theme, act=ThemeAct.REJECT, reason="x", on=TODAY, actor=coordinator)
    assert theme.number not in client.get("/themen/").text
    for query in ("?stand=rejected", "?stand=alle", f"?stand=alle&feld={given.life_domain().id}"):
        assert theme.number in client.get(f"/themen/{query}").text
    elsewhere = given.municipality("Salzkotten").id
    assert theme.number not in client.get(f"/themen/?stand=alle&ort={elsewhere}").text


def test_describe(client: Client, coordinator: Actor, theme: Theme) -> None:
    page = f"/themen/{theme.number}/bearbeiten/"
    assert theme.description in client.get(page).text
    assert client.post(page, describing(theme, title="")).status_code == 422
    assert client.post(page, describing(theme, municipalities=[])).status_code == 422
    assert client.post(page, describing(theme, title="Kurse mit Betreuung")).status_code == 303
    stale = client.post(page, describing(theme, title="Betreuung in Kursen"))
    assert stale.status_code == 409
    assert "Kurse mit Betreuung" in stale.text
    assert "Betreuung in Kursen" in stale.text
    assert now(theme, coordinator).title == "Kurse mit Betreuung"


def test_move_with_a_reason(client: Client, coordinator: Actor, theme: Theme) -> None:
    page = f"/themen/{theme.number}/schritt/reject/"
    assert client.post(page, {"reason": ""}).status_code == 422
    assert client.post(page, {"reason": "Dafür ist das Land da."}).status_code == 303
    assert "Dafür ist das Land da." in client.get(f"/themen/{theme.number}/").text
    assert now(theme, coordinator).state == ThemeState.REJECTED
    refused = client.post(page, {"reason": "Noch einmal."})
    assert refused.status_code == 403
    assert "geht nicht, solange das Thema" in refused.text
    assert client.get(f"/themen/{theme.number}/schritt/unsinn/").status_code == 404
    assert client.get(f"/themen/{theme.number}/schritt/decide/").status_code == 403


def test_a_step_without_a_reason(client: Client, coordinator: Actor, theme: Theme) -> None:
    assert client.post(f"/themen/{theme.number}/schritt/to_working_group/", {"reason": ""}).status_code == 303
    assert now(theme, coordinator).state == ThemeState.WORKING_GROUP


def test_indicator_and_effect(client: Client, theme: Theme) -> None:
    page = f"/themen/{theme.number}/wirkung/"
    assert client.get(f"{page}messen/").headers["Location"] == page
    name = {"indicator": "Wartezeit", "indicator_unit": "Wochen", "indicator_aim": "fall"}
    assert client.post(page, {**name, "indicator": "", "version": 1}).status_code == 422
    assert client.post(page, {**name, "version": 1}).headers["Location"] == f"{page}messen/"
    assert client.post(page, {**name, "indicator": "Plätze", "version": 1}).status_code == 409
    assert "Der Ausgangswert ist noch nicht festgehalten." in client.get(f"/themen/{theme.number}/").text
    value = {"value": "14", "measured_on": "01.03.2026", "source": "Umfrage"}
    assert client.post(f"{page}messen/", {**value, "value": "viel"}).status_code == 422
    assert client.post(f"{page}messen/", {**value, "measured_on": "01.03.2036"}).status_code == 422
    assert client.post(f"{page}messen/", value).status_code == 303
    assert "ein zweiter Wert steht noch aus" in client.get(f"/themen/{theme.number}/").text
    assert client.post(f"{page}messen/", {**value, "value": "6,5", "measured_on": "gestern"}).status_code == 303
    text = client.get(f"/themen/{theme.number}/").text
    assert "bisher ist sie um 7,5 Wochen gesunken" in text
    assert 'role="img"' in text


def test_feedback_reaches_those_who_reported(client: Client, reporter: Actor, theme: Theme) -> None:
    page = f"/themen/{theme.number}/rueckmeldung/"
    assert client.post(page, {"text": ""}).status_code == 422
    assert client.post(page, {"text": "Der Kurs beginnt im März."}).status_code == 303
    with act_as(reporter, today=TODAY):
        number = theme.gaps.get().number
    assert "Der Kurs beginnt im März." in signed_in(reporter).get(f"/luecken/{number}/").text


def test_before_a_body(client: Client, coordinator: Actor, theme: Theme) -> None:
    page = f"/themen/{theme.number}/gremium/"
    assert "Keine Sitzung geplant" in client.get(page).text
    meeting = findings_given.meeting(coordinator, *soon())
    item = {"meeting": meeting.id, "title": theme.title, "proposal": "Die Lenkungsgruppe beschließt …"}
    assert client.post(page, {**item, "meeting": ""}).status_code == 422
    assert client.post(page, item).status_code == 303
    assert now(theme, coordinator).state == ThemeState.BEFORE_STEERING
    text = client.get(f"/themen/{theme.number}/").text
    assert "Tagesordnung: Lenkungsgruppe" in text
    twice = client.post(page, item)
    assert twice.status_code == 422
    assert "Das Thema steht schon auf der Tagesordnung." in twice.text


def test_a_team_meeting_leaves_the_theme_where_it_is(client: Client, coordinator: Actor, theme: Theme) -> None:
    meeting = findings_given.meeting(coordinator, *soon(), kind=BodyKind.TEAM)
    data = {"meeting": meeting.id, "title": theme.title, "proposal": ""}
    assert client.post(f"/themen/{theme.number}/gremium/", data).status_code == 303
    assert now(theme, coordinator).state == ThemeState.PROPOSED


def test_decisions_stand_on_the_page(client: Client, coordinator: Actor, reporter: Actor, theme: Theme) -> None:
    meeting = findings_given.meeting(coordinator, *soon())
    client.post(f"/themen/{theme.number}/gremium/", {"meeting": meeting.id, "title": "Kurse", "proposal": ""})
    with act_as(coordinator, today=TODAY):
        seat = Seat.objects.create(key="sitz", body=meeting.body, institution="Kreis", source="Test")
        record_attendance(meeting=meeting, presences={seat.id: Presence.PRESENT}, actor=coordinator)
        item = meeting.agenda.get()
        decision = record_decision(
            item=item, text="Ein Kurs wird eingerichtet.", vote=Vote(1, 0, 0), on=meeting.day, actor=coordinator
        )
        give_assignment(
            decision=decision, text="Kurs planen", responsible_text="VHS", due_on=meeting.day, actor=coordinator
        )
    text = client.get(f"/themen/{theme.number}/").text
    for words in ("Ein Kurs wird eingerichtet.", "1 dafür", "Kurs planen", "VHS"):
        assert words in text
    with act_as(reporter, today=TODAY):
        number = theme.gaps.get().number
    assert "angenommen am" in signed_in(reporter).get(f"/luecken/{number}/").text
