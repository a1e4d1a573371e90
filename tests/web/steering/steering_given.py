"""Meetings for the pages' tests, made as the people themselves would make them; the day is the real one."""

from datetime import date, timedelta

from django.utils import timezone

from faden.domain.findings.enums import ThemeAct
from faden.domain.findings.operations.themes import move_theme
from faden.domain.steering.calculation import Vote
from faden.domain.steering.models import AgendaItem, Decision, Meeting
from faden.domain.steering.operations.preparing import add_item
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.processes.bring_before_body import bring_before_body
from faden.processes.decide import Order, decide
from tests import given


def today() -> date:
    """Today, as the pages see it."""
    return timezone.localdate()


def meeting(by: Actor, *, in_days: int = 0, seats: int = 3, points: int = 0) -> Meeting:
    """A meeting of the steering group so many days ahead, with so many points that are no themes."""
    with act_as(by, today=today()):
        planned = given.meeting(given.body(seats=seats), by, on=today() + timedelta(days=in_days))
        for number in range(points):
            add_item(meeting=planned, title=f"Bericht {number + 1}", actor=by)
        return planned


def theme_item(by: Actor, meeting: Meeting, *, title: str = "Kurse mit Kinderbetreuung") -> AgendaItem:
    """A theme that stands before the body."""
    theme = given.theme(by, title=title)
    with act_as(by, today=today()):
        move_theme(theme=theme, act=ThemeAct.BEFORE_STEERING, on=today(), actor=by)
        return bring_before_body(theme=theme, meeting=meeting, proposal="Drei Kurse einrichten.", on=today(), actor=by)


def decided(by: Actor, item: AgendaItem, *, due_on: date | None = None, to: Actor | None = None) -> Decision:
    """All seats are taken, two of three agree, and somebody has something to do."""
    order = Order(
        "Räume suchen", "KIM-Koordination", due_on or today() + timedelta(days=30), given.account_of(to) if to else None
    )
    with act_as(by, today=today()):
        given.attended(item.meeting, by)
        return decide(
            item=item, text="Drei Kurse werden eingerichtet.", vote=Vote(2, 0, 1), orders=[order], on=today(), actor=by
        )
