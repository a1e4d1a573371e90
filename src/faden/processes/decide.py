"""A body decides: the decision is kept, the theme moves, somebody is told what to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from faden.domain.findings.enums import ThemeAct, ThemeState
from faden.domain.findings.operations.themes import note_decision
from faden.domain.findings.transitions import THEME
from faden.domain.steering.calculation import Vote
from faden.domain.steering.enums import BodyKind
from faden.domain.steering.models import AgendaItem, Decision
from faden.domain.steering.operations.recording import give_assignment, record_decision
from faden.kernel.access.actor import Actor
from faden.kernel.identity.models import Account
from faden.lib import german


@dataclass(frozen=True)
class Order:
    """Who shall do what until when."""

    text: str
    responsible_text: str
    due_on: date
    responsible: Account | None = None


@transaction.atomic
def decide(
    *, item: AgendaItem, text: str, vote: Vote, orders: Sequence[Order] = (), on: date, actor: Actor
) -> Decision:
    """Record a decision with its vote and its assignments; an adopted one moves the theme to "decided".

    What a working group or a team agrees on leaves the theme where it is: the steering group decides, and a project
    group what lies before it (WAF 3). Those who reported find every decision beside their report, as it hangs on the
    theme.

    :param on: the day it is written down, not before the meeting
    :raises Invalid: by field name; nothing is kept then
    """
    decision = record_decision(item=item, text=text, vote=vote, on=on, actor=actor)
    for order in orders:
        give_assignment(
            decision=decision,
            text=order.text,
            responsible=order.responsible,
            responsible_text=order.responsible_text,
            due_on=order.due_on,
            actor=actor,
        )
    theme = item.theme
    if theme is not None and decision.is_adopted and _settles(item, theme.state_now):
        reason = f"{item.meeting.body.name}, {german.day(decision.decided_on)}"
        note_decision(theme=theme, reason=reason, on=decision.decided_on, actor=actor)
    return decision


def _settles(item: AgendaItem, state: ThemeState) -> bool:
    """Whether this body's word settles a theme in this state."""
    if not THEME.may(state, ThemeAct.DECIDE):
        return False
    kind = item.meeting.body.kind
    return kind == BodyKind.STEERING_GROUP or (kind == BodyKind.PROJECT_GROUP and state == ThemeState.PROJECT_GROUP)
