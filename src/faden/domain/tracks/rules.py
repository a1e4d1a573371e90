"""Whether a track can begin, and how it and its steps can go on; who may is asked of the case (``cases.rules``)."""

from datetime import date

from faden.domain.tracks.enums import StepAct, StepState, TrackAct, TrackState
from faden.domain.tracks.models import CaseTrack, Track, TrackStep
from faden.domain.tracks.transitions import STEP, TRACK
from faden.kernel.access.rules import rule


@rule
def may_begin_on(track: Track, on: date) -> str | None:
    """A track begins in the version in force, within the time the site has given it."""
    if track.ended_on is not None:
        return "Diese Fassung des Begleitwegs gilt nicht mehr. Bitte laden Sie die Seite neu."
    if on < track.valid_from:
        return f"Diesen Begleitweg gibt es erst ab {track.valid_from:%d.%m.%Y}."
    if track.valid_until is not None and on >= track.valid_until:
        return "Diesen Begleitweg gibt es nicht mehr."
    return None


@rule
def may_move_track(run: CaseTrack, act: TrackAct) -> str | None:
    """Whether a track can go on like this from where it stands."""
    state = TrackState(run.state)
    if TRACK.may(state, act):
        return None
    return f"Der Begleitweg {state.label}; „{act.label}“ passt dazu nicht."


@rule
def may_move_step(run: CaseTrack, step: TrackStep, act: StepAct) -> str | None:
    """Steps move while the track runs; what rests or has ended stays as it is."""
    if run.state != TrackState.RUNNING:
        return f"Der Begleitweg {run.get_state_display()}. Seine Schritte bleiben, wie sie sind."
    state = StepState(step.state)
    if STEP.may(state, act):
        return None
    return f"Der Schritt ist „{state.label}“; „{act.label}“ passt dazu nicht."


@rule
def may_answer(run: CaseTrack) -> str | None:
    """Answers change until the track has ended."""
    return "Der Begleitweg ist beendet. Seine Angaben bleiben, wie sie sind." if run.ended_on else None
