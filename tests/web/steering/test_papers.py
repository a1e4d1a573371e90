"""What is taken away from a meeting: PDF that reads well and keeps, a calendar file that calendars understand."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from icalendar import Calendar
from pypdf import PdfReader

from faden.domain.steering.enums import Presence
from faden.domain.steering.operations.recording import record_attendance, record_discussion, write_minutes
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.lib import german
from tests import given
from tests.signed_in import signed_in
from tests.web.steering import steering_given
from tests.web.steering.steering_given import today

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator() -> Actor:
    return given.actor(Role.COORDINATOR)


@pytest.fixture
def member() -> Client:
    return signed_in(given.actor(Role.MEMBER))


def _pdf(client: Client, address: str) -> tuple[PdfReader, str]:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    assert answer.headers["Cache-Control"] == "no-store"
    reader = PdfReader(BytesIO(answer.content))
    return reader, " ".join("\n".join(page.extract_text() for page in reader.pages).split())


def _says_what_it_is(reader: PdfReader) -> bool:
    """The standards it claims: kept for decades, read aloud."""
    claimed = reader.xmp_metadata.stream.get_data().decode() if reader.xmp_metadata else ""
    marked = reader.root_object["/MarkInfo"]["/Marked"]  # type: ignore[index]
    return bool(marked) and "<pdfuaid:part>1<" in claimed and "<pdfaid:part>2<" in claimed


def test_the_invitation_has_the_agenda_and_no_names(coordinator: Actor, member: Client) -> None:
    meeting = steering_given.meeting(coordinator, in_days=9, points=1)
    steering_given.theme_item(coordinator, meeting)
    reader, text = _pdf(member, f"/sitzungen/{meeting.id}/einladung.pdf")
    assert _says_what_it_is(reader)
    assert reader.metadata is not None
    assert reader.metadata.title == "Einladung: Lenkungsgruppe KIM"
    for words in (
        german.day(meeting.day),
        "14:00–16:00",
        "Kreishaus",
        "1. Bericht 1",
        "Drei Kurse einrichten.",
        "Amt 3",
    ):
        assert words in text
    assert "Mitglied 1" not in text


def test_an_invitation_without_points_and_with_a_very_long_one(coordinator: Actor, member: Client) -> None:
    empty = steering_given.meeting(coordinator, in_days=9, seats=0)
    assert "Die Tagesordnung folgt." in _pdf(member, f"/sitzungen/{empty.id}/einladung.pdf")[1]
    full = steering_given.meeting(coordinator, in_days=9, points=40)
    reader, text = _pdf(member, f"/sitzungen/{full.id}/einladung.pdf")
    assert len(reader.pages) > 1
    assert "40. Bericht 40" in text


def test_the_minutes_tell_everything(coordinator: Actor, member: Client) -> None:
    meeting = steering_given.meeting(coordinator)
    item = steering_given.theme_item(coordinator, meeting)
    steering_given.decided(coordinator, item)
    with act_as(coordinator, today=today()):
        away = meeting.body.seats.order_by("position")[2]
        record_attendance(
            meeting=meeting, presences={away.id: Presence.EXCUSED}, guests="Kreissportbund", actor=coordinator
        )
        meeting.refresh_from_db()
        write_minutes(meeting=meeting, version=meeting.version, minutes_text="Begrüßung\n\nDank", actor=coordinator)
        record_discussion(item=item, version=1, discussion="#set text(red) *Alle* stimmen zu.", actor=coordinator)
    reader, text = _pdf(member, f"/sitzungen/{meeting.id}/niederschrift.pdf")
    assert _says_what_it_is(reader)
    for words in (
        "Niederschrift: Lenkungsgruppe KIM",
        "Mitglied 1",
        "entschuldigt",
        "Kreissportbund",
        "Begrüßung",
        "TOP 1: Kurse mit Kinderbetreuung",
        "#set text(red) *Alle* stimmen zu.",
        "Beschluss (angenommen)",
        "2 dafür, 0 dagegen, 1 enthalten",
        "Räume suchen",
        "KIM-Koordination",
    ):
        assert words in text


def test_there_are_no_minutes_of_what_lies_ahead(coordinator: Actor, member: Client) -> None:
    meeting = steering_given.meeting(coordinator, in_days=1)
    assert member.get(f"/sitzungen/{meeting.id}/niederschrift.pdf").status_code == 404


def test_the_calendar_file_is_understood_and_keeps_its_key(coordinator: Actor, member: Client) -> None:
    meeting = steering_given.meeting(coordinator, in_days=9, points=1)
    address = f"/sitzungen/{meeting.id}/termin.ics"
    answer = member.get(address)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(answer.content)
    [event] = calendar.walk("VEVENT")
    assert calendar["method"] == "PUBLISH"
    assert event["uid"] == f"{meeting.id}@faden"
    assert event.decoded("dtstart") == meeting.starts_at
    assert event["dtstart"].params["TZID"] == "Europe/Berlin"
    assert [zone["tzid"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/Berlin"]
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(hours=2)
    assert "1. Bericht 1" in str(event["description"])
    client = signed_in(coordinator)
    moved = {"day": german.day(meeting.day), "starts_at": "9", "ends_at": "10", "place": "Rathaus", "version": 1}
    client.post(f"/sitzungen/{meeting.id}/aendern/", moved)
    [later] = Calendar.from_ical(member.get(address).content).walk("VEVENT")
    assert later["uid"] == event["uid"]
    assert (event.decoded("sequence"), later.decoded("sequence")) == (1, 2)
    client.post(f"/sitzungen/{meeting.id}/absagen/", {"reason": "Krankheit"})
    gone = Calendar.from_ical(member.get(address).content)
    assert (gone["method"], gone.walk("VEVENT")[0]["status"]) == ("CANCEL", "CANCELLED")
