"""Papers of a case conference, drawn up: minutes as PDF and DOCX, calendar file."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from faden.domain.conferences.enums import ConferenceState, Side
from faden.domain.conferences.queries import agreements_of, handouts_of, participants_of
from faden.domain.places.queries import site
from faden.kernel.outbox.operations import Attachment
from faden.lib import german
from faden.reporting.documents import render, word
from faden.reporting.documents.calendar import Appointment, calendar_file

PDF, CALENDAR = "application/pdf", "text/calendar; charset=utf-8"
CONFIDENTIAL = (
    "Diese Niederschrift enthält Angaben zu einer Person. "
    "Sie ist nur für die Genannten bestimmt und darf nicht weitergegeben werden."
)


def minutes_pdf(case: Any, conference: Any) -> Attachment:
    """The minutes, as PDF; the name of the file says nothing about the client."""
    return Attachment(f"{_name(conference)}.pdf", PDF, render("conference", _told(case, conference)))


def minutes_docx(case: Any, conference: Any) -> Attachment:
    """The minutes, to be edited further."""
    told = _told(case, conference)
    blocks: list[word.Block] = [
        word.Facts([("Tag", german.long_day(told["day"])), ("Zeit", told["hours"]), ("Ort", told["place"])]),
        word.Facts([("Klient:in", told["client"]), ("Fall", told["case"]), ("Fallführung", told["manager"])]),
        word.Heading("Worum es ging"),
        word.Text(told["occasion"], strong=True),
        *map(word.Text, told["question"]),
        word.Heading("Wer dabei war"),
        word.Grid(
            ("Wer", "Seite", "Person", "Teilnahme"),
            [(one["name"], one["side"], one["who"], one["presence"]) for one in told["guests"]],
        ),
        word.Heading("Wie es jede und jeder sieht"),
    ]
    for view in told["views"]:
        blocks += [word.Heading(view["name"], level=3), *map(word.Text, view["text"])]
    blocks += [word.Heading("Gemeinsame Sicht der Dinge"), *map(word.Text, told["shared"])]
    blocks += [word.Heading("Was vereinbart wurde")]
    if told["agreements"]:
        rows = [(one["text"], one["who"], german.day(one["due"])) for one in told["agreements"]]
        blocks.append(word.Grid(("Vereinbarung", "Wer", "Bis wann"), rows))
    else:
        blocks.append(word.Text("Keine Vereinbarungen.", quiet=True))
    if told["basis"]:
        blocks += [word.Heading("Grundlage der Weitergabe"), word.Points(told["basis"])]
    blocks.append(word.Text(CONFIDENTIAL, quiet=True))
    sender = f"Kommunales Integrationsmanagement (KIM) · {told['site']}"
    note = f"Fallkonferenz {told['case']} · {german.day(told['day'])}"
    return Attachment(
        f"{_name(conference)}.docx", word.MIME, word.write(title=told["title"], sender=sender, note=note, blocks=blocks)
    )


def appointment_file(conference: Any, *, at: datetime, cancelled: bool = False) -> Attachment:
    """The entry for one's own calendar: when and where, and not about whom.

    :param cancelled: it is about to be called off
    """
    gone = cancelled or conference.state == ConferenceState.CANCELLED
    appointment = Appointment(
        id=conference.id,
        sequence=conference.sequence + gone,
        title="Fallkonferenz",
        starts_at=conference.starts_at,
        ends_at=conference.ends_at,
        place=conference.place,
        is_cancelled=gone,
    )
    return Attachment(f"termin-{conference.day.isoformat()}.ics", CALENDAR, calendar_file(appointment, at=at))


def hours_of(conference: Any) -> str:
    """From when to when: ``14:00–16:00 Uhr``."""
    begin, end = timezone.localtime(conference.starts_at), timezone.localtime(conference.ends_at)
    return f"{begin:%H:%M}–{german.clock_time(end)}"


def _told(case: Any, conference: Any) -> dict[str, Any]:
    here = site()
    participants = participants_of(conference)
    return {
        "site": here.name if here else "",
        "title": "Niederschrift der Fallkonferenz",
        "case": case.number,
        "client": case.person.full_name,
        "manager": case.manager.name,
        "occasion": conference.occasion,
        "question": _lines(conference.question),
        "day": conference.day,
        "weekday": german.long_day(conference.day).split(",")[0],
        "hours": hours_of(conference),
        "place": conference.place,
        "guests": [_guest(one) for one in participants],
        "views": [
            {"name": f"{one.get_side_display()}: {one.name}", "text": _lines(one.view)}
            for one in participants
            if one.view
        ],
        "shared": _lines(conference.shared_view),
        "agreements": [
            {"text": one.text, "who": one.responsible.name, "due": one.due_on} for one in agreements_of(conference)
        ],
        "basis": _basis(participants, handouts_of(conference)),
    }


def _guest(one: Any) -> dict[str, str]:
    who = one.who_came if one.side == Side.ORGANISATION else ""
    return {
        "name": one.name,
        "side": one.get_side_display(),
        "who": who,
        "presence": one.get_presence_display() if one.presence else "",
    }


def _basis(participants: list[Any], handouts: list[Any]) -> list[str]:
    """On which release each organisation heard about the client."""
    heard = {one.name: one.release for one in participants if one.release is not None}
    heard |= {one.participant.name: one.release for one in handouts if one.release is not None}
    return [f"{name}: Schweigepflichtentbindung vom {german.day(release.given_on)}" for name, release in heard.items()]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _name(conference: Any) -> str:
    return f"fallkonferenz-{conference.day.isoformat()}"
