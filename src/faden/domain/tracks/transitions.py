"""What may follow what in a track and in its steps."""

from faden.domain.tracks.enums import StepAct, StepState, TrackAct, TrackState
from faden.lib.transitions import Transitions

TRACK = Transitions[TrackState, TrackAct](
    tuple(TrackState),
    {
        (TrackState.RUNNING, TrackAct.PAUSE): TrackState.PAUSED,
        (TrackState.RUNNING, TrackAct.END): TrackState.ENDED,
        (TrackState.PAUSED, TrackAct.RESUME): TrackState.RUNNING,
        (TrackState.PAUSED, TrackAct.END): TrackState.ENDED,
    },
)

STEP = Transitions[StepState, StepAct](
    tuple(StepState),
    {
        (StepState.OPEN, StepAct.DO): StepState.DONE,
        (StepState.OPEN, StepAct.SKIP): StepState.SKIPPED,
        (StepState.DONE, StepAct.REOPEN): StepState.OPEN,
        (StepState.SKIPPED, StepAct.REOPEN): StepState.OPEN,
    },
)
