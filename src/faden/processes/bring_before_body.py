"""Put a theme on the agenda of a body, and let the theme say where it is now."""

from datetime import date

from django.db import transaction

from faden.domain.findings.enums import ThemeAct
from faden.domain.findings.models import Theme
from faden.domain.findings.operations.themes import move_theme
from faden.domain.findings.rules import may_move
from faden.domain.findings.transitions import ENDED, THEME
from faden.domain.steering.enums import BodyKind
from faden.domain.steering.models import AgendaItem, Body, Meeting
from faden.domain.steering.operations.preparing import add_item
from faden.domain.steering.rules import may_keep_bodies
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock
from faden.kernel.access.rules import rule
from faden.lib import german

#: Other bodies (team, round table) talk about a theme without moving it.
ACT_OF_BODY = {
    BodyKind.STEERING_GROUP: ThemeAct.BEFORE_STEERING,
    BodyKind.PROJECT_GROUP: ThemeAct.TO_PROJECT_GROUP,
    BodyKind.WORKING_GROUP: ThemeAct.TO_WORKING_GROUP,
}


@rule
def may_bring(actor: Actor, theme: Theme, body: Body) -> str | None:
    """Everybody who keeps the bodies; where the theme moves with it, those who move themes."""
    if theme.state in ENDED:
        return f"Das Thema ist „{theme.state_now.label}“. Nehmen Sie es zuerst wieder auf."
    act = _act(theme, body)
    return may_keep_bodies(actor) if act is None else may_move(actor, theme, act)


@transaction.atomic
def bring_before_body(
    *, theme: Theme, meeting: Meeting, title: str = "", proposal: str = "", on: date, actor: Actor
) -> AgendaItem:
    """Add the theme to the agenda of a meeting that lies ahead.

    A theme that is there already, or further on, stays in its state: bodies also follow up on what they decided.

    :param title: of the point; the theme's own unless told otherwise
    :param proposal: what the body is asked to decide
    :raises Refused: the theme has ended, the agenda is closed, or the actor may not move the theme
    :raises Invalid: the theme is on this agenda already
    """
    theme = lock(theme)
    may_bring.check(actor, theme, meeting.body)
    item = add_item(meeting=meeting, title=title or theme.title, theme=theme, proposal=proposal, actor=actor)
    act = _act(theme, meeting.body)
    if act is not None:
        reason = f"{meeting.body.name}, Sitzung am {german.day(meeting.day)}"
        move_theme(theme=theme, act=act, reason=reason, on=on, actor=actor)
    return item


def _act(theme: Theme, body: Body) -> ThemeAct | None:
    """How coming before this body moves the theme, if at all."""
    act = ACT_OF_BODY.get(BodyKind(body.kind))
    return act if act is not None and THEME.may(theme.state_now, act) else None
