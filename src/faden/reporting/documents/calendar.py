"""An entry for somebody's own calendar (RFC 5545)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

OFFICE = ZoneInfo("Europe/Berlin")


@dataclass(frozen=True)
class Appointment:
    """What the calendar shows.

    :param id: stays the same when the appointment moves, so that the calendar moves its entry
    :param sequence: counts up with each change; a calendar ignores what is older than its own entry
    """

    id: UUID
    sequence: int
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    text: str = ""
    is_cancelled: bool = False


def calendar_file(appointment: Appointment, *, at: datetime) -> bytes:
    """Return the file; a cancelled appointment takes its entry out of the calendar.

    :param at: when the file was made
    """
    event = Event()
    event.add("uid", f"{appointment.id}@faden")
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", at)
    event.add("dtstart", appointment.starts_at.astimezone(OFFICE))
    event.add("dtend", appointment.ends_at.astimezone(OFFICE))
    event.add("summary", appointment.title)
    event.add("location", appointment.place)
    event.add("status", "CANCELLED" if appointment.is_cancelled else "CONFIRMED")
    if appointment.text:
        event.add("description", appointment.text)
    calendar = Calendar()
    calendar.add("prodid", "-//Faden//Kommunales Integrationsmanagement//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if appointment.is_cancelled else "PUBLISH")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())
