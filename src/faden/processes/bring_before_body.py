"""Put a theme on the agenda of a body, and let the theme say where it is now."""

from datetime import date

from django.db import transaction

from faden.domain.findings.models import Theme
from faden.domain.findings.operations.themes import move_theme
from faden.domain.steering.models import AgendaItem, Meeting
from faden.domain.steering.operations.preparing import add_item
from faden.domain.steering.rules import act_before, may_bring
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock
from faden.lib import german


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
    act = act_before(theme, meeting.body)
    if act is not None:
        reason = f"{meeting.body.name}, Sitzung am {german.day(meeting.day)}"
        move_theme(theme=theme, act=act, reason=reason, on=on, actor=actor)
    return item
