"""The way of a case conference."""

from faden.domain.conferences.enums import ConferenceAct, ConferenceState
from faden.lib.transitions import Transitions

CONFERENCE = Transitions[ConferenceState, ConferenceAct](
    (ConferenceState.PLANNED, ConferenceState.HELD, ConferenceState.CANCELLED),
    {
        (ConferenceState.PLANNED, ConferenceAct.HOLD): ConferenceState.HELD,
        (ConferenceState.PLANNED, ConferenceAct.CANCEL): ConferenceState.CANCELLED,
    },
)
