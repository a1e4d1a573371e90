"""In and after the meeting: attendance, discussion, decisions, assignments."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from faden.domain.findings.enums import Aim
from faden.domain.findings.operations.themes import measure_indicator, name_indicator
from faden.domain.steering.models import AgendaItem, Assignment, Decision
from faden.domain.steering.queries import attendance_of
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.lib import german
from faden.processes.bring_before_body import bring_before_body
from tests import given
from tests.signed_in import signed_in
from tests.web.steering import steering_given
from tests.web.steering.steering_given import today

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator() -> Actor:
    return given.actor(Role.COORDINATOR)


@pytest.fixture
def client(coordinator: Actor) -> Client:
    return signed_in(coordinator)


@pytest.fixture
def item(coordinator: Actor) -> AgendaItem:
    return steering_given.theme_item(coordinator, steering_given.meeting(coordinator))


def _at(item: AgendaItem, page: str) -> str:
    return f"/sitzungen/{item.meeting_id}/punkte/{item.id}/{page}/"


def _attended(item: AgendaItem, by: Actor) -> None:
    with act_as(by, today=today()):
        given.attended(item.meeting, by)


def deciding(**changes: Any) -> dict[str, Any]:
    order = {"order_text": "", "responsible_text": "", "responsible": "", "due_on": ""}
    return {"text": "Drei Kurse.", "yes": "2", "no": "0", "abstained": "1", **order, **changes}


def test_attendance_is_noted_and_only_what_changed_is_written(
    client: Client, item: AgendaItem, coordinator: Actor
) -> None:
    with act_as(coordinator, today=today()):
        meeting = item.meeting
        first, second, third = meeting.body.seats.order_by("position")
    address = f"/sitzungen/{meeting.id}/anwesenheit/"
    assert "Mitglied 1" in client.get(address).text
    answer = client.post(
        address,
        {f"sitz-{first.key}": "present", f"sitz-{second.key}": "deputy", "guests": "Kreissportbund"},
        follow=True,
    )
    assert "2\xa0Sitze von 3 anwesend" in answer.text
    assert "Kreissportbund" in answer.text
    wrong = client.post(address, {f"sitz-{third.key}": "irgendwo"})
    assert wrong.status_code == 422
    client.post(address, {f"sitz-{first.key}": "present", f"sitz-{third.key}": "excused", "guests": ""})
    with act_as(coordinator, today=today()):
        noted = {seat: attendance.presence for seat, attendance in attendance_of(meeting).items()}
        assert noted == {first.id: "present", second.id: "deputy", third.id: "excused"}


def test_words_are_noted_and_two_versions_meet(client: Client, item: AgendaItem) -> None:
    address = _at(item, "beratung")
    answer = client.post(address, {"discussion": "Alle berichten.", "version": 1})
    assert answer.headers["Location"].endswith(f"/sitzungen/{item.meeting_id}/#top-1")
    both = client.post(address, {"discussion": "Niemand berichtet.", "version": 1})
    assert both.status_code == 409
    assert "Alle berichten." in both.text
    assert "Niemand berichtet." in both.text
    general = f"/sitzungen/{item.meeting_id}/allgemeines/"
    assert client.get(general).status_code == 200
    assert "Begrüßung" in client.post(general, {"minutes_text": "Begrüßung", "version": 1}, follow=True).text
    assert client.post(general, {"minutes_text": "Eröffnung", "version": 1}).status_code == 409


def test_a_decision_is_noted_with_its_assignment_and_moves_the_theme(
    client: Client, item: AgendaItem, coordinator: Actor
) -> None:
    assert "Zuerst die Anwesenheit festhalten" in client.get(_at(item, "beschluss")).text
    _attended(item, coordinator)
    page = client.get(_at(item, "beschluss")).text
    assert "3\xa0Sitze sind anwesend oder vertreten" in page
    assert "Drei Kurse einrichten." in page
    order = {"order_text": "Räume suchen", "responsible_text": "Jugendamt", "due_on": "31.12.2099"}
    answer = client.post(_at(item, "beschluss"), deciding(**order), follow=True)
    assert "Räume suchen – Jugendamt, bis 31.12.2099" in " ".join(answer.text.split())
    theme = client.get(f"/themen/{_number(item, coordinator)}/").text
    assert "beschlossen" in theme
    assert "Räume suchen" in theme
    assert client.get(_at(item, "beschluss")).status_code == 403


def _number(item: AgendaItem, by: Actor) -> str:
    with act_as(by, today=today()):
        theme = item.theme
        assert theme is not None
        return theme.number


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"yes": "4"}, "anwesend oder vertreten laut Anwesenheit"),
        ({"yes": "viele"}, "viele"),
        ({"yes": "-1"}, "mindestens 0"),
        ({"yes": "0", "abstained": "0"}, "Tragen Sie ein, wie abgestimmt wurde."),
        ({"text": ""}, "Bitte schreiben Sie, was beschlossen wurde."),
        ({"order_text": "Räume suchen"}, "Bitte nennen Sie, wer verantwortlich ist."),
        ({"responsible_text": "Jugendamt"}, "Bitte schreiben Sie, was zu tun ist."),
        ({"order_text": "x", "responsible_text": "y", "due_on": "irgendwann"}, "irgendwann"),
        ({"order_text": "x", "responsible_text": "y", "due_on": "01.01.2020"}, "Die Frist liegt vor dem Beschluss."),
    ],
)
def test_what_is_wrong_with_a_decision_keeps_everything_typed(
    client: Client, item: AgendaItem, coordinator: Actor, changes: dict[str, str], words: str
) -> None:
    _attended(item, coordinator)
    answer = client.post(_at(item, "beschluss"), deciding(**changes))
    assert answer.status_code == 422
    assert words in answer.text
    assert all(value in answer.text for value in changes.values())
    with act_as(coordinator, today=today()):
        assert not Decision.objects.exists()


def test_nothing_is_decided_before_the_meeting(client: Client, coordinator: Actor) -> None:
    item = steering_given.theme_item(coordinator, steering_given.meeting(coordinator, in_days=1))
    answer = client.get(_at(item, "beschluss"))
    assert answer.status_code == 403
    assert "vorher gibt es nur einen Beschlussvorschlag" in answer.text
    assert client.get(_at(item, "beschluss/berichtigen")).status_code == 404
    assert client.get(_at(item, "auftrag")).status_code == 404


def test_a_slip_is_corrected_and_the_result_stays(client: Client, item: AgendaItem, coordinator: Actor) -> None:
    steering_given.decided(coordinator, item)
    address = _at(item, "beschluss/berichtigen")
    assert "Drei Kurse werden eingerichtet." in client.get(address).text
    mended = {"text": "Vier Kurse.", "yes": "3", "no": "0", "abstained": "0", "version": 1}
    assert "Vier Kurse." in client.post(address, mended, follow=True).text
    turned = client.post(address, {**mended, "yes": "0", "no": "3", "version": 2})
    assert turned.status_code == 422
    assert "umkehren" in turned.text
    assert client.post(address, mended).status_code == 409


def test_a_further_assignment(client: Client, item: AgendaItem, coordinator: Actor) -> None:
    steering_given.decided(coordinator, item)
    address = _at(item, "auftrag")
    assert client.get(address).status_code == 200
    assert client.post(address, {"order_text": "", "responsible_text": "", "due_on": ""}).status_code == 422
    order = {"order_text": "Träger fragen", "responsible": str(coordinator.id), "due_on": "31.12.2099"}
    assert "Träger fragen" in client.post(address, order, follow=True).text


def test_who_has_something_to_do_finds_it_and_reports_it_done(item: AgendaItem, coordinator: Actor) -> None:
    worker = given.actor(Role.CASE_MANAGER)
    steering_given.decided(coordinator, item, to=worker)
    with act_as(coordinator, today=today()):
        assignment = Assignment.objects.get()
    client, stranger = signed_in(worker), signed_in(given.actor(Role.CASE_MANAGER))
    assert "Räume suchen" in client.get("/auftraege/?welche=meine").text
    assert "Räume suchen" not in stranger.get("/auftraege/?welche=meine").text
    assert "Erledigt melden" not in stranger.get("/auftraege/").text
    address = f"/auftraege/{assignment.id}/erledigt/"
    assert stranger.get(address).status_code == 403
    tomorrow = german.day(today() + timedelta(days=1))
    early = client.post(address, {"result": "Gefunden.", "on": tomorrow, "version": 1})
    assert (early.status_code, "Der Tag liegt in der Zukunft." in early.text) == (422, True)
    assert client.post(address, {"result": "", "on": "heute", "version": 1}).status_code == 422
    done = client.post(address, {"result": "Gefunden.", "on": "heute", "version": 1}, follow=True)
    assert "Der Auftrag ist erledigt gemeldet." in done.text
    assert "Gefunden." in client.get("/auftraege/?welche=erledigt").text
    assert "Gefunden." in client.get(f"/sitzungen/{item.meeting_id}/").text
    assert client.get(address).status_code == 403
    assert client.get("/auftraege/01a1f8b3-57ae-77e5-9e3f-621deac22748/erledigt/").status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_of_assignments_costs_the_same_for_one_and_three(
    client: Client, coordinator: Actor, many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    meeting = steering_given.meeting(coordinator)
    for number in range(many):
        item = steering_given.theme_item(coordinator, meeting, title=f"Thema {number}")
        steering_given.decided(coordinator, item, due_on=today(), to=coordinator)
    client.get("/auftraege/")
    with django_assert_num_queries(7):
        assert client.get("/auftraege/").text.count(">Erledigt melden<") == many


def test_all_that_is_open_can_be_marked_present_beforehand(
    client: Client, item: AgendaItem, coordinator: Actor
) -> None:
    with act_as(coordinator, today=today()):
        first, second, third = item.meeting.body.seats.order_by("position")
    address = f"/sitzungen/{item.meeting_id}/anwesenheit/"
    assert " checked" not in client.get(address).text
    assert client.get(f"{address}?alle=1").text.count(" checked") == 3
    sent = {f"sitz-{seat.key}": "present" for seat in (first, second, third)}
    assert "3\xa0Sitze von 3 anwesend" in client.post(f"{address}?alle=1", sent, follow=True).text


def test_the_papers_are_what_was_known_then(client: Client, item: AgendaItem, coordinator: Actor) -> None:
    steering_given.decided(coordinator, item)
    with act_as(coordinator, today=today()):
        theme = item.theme
        assert theme is not None
        theme.refresh_from_db()
        tomorrow = today() + timedelta(days=1)
        for words, day in (("Wartezeit", today()), ("Wartezeit", tomorrow)):
            theme = name_indicator(
                theme=theme,
                version=theme.version,
                indicator=words,
                indicator_unit="Wochen",
                indicator_aim=Aim.FALL,
                actor=coordinator,
            )
            weeks = 14 if day == today() else 9
            measure_indicator(
                theme=theme, value=Decimal(weeks), source="x", measured_on=day, on=tomorrow, actor=coordinator
            )
        later = given.meeting(item.meeting.body, coordinator, on=tomorrow)
        bring_before_body(theme=theme, meeting=later, on=today(), actor=coordinator)
    then, since = (client.get(f"/sitzungen/{key}/").text for key in (item.meeting_id, later.id))
    assert "14 Wochen" in then
    assert "9 Wochen" not in then
    assert "früher beschlossen" not in then
    assert "9 Wochen" in since
    assert "früher beschlossen" in since


def test_what_is_decided_stays_on_the_agenda(client: Client, item: AgendaItem, coordinator: Actor) -> None:
    steering_given.decided(coordinator, item)
    answer = client.post(f"/sitzungen/{item.meeting_id}/punkte/{item.id}/entfernen/")
    assert answer.status_code == 403
    assert "er bleibt auf der Tagesordnung" in answer.text
    text = client.get(f"/sitzungen/{item.meeting_id}/tagesordnung/").text
    assert ">Entfernen<" not in text
