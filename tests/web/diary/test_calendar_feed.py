"""The calendar address: secret, revocable, without names unless switched on; read by a real parser."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from faden.domain.cases.models import Case
from faden.domain.cases.operations.circle import end_helper
from faden.domain.cases.queries.circle import circle_members
from faden.domain.diary.enums import AppointmentKind
from faden.domain.diary.models import CalendarFeed
from faden.domain.diary.operations.appointments import cancel_appointment, make_appointment
from faden.domain.diary.operations.tasks import plan_task
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.identity.operations import deactivate
from faden.kernel.identity.queries import system_actor
from tests import given
from tests.signed_in import longer_ago, signed_in
from tests.web.signed_in import somebody, today

pytestmark = pytest.mark.django_db

BERLIN = ZoneInfo("Europe/Berlin")
WORDS = ("Zwickel", "Geheimgasse 7", "Đorđević", "Antrag abgeben", "Arabisch")


def _fill(actor: Actor, case: Case, starts_at: datetime) -> None:
    with act_as(actor, today=today()):
        made = make_appointment(
            case=case,
            kind=AppointmentKind.HOME,
            title="Zwickel besuchen",
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=1),
            participants=[],
            place="Geheimgasse 7",
            interpreter="Arabisch",
            note="Zwickel",
            actor=actor,
            today=today(),
            now=starts_at,
        )
        assert made.participant_ids == [actor.id]
        plan_task(case=case, text="Antrag abgeben", due_on=today(), actor=actor, today=today())


def _address(client: Client, **options: str) -> str:
    found = re.search(r"<code>http://testserver(/kalender/[^<]+)</code>", client.post("/kalender/", options).text)
    assert found
    return found[1]


def _events(address: str) -> list[Any]:
    answer = Client().get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_without_a_word_more_than_kind_and_time() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    _fill(manager, given.case(manager, on=today()), datetime(2026, 11, 27, 10, tzinfo=BERLIN))
    address = _address(client)
    text = Client().get(address).content.decode().replace("\r\n ", "")
    assert [word for word in WORDS if word in text] == []
    home, deadline = _events(address)
    assert (str(home["summary"]), str(deadline["summary"])) == ("Hausbesuch", "Frist")
    assert home["dtstart"].dt == datetime(2026, 11, 27, 9, tzinfo=UTC)
    assert home["dtend"].dt - home["dtstart"].dt == timedelta(hours=1)
    assert deadline["dtstart"].dt == today()
    assert type(deadline["dtstart"].dt) is date
    assert home["url"].startswith("http://testserver/termine/")


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        ((2026, 12, 1, 10), (2026, 12, 1, 9)),
        ((2027, 7, 1, 10), (2027, 7, 1, 8)),
        ((2027, 3, 28, 10), (2027, 3, 28, 8)),
        ((2027, 3, 27, 10), (2027, 3, 27, 9)),
    ],
)
def test_summer_and_winter_are_told_by_the_calendar_itself(
    local: tuple[int, int, int, int], utc: tuple[int, int, int, int]
) -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    _fill(manager, given.case(manager, on=today()), datetime(*local, tzinfo=BERLIN))
    address = _address(client)
    calendar: Any = Calendar.from_ical(Client().get(address).content)
    (zone,) = calendar.walk("VTIMEZONE")
    assert zone["tzid"] == "Europe/Berlin"
    assert {part.name for part in zone.subcomponents} == {"DAYLIGHT", "STANDARD"}
    home = calendar.walk("VEVENT")[0]
    assert home["dtstart"].params["tzid"] == "Europe/Berlin"
    assert home["dtstart"].dt == datetime(*utc, tzinfo=UTC)


def test_switched_on_it_names_title_place_and_client() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    _fill(manager, given.case(manager, on=today()), datetime(2026, 11, 27, 10, tzinfo=BERLIN))
    home, deadline = _events(_address(client, shows_names="on"))
    assert str(home["summary"]) == "Hausbesuch: Zwickel besuchen, Ana Đorđević"
    assert str(home["location"]) == "Geheimgasse 7"
    assert str(deadline["summary"]) == "Frist: Antrag abgeben, Ana Đorđević"


def test_a_cancelled_appointment_goes_out_of_the_calendar() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    with act_as(manager, today=today()):
        starts = datetime(2026, 11, 27, 10, tzinfo=BERLIN)
        made = make_appointment(
            case=None,
            kind=AppointmentKind.TEAM,
            starts_at=starts,
            ends_at=starts + timedelta(hours=1),
            participants=[],
            actor=manager,
            today=today(),
            now=starts,
        )
    address = _address(client)
    (before,) = _events(address)
    with act_as(manager, today=today()):
        cancel_appointment(appointment=made, version=1, reason="krank", actor=manager, now=starts)
    (after,) = _events(address)
    assert (str(before["status"]), str(after["status"])) == ("CONFIRMED", "CANCELLED")
    assert before["uid"] == after["uid"]
    assert after["sequence"] > before["sequence"]


def test_a_new_address_ends_the_old_one_and_a_closed_one_shows_nothing() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    first = _address(client)
    second = _address(client)
    assert first != second
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    assert client.post("/kalender/beenden/").status_code == 303
    assert Client().get(second).status_code == 404
    assert client.post("/kalender/beenden/").status_code == 303
    with act_as(manager, today=today()):
        assert not CalendarFeed.objects.exists()


def test_only_the_digest_is_stored_and_shown_is_it_once() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    secret = _address(client).split("/")[2]
    with act_as(manager, today=today()):
        assert secret not in str(CalendarFeed.objects.values_list("digest", flat=True).get())
    assert secret not in client.get("/kalender/").text


def test_who_leaves_the_circle_or_the_office_loses_it_in_the_calendar_too() -> None:
    manager, _ = somebody(Role.CASE_MANAGER)
    case = given.case(manager, on=today())
    helper = given.helper(case, manager, today=today())
    _fill(helper, case, datetime(2026, 11, 27, 10, tzinfo=BERLIN))
    address = _address(signed_in(helper))
    assert len(_events(address)) == 2
    with act_as(manager, today=today()):
        (member,) = [one for one in circle_members(case) if one.account_id == helper.id]
        end_helper(member=member, actor=manager, today=today())
    assert _events(address) == []
    with act_as(system_actor(), today=today()):
        deactivate(account=given.account_of(helper), on=today())
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("secret", ["x", "0" * 43, "-" * 500])
def test_guessing_finds_nothing(secret: str) -> None:
    assert Client().get(f"/kalender/{secret}/faden.ics").status_code == 404


def test_an_address_is_made_only_by_whoever_proves_to_sit_there() -> None:
    _, client = somebody(Role.CASE_MANAGER)
    longer_ago(client)
    assert client.get("/kalender/").status_code == 200
    asked = client.post("/kalender/", {})
    assert asked.status_code == 403
    assert "Bitte bestätigen Sie, dass Sie es sind" in asked.text
    assert "faden.ics" not in asked.text


def test_an_address_lasts_a_year() -> None:
    actor, client = somebody(Role.CASE_MANAGER)
    address = _address(client)
    assert Client().get(address).status_code == 200
    with act_as(actor, today=today()):
        CalendarFeed.objects.update(created_at=timezone.now() - timedelta(days=366))
    assert Client().get(address).status_code == 404
    assert "nach einem Jahr abgelaufen" in client.get("/kalender/").text
    assert Client().get(_address(client)).status_code == 200
