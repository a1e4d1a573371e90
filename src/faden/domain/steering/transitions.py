"""The way of a meeting."""

from enum import StrEnum

from faden.domain.steering.enums import MeetingState
from faden.lib.transitions import Transitions


class MeetingAct(StrEnum):
    """What happens to a meeting."""

    INVITE = "einladen"
    HOLD = "durchführen"
    CANCEL = "absagen"


MEETING: Transitions[MeetingState, MeetingAct] = Transitions(
    states=(MeetingState.PLANNED, MeetingState.INVITED, MeetingState.HELD, MeetingState.CANCELLED),
    moves={
        (MeetingState.PLANNED, MeetingAct.INVITE): MeetingState.INVITED,
        # A later agenda is sent again.
        (MeetingState.INVITED, MeetingAct.INVITE): MeetingState.INVITED,
        (MeetingState.PLANNED, MeetingAct.HOLD): MeetingState.HELD,
        (MeetingState.INVITED, MeetingAct.HOLD): MeetingState.HELD,
        (MeetingState.PLANNED, MeetingAct.CANCEL): MeetingState.CANCELLED,
        (MeetingState.INVITED, MeetingAct.CANCEL): MeetingState.CANCELLED,
    },
)
