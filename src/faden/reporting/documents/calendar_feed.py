"""A whole calendar that programs subscribe to (RFC 5545)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from icalendar import Alarm, Calendar, Event

from faden.reporting.documents.calendar import OFFICE

REMINDER = timedelta(minutes=30)
#: How often programs that listen to it come back.
EVERY = timedelta(minutes=30)


@dataclass(frozen=True)
class Entry:
    """One line of the calendar.

    :param id: stays the same when it moves
    :param sequence: counts up with each change
    :param begins: a moment, or a day for what takes no time
    :param ends: None for a day
    """

    id: UUID
    sequence: int
    title: str
    begins: datetime | date
    ends: datetime | None
    address: str
    place: str = ""
    is_cancelled: bool = False


def calendar_feed(entries: Iterable[Entry], *, at: datetime) -> bytes:
    """Return the calendar, with the office's time zone described in it.

    :param at: when it is read
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Faden//Kommunales Integrationsmanagement//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Faden")
    calendar.add("refresh-interval", EVERY, parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry, at))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(entry: Entry, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{entry.id}@faden")
    event.add("sequence", entry.sequence)
    event.add("dtstamp", at)
    event.add("summary", entry.title)
    event.add("url", entry.address)
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    if entry.place:
        event.add("location", entry.place)
    if isinstance(entry.begins, datetime) and entry.ends is not None:
        event.add("dtstart", entry.begins.astimezone(OFFICE))
        event.add("dtend", entry.ends.astimezone(OFFICE))
        if not entry.is_cancelled:
            event.add_component(_alarm(entry.title))
    else:
        event.add("dtstart", entry.begins)
        event.add("transp", "TRANSPARENT")
    return event


def _alarm(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", -REMINDER)
    return alarm
