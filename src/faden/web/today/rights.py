"""Corrections and objections on Mein Tag: for whoever is responsible, and for data protection."""

from collections.abc import Iterator
from typing import Any

from faden.domain.subject_requests.queries import rights_to_do
from faden.lib import german
from faden.web.today.lines import MANY, Ask, Column, Line, Part, address


def rights_line(request: Any, href: str, case: str, ask: Ask) -> Line:
    """One of them with its deadline."""
    state = "Antwort schreiben" if request.decided_on else request.get_state_display()
    late = request.due_on < ask.today
    word, tone = ("überfällig", "bad") if late else (f"bis {german.day(request.due_on)}", "waiting")
    return Line(f"{case}: {request.words}", href, f"{request.number}, {state}", word, tone, on=request.due_on)


def for_counsellors(ask: Ask) -> Iterator[Part]:
    """What people of own cases ask; what lies with data protection is theirs to decide."""
    asked = [one for one in rights_to_do(ask.actor, MANY) if one.state != "proposed"]
    lines = [
        rights_line(one, address("casework:rights_request", one.case.number, one.number), one.case.number, ask)
        for one in asked
    ]
    if lines:
        yield Part(Column.TO_DO, "Berichtigung und Widerspruch", "consent", tuple(lines), "", one="Anliegen")
