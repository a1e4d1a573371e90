"""The way of an erasure."""

from faden.domain.retention.enums import ErasureAct, ErasureState
from faden.lib.transitions import Transitions

ERASURE = Transitions[ErasureState, ErasureAct](
    tuple(ErasureState),
    {
        (ErasureState.ANNOUNCED, ErasureAct.OFFER): ErasureState.OFFERED,
        (ErasureState.ANNOUNCED, ErasureAct.STOP): ErasureState.STOPPED,
        (ErasureState.OFFERED, ErasureAct.ANSWER): ErasureState.ANSWERED,
        (ErasureState.OFFERED, ErasureAct.STOP): ErasureState.STOPPED,
        (ErasureState.ANSWERED, ErasureAct.CARRY_OUT): ErasureState.CARRIED_OUT,
        (ErasureState.ANSWERED, ErasureAct.STOP): ErasureState.STOPPED,
    },
)
OPEN = tuple(state for state in ErasureState if state not in ERASURE.final)
