"""What may follow what in a case: phases, stays, steps of the plan."""

from faden.domain.cases.enums import Constellation, MeasureAct, MeasureState, Phase, StayAct, StayState
from faden.lib.transitions import Transitions

STAY = Transitions[StayState, StayAct](
    tuple(StayState),
    {
        (StayState.OPEN, StayAct.CLOSE): StayState.CLOSED,
        (StayState.CLOSED, StayAct.REOPEN): StayState.OPEN,
    },
)

MEASURE = Transitions[MeasureState, MeasureAct](
    tuple(MeasureState),
    {
        (MeasureState.PLANNED, MeasureAct.START): MeasureState.ACTIVE,
        (MeasureState.PLANNED, MeasureAct.WAIT): MeasureState.WAITING,
        (MeasureState.PLANNED, MeasureAct.FINISH): MeasureState.DONE,
        (MeasureState.PLANNED, MeasureAct.ABORT): MeasureState.ABORTED,
        (MeasureState.WAITING, MeasureAct.START): MeasureState.ACTIVE,
        (MeasureState.WAITING, MeasureAct.FINISH): MeasureState.DONE,
        (MeasureState.WAITING, MeasureAct.ABORT): MeasureState.ABORTED,
        (MeasureState.ACTIVE, MeasureAct.FINISH): MeasureState.DONE,
        (MeasureState.ACTIVE, MeasureAct.WAIT): MeasureState.WAITING,
        (MeasureState.ACTIVE, MeasureAct.ABORT): MeasureState.ABORTED,
    },
)

UNFINISHED = tuple(state for state in MeasureState if state not in MEASURE.final)

#: Each may follow each, forwards and back (domain.md 5); the act is the constellation that begins.
CONSTELLATION = Transitions[Constellation, Constellation](
    tuple(Constellation),
    {(before, after): after for before in Constellation for after in Constellation if before != after},
)

_ONWARD = {
    Phase.ACCESS: (Phase.FIRST_COUNSELLING,),
    Phase.FIRST_COUNSELLING: (Phase.ASSESSMENT, Phase.EVALUATION),
    Phase.ASSESSMENT: (Phase.GOAL_AGREEMENT, Phase.EVALUATION),
    Phase.GOAL_AGREEMENT: (Phase.PLANNING, Phase.ASSESSMENT),
    Phase.PLANNING: (Phase.DELIVERY, Phase.GOAL_AGREEMENT),
    Phase.DELIVERY: (Phase.EVALUATION, Phase.PLANNING, Phase.ASSESSMENT),
    Phase.EVALUATION: (Phase.ASSESSMENT, Phase.GOAL_AGREEMENT, Phase.PLANNING, Phase.DELIVERY),
}

#: The act is the phase that is entered. Counselling is a circle: planning and assessment are taken up again, and a
#: short counselling goes straight to the evaluation.
PHASE = Transitions[Phase, Phase](
    tuple(Phase),
    {(before, after): after for before, following in _ONWARD.items() for after in following},
)
