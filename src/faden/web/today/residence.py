"""Requests to residence authorities: news for who asked, work for who answers."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from faden.domain.residence.queries import is_closed_to_office, office_said, received_requests, requests_under_way
from faden.lib import german
from faden.web.today.lines import MANY, SHOWN, Ask, Column, Line, Part, address, due, mark_as_read

A_MONTH = timedelta(days=31)


def parts(ask: Ask) -> Iterator[Part]:
    """What authorities have answered or asked back."""
    lines = [
        Line(
            f"{step.request.office}: Fall {step.request.case.number}",
            address("casework:residence_request", step.request.case.number, step.request_id),
            german.relative_day(step.on, ask.today),
            step.get_to_state_display(),
            "good" if step.to_state == "answered" else "warning",
            (mark_as_read(step.id),),
        )
        for step in office_said(ask.actor, ask.today - A_MONTH, MANY)
        if step.id not in ask.seen
    ]
    if lines:
        yield Part(Column.NEWS, "Antworten von Behörden", "referral", tuple(lines), "")
    waiting = tuple(_waiting(one, ask) for one in requests_under_way(ask.actor, MANY))
    if waiting:
        yield Part(Column.NEWS, "Anfragen unterwegs", "referral", waiting, "")


def _waiting(one: Any, ask: Ask) -> Line:
    """What is waited for until when; what the authority no longer sees is not waited for."""
    href = address("casework:residence_request", one.case.number, one.id)
    title = f"{one.office}: Fall {one.case.number}"
    if is_closed_to_office(one, one.case, on=ask.today):
        return Line(title, href, "Die Behörde sieht die Anfrage nicht mehr", "gilt nicht mehr", "warning")
    note, word, tone = due(one.due_on, ask.today)
    late = one.due_on < ask.today
    return Line(title, href, note, word if late else one.get_state_display(), tone if late else "waiting")


def for_officers(ask: Ask) -> Iterator[Part]:
    """Requests that wait for an answer, the earliest deadline first."""
    lines = []
    for one in received_requests(ask.actor, finished=False, limit=SHOWN):
        note, word, tone = due(one.due_on, ask.today)
        href = address("residence:request", one.id)
        lines.append(Line(f"{one.kind}: {one.title}", href, note, word, tone, on=one.due_on))
    yield Part(
        Column.TO_DO,
        "Anfragen des Case Managements",
        "referral",
        tuple(lines),
        "Wenn das Case Management mit Zustimmung der Klientin oder des Klienten etwas fragt, erscheint es hier.",
        "Alle Anfragen",
        address("residence:requests"),
        asked=SHOWN,
    )
