"""Who keeps the bodies' business, and when."""

from faden.domain.steering.enums import MeetingState
from faden.domain.steering.models import Assignment, Meeting
from faden.domain.steering.transitions import MEETING, MeetingAct
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.access.rules import rule

KEEPERS = (Role.COORDINATOR, Role.LEAD, Role.ASSISTANT, Role.SYSTEM)
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
def may_move_meeting(actor: Actor, meeting: Meeting, act: MeetingAct) -> str | None:
    """Invite, hold or cancel."""
    if not actor.has(*KEEPERS):
        return NOT_A_KEEPER
    if not MEETING.may(MeetingState(meeting.state), act):
        return f"Die Sitzung ist {meeting.get_state_display()}; {act} ist nicht mehr möglich."
    return None


@rule
def may_record(actor: Actor, meeting: Meeting) -> str | None:
    """Attendance, discussion, decisions: in and after the meeting."""
    if not actor.has(*KEEPERS):
        return NOT_A_KEEPER
    if meeting.state == MeetingState.CANCELLED:
        return "Die Sitzung ist abgesagt."
    return None


@rule
def may_finish_assignment(actor: Actor, assignment: Assignment) -> str | None:
    """The person it was given to, or those who keep the bodies."""
    if actor.id != assignment.responsible_id and not actor.has(*KEEPERS):
        return "Erledigt melden können die verantwortliche Person, Koordination, KIM-Leitung und Verwaltungsassistenz."
    if assignment.done_on is not None:
        return "Der Auftrag ist bereits erledigt."
    return None
