"""The ways of what people ask about their own data."""

from faden.domain.subject_requests.enums import AccessAct, AccessState, RightsAct, RightsState
from faden.lib.transitions import Transitions

ACCESS = Transitions[AccessState, AccessAct](
    tuple(AccessState),
    {
        (AccessState.RECEIVED, AccessAct.COLLECT): AccessState.COLLECTED,
        (AccessState.RECEIVED, AccessAct.REFUSE): AccessState.REFUSED,
        # Collected once more: what was written since comes in, and the review begins anew.
        (AccessState.COLLECTED, AccessAct.COLLECT): AccessState.COLLECTED,
        (AccessState.COLLECTED, AccessAct.REVIEW): AccessState.REVIEWED,
        (AccessState.COLLECTED, AccessAct.REFUSE): AccessState.REFUSED,
        (AccessState.REVIEWED, AccessAct.COLLECT): AccessState.COLLECTED,
        (AccessState.REVIEWED, AccessAct.DELIVER): AccessState.DELIVERED,
        (AccessState.REVIEWED, AccessAct.REFUSE): AccessState.REFUSED,
    },
)
OPEN = tuple(state for state in AccessState if state not in ACCESS.final)

#: Whoever leads the case does what is asked, or lays it before data protection, who alone says no.
RIGHTS = Transitions[RightsState, RightsAct](
    tuple(RightsState),
    {
        (state, act): target
        for state in (RightsState.RECEIVED, RightsState.PROPOSED)
        for act, target in (
            (RightsAct.FULFIL, RightsState.FULFILLED),
            (RightsAct.PROPOSE, RightsState.PROPOSED),
            (RightsAct.PARTLY, RightsState.PARTLY),
            (RightsAct.DISPUTE, RightsState.DISPUTED),
            (RightsAct.REFUSE, RightsState.REFUSED),
        )
        if (state, act) != (RightsState.PROPOSED, RightsAct.PROPOSE)
    },
)
UNDECIDED = tuple(state for state in RightsState if state not in RIGHTS.final)
