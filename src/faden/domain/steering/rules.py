"""Who keeps the bodies' business, and when."""

from datetime import date

from faden.domain.findings.enums import ThemeAct
from faden.domain.findings.models import Theme
from faden.domain.findings.rules import may_move
from faden.domain.findings.transitions import ENDED, THEME
from faden.domain.steering.enums import BodyKind, MeetingState
from faden.domain.steering.models import Assignment, Body, Meeting
from faden.domain.steering.transitions import MEETING, MeetingAct
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.access.rules import rule
from faden.lib import german

KEEPERS = (Role.COORDINATOR, Role.LEAD, Role.ASSISTANT, Role.SYSTEM)
#: Other bodies (team, round table) talk about a theme without moving it.
ACT_OF_BODY = {
    BodyKind.STEERING_GROUP: ThemeAct.BEFORE_STEERING,
    BodyKind.PROJECT_GROUP: ThemeAct.TO_PROJECT_GROUP,
    BodyKind.WORKING_GROUP: ThemeAct.TO_WORKING_GROUP,
}
NOT_A_KEEPER = "Gremien und Sitzungen führen Koordination, KIM-Leitung und Verwaltungsassistenz."


@rule
def may_keep_bodies(actor: Actor) -> str | None:
    """Plan meetings, occupy seats."""
    return None if actor.has(*KEEPERS) else NOT_A_KEEPER


@rule
def may_prepare(actor: Actor, meeting: Meeting) -> str | None:
    """Change time, place and agenda, as long as the meeting lies ahead."""
    if not actor.has(*KEEPERS):
        return NOT_A_KEEPER
    if meeting.state in {MeetingState.HELD, MeetingState.CANCELLED}:
        return f"Die Sitzung ist {meeting.get_state_display()}; die Tagesordnung steht fest."
    return None


@rule
def may_bring(actor: Actor, theme: Theme, body: Body) -> str | None:
    """A theme comes before a body by those who keep the bodies; where it moves with it, by those who move themes."""
    if theme.state in ENDED:
        return f"Das Thema ist „{theme.state_now.label}“. Nehmen Sie es zuerst wieder auf."
    act = act_before(theme, body)
    return may_keep_bodies(actor) if act is None else may_move(actor, theme, act)


def act_before(theme: Theme, body: Body) -> ThemeAct | None:
    """How coming before this body moves the theme, if at all."""
    act = ACT_OF_BODY.get(BodyKind(body.kind))
    return act if act is not None and THEME.may(theme.state_now, act) else None


@rule
def may_move_meeting(actor: Actor, meeting: Meeting, act: MeetingAct, on: date) -> str | None:
    """Invite, hold or cancel; nothing is held before its day, and nobody is invited to what has been."""
    if not actor.has(*KEEPERS):
        return NOT_A_KEEPER
    if not MEETING.may(MeetingState(meeting.state), act):
        return f"Die Sitzung ist {meeting.get_state_display()}; sie lässt sich nicht mehr {act}."
    if act == MeetingAct.HOLD and on < meeting.day:
        return f"Die Sitzung ist erst am {german.day(meeting.day)}."
    if act == MeetingAct.INVITE and on > meeting.day:
        return f"Die Sitzung war am {german.day(meeting.day)}. Verschieben Sie sie zuerst, wenn sie noch bevorsteht."
    return None


@rule
def may_record(actor: Actor, meeting: Meeting) -> str | None:
    """Attendance and discussion: excuses come in before, the minutes are written after the meeting."""
    if not actor.has(*KEEPERS):
        return NOT_A_KEEPER
    if meeting.state == MeetingState.CANCELLED:
        return "Die Sitzung ist abgesagt."
    return None


@rule
def may_record_decision(actor: Actor, meeting: Meeting, on: date) -> str | None:
    """A body decides in its meeting, not before."""
    if reason := may_record(actor, meeting):
        return reason
    if on < meeting.day:
        return f"Die Sitzung ist erst am {german.day(meeting.day)}; vorher gibt es nur einen Beschlussvorschlag."
    return None


@rule
def may_finish_assignment(actor: Actor, assignment: Assignment) -> str | None:
    """The person it was given to, or those who keep the bodies."""
    if actor.id != assignment.responsible_id and not actor.has(*KEEPERS):
        return "Erledigt melden können die verantwortliche Person, Koordination, KIM-Leitung und Verwaltungsassistenz."
    if assignment.done_on is not None:
        return "Der Auftrag ist bereits erledigt."
    return None
