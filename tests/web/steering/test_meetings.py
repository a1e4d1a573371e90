"""Meetings: planned, looked at, changed, invited to, called off, closed."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from faden.domain.steering.enums import MeetingState
from faden.domain.steering.models import AgendaItem, Meeting
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.outbox.models import OutgoingMail
from faden.lib import german
from tests import given
from tests.signed_in import signed_in
from tests.web.steering import steering_given
from tests.web.steering.steering_given import today

pytestmark = pytest.mark.django_db


@pytest.fixture
def assistant() -> Actor:
    return given.actor(Role.ASSISTANT, name="Uta Muster")


@pytest.fixture
def coordinator() -> Actor:
    return given.actor(Role.COORDINATOR)


@pytest.fixture
def client(assistant: Actor) -> Client:
    return signed_in(assistant)


def now(meeting: Meeting, by: Actor) -> Meeting:
    with act_as(by, today=today()):
        return Meeting.objects.get(pk=meeting.pk)


def planning(meeting: Meeting, **changes: Any) -> dict[str, Any]:
    day = german.day(today() + timedelta(days=9))
    return {
        "body": meeting.body_id,
        "day": day,
        "starts_at": "9 Uhr",
        "ends_at": "11.30",
        "place": "Rathaus",
        **changes,
    }


def test_a_meeting_is_planned_and_leads_to_its_agenda(client: Client, assistant: Actor) -> None:
    first = steering_given.meeting(assistant)
    assert "selected" in client.get(f"/sitzungen/neu/?gremium={first.body.key}").text
    answer = client.post("/sitzungen/neu/", planning(first), follow=True)
    assert answer.redirect_chain[0][0].endswith("/tagesordnung/")
    with act_as(assistant, today=today()):
        planned = Meeting.objects.get(place="Rathaus")
    assert (planned.day, planned.ends_at - planned.starts_at) == (today() + timedelta(days=9), timedelta(hours=2.5))
    assert "Rathaus" in client.get("/sitzungen/").text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"ends_at": "8 Uhr"}, "Das Ende liegt vor dem Beginn."),
        ({"starts_at": "mittags"}, "„mittags“ ist keine Uhrzeit"),
        ({"day": "31.02.2027"}, "31.02.2027"),
        ({"body": ""}, "Bitte wählen Sie etwas aus."),
        ({"place": ""}, "Bitte nennen Sie den Ort."),
    ],
)
def test_what_is_wrong_with_a_plan(client: Client, assistant: Actor, changes: dict[str, str], words: str) -> None:
    answer = client.post("/sitzungen/neu/", planning(steering_given.meeting(assistant), **changes))
    assert answer.status_code == 422
    assert words in answer.text


def test_members_read_a_meeting_and_its_papers(coordinator: Actor) -> None:
    meeting = steering_given.meeting(coordinator)
    item = steering_given.theme_item(coordinator, meeting)
    steering_given.decided(coordinator, item)
    member = signed_in(given.actor(Role.MEMBER))
    text = member.get(f"/sitzungen/{meeting.id}/").text
    for words in (
        "Kurse mit Kinderbetreuung",
        "Drei Kurse werden eingerichtet.",
        "2 dafür, 0 dagegen, 1 enthalten",
        "Räume suchen",
        "noch keine Meldung",
        "3\xa0Sitze von 3 anwesend",
    ):
        assert words in text
    for words in ("festhalten", "Absagen", "Berichtigen", "Einladen"):
        assert f">{words}<" not in text
    for page in ("leinwand/", "leinwand/?top=1", "leinwand/?top=99"):
        assert member.get(f"/sitzungen/{meeting.id}/{page}").status_code == 200


@pytest.mark.parametrize("points", [1, 3])
def test_a_meeting_costs_the_same_for_one_and_three_points(
    client: Client, coordinator: Actor, points: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    meeting = steering_given.meeting(coordinator)
    for number in range(points):
        item = steering_given.theme_item(coordinator, meeting, title=f"Thema {number}")
        steering_given.decided(coordinator, item)
    client.get(f"/sitzungen/{meeting.id}/")
    with django_assert_num_queries(15):
        assert client.get(f"/sitzungen/{meeting.id}/").status_code == 200


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(
    client: Client, assistant: Actor, many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(many):
        steering_given.meeting(assistant, in_days=3 + number)
        steering_given.meeting(assistant, in_days=-3 - number)
    client.get("/sitzungen/")
    with django_assert_num_queries(9):
        assert client.get("/sitzungen/").text.count("14:00\xa0Uhr") == 2 * many


def test_a_long_list_goes_on(client: Client, assistant: Actor) -> None:
    for number in range(27):
        steering_given.meeting(assistant, in_days=-1 - number, seats=0)
    first = client.get("/sitzungen/")
    following = first.text.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    assert client.get(following).text.count("14:00\xa0Uhr") == 2
    assert client.get("/sitzungen/?ab=unlesbar").status_code == 200


def test_a_meeting_is_moved(client: Client, assistant: Actor) -> None:
    meeting = steering_given.meeting(assistant, in_days=9)
    address = f"/sitzungen/{meeting.id}/aendern/"
    assert 'value="14:00"' in client.get(address).text
    assert client.post(address, planning(meeting, version=1)).status_code == 303
    answer = client.post(address, planning(meeting, version=1, place="Kreishaus"))
    assert answer.status_code == 409
    assert "Rathaus" in answer.text
    assert client.post(address, planning(meeting, version=2, ends_at="8:00")).status_code == 422


def test_the_agenda_is_filled_ordered_and_emptied(client: Client, assistant: Actor) -> None:
    meeting = steering_given.meeting(assistant, in_days=9, points=2)
    address = f"/sitzungen/{meeting.id}"
    assert "Bericht 2" in client.post(f"{address}/tagesordnung/", {"title": "", "proposal": "x"}).text
    client.post(f"{address}/tagesordnung/", {"title": "Verschiedenes", "proposal": ""})
    with act_as(assistant, today=today()):
        last = AgendaItem.objects.get(title="Verschiedenes")
    point = f"{address}/punkte/{last.id}"
    assert client.post(f"{point}/hoch/").status_code == 303
    change = {"title": "Anträge", "proposal": "Zur Kenntnis", "version": 1}
    assert client.post(f"{point}/", change).status_code == 303
    assert client.post(f"{point}/", {**change, "title": "Wünsche"}).status_code == 409
    with act_as(assistant, today=today()):
        assert [item.title for item in meeting.agenda.order_by("position")] == ["Bericht 1", "Anträge", "Bericht 2"]
    assert "rücken auf" in client.get(f"{point}/entfernen/").text
    assert client.post(f"{point}/entfernen/").status_code == 303
    assert client.get(f"{point}/").status_code == 404


def test_a_point_belongs_to_its_meeting(client: Client, assistant: Actor) -> None:
    meeting, other = steering_given.meeting(assistant, points=1), steering_given.meeting(assistant)
    with act_as(assistant, today=today()):
        item = meeting.agenda.get()
    for page in ("", "hoch/", "entfernen/", "beratung/", "beschluss/", "beschluss/berichtigen/", "auftrag/"):
        assert client.post(f"/sitzungen/{other.id}/punkte/{item.id}/{page}").status_code == 404


def test_a_theme_comes_on_the_agenda(assistant: Actor, coordinator: Actor) -> None:
    meeting = steering_given.meeting(assistant, in_days=9)
    theme = given.theme(coordinator)
    address = f"/sitzungen/{meeting.id}/tagesordnung/thema/"
    assert "Kein Thema steht dafür bereit" in signed_in(assistant).get(address).text
    client = signed_in(coordinator)
    assert theme.title in client.get(address).text
    answer = client.post(address, {"theme": theme.id, "proposal": "Drei Kurse"}, follow=True)
    assert "Das Thema steht auf der Tagesordnung." in answer.text
    assert "vor der Lenkungsgruppe" in client.get(f"/themen/{theme.number}/").text
    assert client.post(address, {"theme": theme.id, "proposal": ""}).status_code == 422


def test_who_does_not_keep_bodies_is_told_why(assistant: Actor) -> None:
    meeting = steering_given.meeting(assistant, points=1)
    with act_as(assistant, today=today()):
        item = meeting.agenda.get()
    member = signed_in(given.actor(Role.MEMBER))
    assert member.get("/sitzungen/neu/").status_code == 403
    pages = ("aendern", "absagen", "einladen", "abschliessen", "tagesordnung", "tagesordnung/thema", "anwesenheit")
    points = ("beratung", "beschluss", "entfernen", "hoch")
    for page in (*pages, "allgemeines", f"punkte/{item.id}", *(f"punkte/{item.id}/{point}" for point in points)):
        answer = member.post(f"/sitzungen/{meeting.id}/{page}/")
        assert answer.status_code == 403, page
        assert "Koordination, KIM-Leitung und Verwaltungsassistenz" in answer.text


def test_an_invitation_is_looked_at_and_then_sent(client: Client, assistant: Actor) -> None:
    meeting = steering_given.meeting(assistant, in_days=9, points=1)
    address = f"/sitzungen/{meeting.id}/einladen/"
    text = client.get(address).text
    for words in ("mitglied1@faden.invalid", "Es ist kein Mailserver eingerichtet.", "Mit freundlichen Grüßen", ".ics"):
        assert words in text
    answer = client.post(address, {"version": 1}, follow=True)
    assert "3\xa0Einladungen liegen im Postausgang." in answer.text
    assert now(meeting, assistant).state == MeetingState.INVITED
    assert client.post(address, {"version": 1}).status_code == 422
    with act_as(assistant, today=today()):
        assert OutgoingMail.objects.count() == 3


def test_without_points_or_addresses_the_page_says_what_to_do(client: Client, assistant: Actor) -> None:
    empty = steering_given.meeting(assistant, in_days=9)
    assert "Die Tagesordnung ist noch leer" in client.get(f"/sitzungen/{empty.id}/einladen/").text
    assert client.post(f"/sitzungen/{empty.id}/einladen/", {"version": 1}).status_code == 422
    nobody = steering_given.meeting(assistant, in_days=9, points=1, seats=0)
    assert "Drucken Sie die Einladung aus." in client.get(f"/sitzungen/{nobody.id}/einladen/").text
    answer = client.post(f"/sitzungen/{nobody.id}/einladen/", {"version": 1}, follow=True)
    assert "Die Sitzung gilt als eingeladen." in answer.text


def test_a_meeting_is_called_off_with_a_reason(client: Client, assistant: Actor) -> None:
    meeting = steering_given.meeting(assistant, in_days=9, points=1)
    client.post(f"/sitzungen/{meeting.id}/einladen/", {"version": 1})
    address = f"/sitzungen/{meeting.id}/absagen/"
    assert "3\xa0Absagen gehen" in client.get(address).text
    assert client.post(address, {"reason": " "}).status_code == 422
    answer = client.post(address, {"reason": "Krankheit"}, follow=True)
    assert "Die Sitzung ist abgesagt: Krankheit" in answer.text
    assert client.get(address).status_code == 403
    assert client.get(f"/sitzungen/{meeting.id}/einladung.pdf").status_code == 404
    with act_as(assistant, today=today()):
        mail = OutgoingMail.objects.filter(subject__startswith="Absage").first()
        assert mail is not None
        assert [file.name[-4:] for file in mail.attachments.all()] == [".ics"]
        assert b"METHOD:CANCEL" in mail.attachments.get().take_content()


def test_a_meeting_is_closed_on_its_day(client: Client, assistant: Actor, coordinator: Actor) -> None:
    tomorrow = steering_given.meeting(assistant, in_days=1)
    assert client.post(f"/sitzungen/{tomorrow.id}/abschliessen/").status_code == 403
    meeting = steering_given.meeting(coordinator)
    steering_given.theme_item(coordinator, meeting)
    address = f"/sitzungen/{meeting.id}/abschliessen/"
    assert "Ohne Beschluss trotz Beschlussvorschlag" in client.get(address).text
    assert "Die Sitzung ist abgeschlossen." in client.post(address, follow=True).text
    assert client.get(f"/sitzungen/{meeting.id}/tagesordnung/").status_code == 403
    assert client.get("/gremien/").status_code == 200


def test_an_unknown_meeting_is_not_found(client: Client) -> None:
    for page in ("", "leinwand/", "einladen/", "einladung.pdf", "termin.ics", "niederschrift.pdf"):
        assert client.get(f"/sitzungen/01a1f8b3-57ae-77e5-9e3f-621deac22748/{page}").status_code == 404


def test_the_list_shows_one_body(client: Client, assistant: Actor) -> None:
    wanted, other = steering_given.meeting(assistant, in_days=3), steering_given.meeting(assistant, in_days=4)
    text = client.get(f"/sitzungen/?gremium={wanted.body.key}").text
    assert str(wanted.id) in text
    assert str(other.id) not in text
    assert str(other.id) in client.get("/sitzungen/?gremium=unbekannt").text
