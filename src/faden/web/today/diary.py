"""Termine und Aufgaben: for everybody who has any; case managers are told where they belong, too."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from faden.domain.diary.queries import appointments_of, ended_today, pressing_tasks
from faden.kernel.access.roles import Role
from faden.web.layout.jinja import clock_time
from faden.web.today.lines import MANY, SHOWN, Ask, Column, Line, Part, Press, address, due

A_DAY = timedelta(days=1)


def parts(ask: Ask) -> Iterator[Part]:
    """Today's appointments, what presses, what was done today."""
    counsels = ask.actor.has(Role.CASE_MANAGER)
    appointments, tasks, ended = _appointments(ask), _tasks(ask), _ended(ask)
    yield from (part for part in (appointments, tasks) if part.lines or counsels)
    if ended.lines:
        yield ended


def _appointments(ask: Ask) -> Part:
    lines = [
        Line(
            f"{clock_time(one.starts_at)} {one.title or one.get_kind_display()}",
            address("diary:appointment", one.id),
            ", ".join(
                filter(None, (_whose(one), one.place, f"Dolmetschen: {one.interpreter}" * bool(one.interpreter)))
            ),
            *(("abgesagt", "closed") if one.is_cancelled else ()),
        )
        for one in appointments_of(ask.actor, ask.today, ask.today + A_DAY)
    ]
    return Part(
        Column.TODAY,
        "Termine heute",
        "calendar",
        tuple(lines),
        "Heute steht kein Termin im Kalender.",
        "Alle Termine",
        address("diary:appointments"),
    )


def _tasks(ask: Ask) -> Part:
    return Part(
        Column.TO_DO,
        "Aufgaben",
        "check",
        tuple(_task(one, ask) for one in pressing_tasks(ask.actor, ask.today, MANY)),
        "Überfällige Aufgaben und was in den nächsten sieben Tagen fällig ist, stehen hier.",
        "Alle Aufgaben",
        address("diary:tasks"),
        "Aufgabe",
    )


def _task(one: Any, ask: Ask) -> Line:
    note, word, tone = due(one.due_on, ask.today) if one.due_on else ("ohne Frist", "", "neutral")
    return Line(
        f"{one.text}: {_whose(one)}" if one.case or one.part else one.text,
        address("diary:task", one.id),
        note,
        word,
        tone,
        (
            Press("Erledigt", address("diary:end_task", one.id), {"state": "done"}),
            Press("Morgen", address("diary:postpone_task", one.id), {"days": 1}),
            Press("In einer Woche", address("diary:postpone_task", one.id), {"days": 7}),
        ),
        on=one.due_on,
    )


def _ended(ask: Ask) -> Part:
    lines = [
        Line(
            one.text,
            address("diary:task", one.id),
            "",
            one.get_state_display(),
            "good",
            (Press("Doch nicht", address("diary:take_up_task", one.id)),),
        )
        for one in ended_today(ask.actor, ask.today, SHOWN)
    ]
    return Part(Column.TODAY, "Heute erledigt", "check", tuple(lines), "")


def _whose(one: Any) -> str:
    if one.part is not None:
        return str(one.part.name)
    return str(one.case.person.full_name) if one.case else ""
