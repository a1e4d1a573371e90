"""What a calendar program is shown of an appointment or a task: kind and time, and the rest only when switched on."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from faden.reporting.documents.calendar_feed import Entry


def entry_of_appointment(appointment: Any, request: HttpRequest, *, shows_names: bool) -> Entry:
    """:param shows_names: title, place and the client's name, too."""
    words = [appointment.get_kind_display()]
    if shows_names:
        words += [appointment.title, appointment.case.person.full_name if appointment.case else ""]
    return Entry(
        id=appointment.id,
        sequence=appointment.version,
        title=": ".join([words[0], ", ".join(filter(None, words[1:]))]) if any(words[1:]) else words[0],
        begins=appointment.starts_at,
        ends=appointment.ends_at,
        place=appointment.place if shows_names else "",
        address=request.build_absolute_uri(reverse("diary:appointment", args=[appointment.id])),
        is_cancelled=appointment.is_cancelled,
    )


def entry_of_task(task: Any, request: HttpRequest, *, shows_names: bool) -> Entry:
    """A deadline: the whole day, without taking time."""
    text = f"{task.text}, {task.case.person.full_name}" if task.case else task.text
    return Entry(
        id=task.id,
        sequence=task.version,
        title=f"Frist: {text}" if shows_names else "Frist",
        begins=task.due_on,
        ends=None,
        address=request.build_absolute_uri(reverse("diary:task", args=[task.id])),
    )
