"""Put a theme on the agenda of a body, and let the theme say where it is now."""

from datetime import date

from django.db import transaction

from faden.domain.findings.enums import ThemeAct
from faden.domain.findings.models import Theme
from faden.domain.findings.operations.themes import move_theme
from faden.domain.findings.rules import may_describe
from faden.domain.findings.transitions import THEME
from faden.domain.steering.enums import BodyKind
from faden.domain.steering.models import AgendaItem, Meeting
from faden.domain.steering.operations.preparing import add_item
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock

#: Other bodies (team, round table) talk about a theme without moving it.
ACT_OF_BODY = {
    BodyKind.STEERING_GROUP: ThemeAct.BEFORE_STEERING,
    BodyKind.PROJECT_GROUP: ThemeAct.TO_PROJECT_GROUP,
    BodyKind.WORKING_GROUP: ThemeAct.TO_WORKING_GROUP,
}


@transaction.atomic
def bring_before_body(
    *, theme: Theme, meeting: Meeting, title: str = "", proposal: str = "", on: date, actor: Actor
) -> AgendaItem:
    """Add the theme to the agenda of a meeting that lies ahead.

    A theme that is there already, or further on, stays in its state: bodies also follow up on what they decided.

    :param title: how the point is called on the agenda; by default like the theme
    :param proposal: what the body is asked to decide
    :raises Refused: the theme has ended, or the agenda is closed
    :raises Invalid: the theme is on this agenda already
    """
    theme = lock(theme)
    may_describe.check(actor, theme)
    item = add_item(meeting=meeting, title=title or theme.title, theme=theme, proposal=proposal, actor=actor)
    act = ACT_OF_BODY.get(BodyKind(meeting.body.kind))
    if act is not None and THEME.may(theme.state_now, act):
        move_theme(theme=theme, act=act, reason=f"Tagesordnung: {meeting.body.name}", on=on, actor=actor)
    return item
